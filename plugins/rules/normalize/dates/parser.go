package dates

import (
	"slices"
	"strconv"

	"github.com/onomast/onomast/plugins/rules/normalize/numerals"
	"github.com/onomast/onomast/plugins/rules/normalize/value"
)

// A parser reads one expression. Its rules take a position among the tokens and
// return every way to go on from there.
type parser struct {
	*vocabulary
	numbers *numerals.Language
	context *value.Context
	tokens  []token
	// found are the phrases at each position.
	found [][]finding
	// refusal is why the first date that looked like one does not exist.
	refusal string
	steps   int
}

func (v *vocabulary) parser(tokens []token, numbers *numerals.Language, c *value.Context) *parser {
	p := &parser{vocabulary: v, numbers: numbers, context: c, tokens: tokens, found: make([][]finding, len(tokens))}
	for i := range tokens {
		p.found[i] = v.findings(tokens, i)
	}
	return p
}

// maxSteps bounds the work on one expression, for those made to be slow.
const maxSteps = 50_000

// refuse notes why a date does not exist.
func (p *parser) refuse(reason string) {
	if p.refusal == "" {
		p.refusal = reason
	}
}

// find returns the phrases of a class at pos.
func (p *parser) find(pos int, class string) []match {
	if p.steps++; p.steps > maxSteps || pos >= len(p.tokens) {
		return nil
	}
	for i := range p.found[pos] {
		if f := &p.found[pos][i]; f.class == class {
			return f.matches
		}
	}
	return nil
}

// is reports whether the token at pos is the mark.
func (p *parser) is(pos int, mark string) bool {
	return pos < len(p.tokens) && p.tokens[pos].kind == markToken && p.tokens[pos].text == mark
}

// skip returns pos and the positions behind phrases of the classes that may be
// left out there, up to three of them; "," stands for the mark. The furthest
// comes first.
func (p *parser) skip(pos int, classes ...string) []int {
	out := []int{pos}
	from := 0
	for range 3 {
		end := len(out)
		for _, at := range out[from:end] {
			for _, class := range classes {
				if class == "," {
					if p.is(at, ",") {
						out = add(out, at+1)
					}
					continue
				}
				for _, m := range p.find(at, class) {
					out = add(out, m.next)
				}
			}
		}
		if from = end; len(out) == end {
			break
		}
	}
	slices.Reverse(out)
	return out
}

func add(to []int, n int) []int {
	if slices.Contains(to, n) {
		return to
	}
	return append(to, n)
}

// A count is a number among the tokens.
type count struct {
	n       int
	digits  int // how many it is written in; 0 for words
	ordinal bool
	next    int
}

// number reads a number in digits, with what makes it an ordinal (15th, 15.),
// or in words.
func (p *parser) number(pos int) []count {
	if p.steps++; p.steps > maxSteps || pos >= len(p.tokens) {
		return nil
	}
	switch t := p.tokens[pos]; t.kind {
	case digitsToken:
		n, err := strconv.Atoi(t.text)
		if err != nil || len(t.text) > 6 {
			return nil
		}
		plain := count{n: n, digits: len(t.text), next: pos + 1}
		out := []count{plain}
		for _, m := range p.find(pos+1, "suffix") {
			if p.tokens[pos+1].glued {
				out = append([]count{{n: n, digits: plain.digits, ordinal: true, next: m.next}}, out...)
			}
		}
		if p.is(pos+1, ".") && p.tokens[pos+1].glued && p.language == "de" {
			out = append([]count{{n: n, digits: plain.digits, ordinal: true, next: pos + 2}}, out...)
		}
		return out
	case wordToken:
		words, ends := p.words(pos)
		if w, ok := p.numbers.Words(words); ok && w.Value < 1e6 {
			return []count{{n: int(w.Value), ordinal: w.Ordinal, next: ends[w.Used-1]}}
		}
	}
	return nil
}

// words returns the run of words at pos, cut at hyphens, and the positions
// behind each.
func (p *parser) words(pos int) (words []string, ends []int) {
	for i := pos; i < len(p.tokens) && len(words) < 12; i++ {
		t := p.tokens[i]
		if t.kind == wordToken {
			words, ends = append(words, t.text), append(ends, i+1)
		} else if !t.glued || t.text != "-" || i == pos {
			break
		}
	}
	return words, ends
}

// number is the number that is the argument of a symbol.
func (m match) number() int {
	n, _ := strconv.Atoi(m.arg)
	return n
}
