package proposal

import (
	"fmt"
	"regexp"
	"slices"
)

// Exceptions are expressions for texts that no proposal may lie in.
type Exceptions []exception

// An exception is one expression.
type exception struct {
	*regexp.Regexp
	alphabet alphabet
}

// Exceptions compiles those of the options.
func (o *Options) Exceptions() (Exceptions, error) {
	var out Exceptions
	for i, expr := range o.Except {
		re, err := regexp.Compile(expr)
		if err != nil {
			return nil, fmt.Errorf("except, number %d: %w", i+1, err)
		}
		out = append(out, exception{re, alphabetOf(expr)})
	}
	return out, nil
}

// In returns where they match a text.
func (e Exceptions) In(text string) *Ban { return &Ban{from: e, text: text} }

// A Ban is where exceptions match a text.
type Ban struct {
	from Exceptions
	text string
	// spans, in bytes, of each exception; looked for when first needed.
	spans  [][][]int
	looked []bool
}

// Of returns the number of the exception that the bytes [start,end), which are whole
// characters, lie within, or -1.
func (b *Ban) Of(start, end int) int {
	for i := range b.from {
		if !b.from[i].alphabet.spells(b.text[start:end]) {
			continue
		}
		if slices.ContainsFunc(b.matches(i), func(m []int) bool { return m[0] <= start && end <= m[1] }) {
			return i
		}
	}
	return -1
}

// matches are those of one exception.
func (b *Ban) matches(i int) [][]int {
	if b.looked == nil {
		b.looked, b.spans = make([]bool, len(b.from)), make([][][]int, len(b.from))
	}
	if !b.looked[i] {
		b.looked[i], b.spans[i] = true, b.from[i].FindAllStringIndex(b.text, -1)
	}
	return b.spans[i]
}
