package schema

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/onomast/onomast/core/diag"
)

// formats checks durations and sizes, which JSON Schema has no keywords for,
// and integers that are too large.
func (s *Schema) formats(value any) diag.List {
	var list diag.List
	s.walk(s.branches(s.root, value), value, "", func(at string, nodes []*node, v any) {
		for _, n := range nodes {
			if err := n.checkFormat(v); err != nil {
				list = append(list, mistake(tokens(at), CodeBadValue, subject(tokens(at))+": "+err.Error()))
				return
			}
		}
	})
	return list
}

func tokens(pointer string) []string {
	if pointer == "" {
		return nil
	}
	parts := strings.Split(pointer[1:], "/")
	for i := range parts {
		parts[i] = Unescape(parts[i])
	}
	return parts
}

func (n *node) checkFormat(v any) error {
	written, isText := v.(string)
	switch {
	case n.Format == FormatDuration && isText:
		return n.within(written, durationOf)
	case n.Format == FormatSize && isText:
		return n.within(written, ParseSize)
	case n.Format == FormatSize:
		if bytes, err := wholeNumber(v); err == nil {
			return n.within(strconv.FormatInt(bytes, 10), ParseSize)
		}
	case n.is(integer):
		if _, isFloat := v.(float64); isFloat {
			_, err := wholeNumber(v)
			return err
		}
	}
	return nil
}

func durationOf(s string) (int64, error) {
	d, err := ParseDuration(s)
	return int64(d), err
}

// within checks that a value can be read and lies within the bounds.
func (n *node) within(written string, read func(string) (int64, error)) error {
	got, err := read(written)
	if err != nil {
		return err
	}
	if least, err := read(n.Least); n.Least != "" && err == nil && got < least {
		return fmt.Errorf("%s is too small; the least is %s", written, n.Least)
	}
	if most, err := read(n.Most); n.Most != "" && err == nil && got > most {
		return fmt.Errorf("%s is too large; the most is %s", written, n.Most)
	}
	return nil
}
