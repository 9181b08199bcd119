package proposal

import (
	"fmt"
	"regexp"
	"slices"
)

// Exceptions are expressions for texts that no proposal may lie in.
type Exceptions []*regexp.Regexp

// Exceptions compiles those of the options.
func (o *Options) Exceptions() (Exceptions, error) {
	var out Exceptions
	for i, expr := range o.Except {
		re, err := regexp.Compile(expr)
		if err != nil {
			return nil, fmt.Errorf("except, number %d: %w", i+1, err)
		}
		out = append(out, re)
	}
	return out, nil
}

// In returns where they match a text.
func (e Exceptions) In(text string) *Ban { return &Ban{from: e, text: text} }

// A Ban is where exceptions match a text.
type Ban struct {
	from Exceptions
	text string
	// spans, in bytes, of each exception; looked for when first asked.
	spans  [][][]int
	looked bool
}

// Of returns the number of the exception that the bytes [start,end) lie within, or -1.
func (b *Ban) Of(start, end int) int {
	if len(b.from) == 0 {
		return -1
	}
	if !b.looked {
		b.looked = true
		for _, re := range b.from {
			b.spans = append(b.spans, re.FindAllStringIndex(b.text, -1))
		}
	}
	return slices.IndexFunc(b.spans, func(matches [][]int) bool {
		return slices.ContainsFunc(matches, func(m []int) bool { return m[0] <= start && end <= m[1] })
	})
}
