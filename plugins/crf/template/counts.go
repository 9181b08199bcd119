package template

import (
	"unicode"
	"unicode/utf8"
)

// counts are what classes and tests go by: how many code points of a word are
// what.
type counts struct {
	all, upper, lower, caseless, marks, digits, other int
	firstUpper                                        bool // the first one is a capital
}

// letters is the number of letters.
func (n *counts) letters() int { return n.upper + n.lower + n.caseless }

// count returns the counts of the word, which it takes once.
func (a *analysis) count() *counts {
	if a.counted {
		return &a.counts
	}
	a.counted = true
	a.counts = counts{all: a.text.n()}
	for i := range a.counts.all {
		a.counts.add(i, a.text.at(i))
	}
	return &a.counts
}

func (n *counts) add(i int, r rune) {
	switch {
	case isUpper(r):
		n.upper++
		n.firstUpper = n.firstUpper || i == 0
	case isLower(r):
		n.lower++
	case isDigit(r):
		n.digits++
	case r < utf8.RuneSelf:
		n.other++
	case unicode.IsLetter(r):
		n.caseless++
	case unicode.IsMark(r):
		n.marks++
	default:
		n.other++
	}
}
