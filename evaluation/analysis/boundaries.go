package analysis

import (
	"unicode/utf8"

	"github.com/onomast/onomast/evaluation/match"
)

// Reach is how far boundary offsets are told apart: further ones count as the
// outermost.
const Reach = 10

// Boundaries are histograms of how far predicted boundaries of pairs with the same
// label are from gold ones. Place Reach+k counts boundaries that are k too far right,
// of code points or words.
type Boundaries struct {
	Start, End           [2*Reach + 1]int
	StartWords, EndWords [2*Reach + 1]int
	// Pairs is how many pairs these are, exact ones included.
	Pairs int
}

func (b *Boundaries) add(d *Document, pairs []match.Pair) {
	for _, p := range pairs {
		if p.Case != match.Right && p.Case != match.Overlap {
			continue
		}
		b.Pairs++
		g, q := &d.Gold[p.Gold], &d.Pred[p.Pred]
		put(&b.Start, &b.StartWords, d.Text, g.Start, q.Start)
		put(&b.End, &b.EndWords, d.Text, g.End, q.End)
	}
}

func put(chars, word *[2*Reach + 1]int, text string, from, to int) {
	if from == to {
		chars[Reach]++
		word[Reach]++
		return
	}
	sign := 1
	if from > to {
		from, to, sign = to, from, -1
	}
	between := text[min(from, len(text)):min(to, len(text))]
	chars[Reach+sign*min(Reach, utf8.RuneCountInString(between))]++
	word[Reach+sign*min(Reach, WordsIn(between))]++
}

// WordsIn counts the words of a text.
func WordsIn(text string) int { return len(wordsOf(text)) }
