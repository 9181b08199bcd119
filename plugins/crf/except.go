package crf

import (
	"fmt"
	"regexp"
	"slices"
)

// exceptions are expressions for texts that no proposal may lie in.
type exceptions []*regexp.Regexp

func (o *Options) exceptions() (exceptions, error) {
	var out exceptions
	for i, expr := range o.Except {
		re, err := regexp.Compile(expr)
		if err != nil {
			return nil, fmt.Errorf("except, number %d: %w", i+1, err)
		}
		out = append(out, re)
	}
	return out, nil
}

// A ban is where exceptions match a text.
type ban struct {
	from exceptions
	text string
	// spans, in bytes, of each exception; looked for when first asked.
	spans  [][][]int
	looked bool
}

// of returns the number of the exception that the bytes [start,end) lie within,
// or -1.
func (b *ban) of(start, end int) int {
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
