package document

import (
	"fmt"
	"math"
	"unicode/utf8"
)

// Validate checks the layer against the text it belongs to: offsets in range,
// on code point boundaries and not empty; parents before their children and
// around them; scores that are finite numbers of a known kind; vectors of finite
// numbers; words that are valid UTF-8. A layer from another process is not to be trusted before.
func (l *Layer) Validate(text string) error {
	for i := range l.Len() {
		start, end := int(l.start[i]), int(l.end[i])
		switch {
		case start < 0 || end > len(text) || start >= end:
			return fmt.Errorf("layer %q: span %d is [%d,%d) in a text of %d bytes", l.name, i, start, end, len(text))
		case !boundary(text, start) || !boundary(text, end):
			return fmt.Errorf("layer %q: span %d [%d,%d) begins or ends inside a code point", l.name, i, start, end)
		}
	}
	if l.Len() == 0 || l.more == nil && !l.dirty {
		return nil
	}
	for i := range l.start {
		if err := l.validateMore(i); err != nil {
			return fmt.Errorf("layer %q: span %d %w", l.name, i, err)
		}
	}
	return nil
}

// validateMore checks what a span has beside its place.
func (l *Layer) validateMore(i int) error {
	if p := l.Parent(i); p != NoParent {
		if p < 0 || p >= i {
			return fmt.Errorf("has parent %d, which does not come before it", p)
		}
		if l.start[i] < l.start[p] || l.end[i] > l.end[p] {
			return fmt.Errorf("[%d,%d) is not inside its parent %d", l.start[i], l.end[i], p)
		}
	}
	score, kind := l.Score(i)
	if wide := float64(score); kind > Calibrated || math.IsNaN(wide) || math.IsInf(wide, 0) {
		return fmt.Errorf("has score %v of kind %d", score, kind)
	}
	if c := l.vectors(); c != nil && !c.finite(i) {
		return fmt.Errorf("has a vector with numbers that are not finite")
	}
	if l.dirty && !l.clean(i) {
		return fmt.Errorf("has a label or attribute that is not valid UTF-8")
	}
	return nil
}

// clean reports whether all words of span i are valid UTF-8.
func (l *Layer) clean(i int) bool {
	if !utf8.ValidString(l.Label(i)) {
		return false
	}
	for _, attrs := range [][]Attr{l.Attributes(i), l.Evidence(i)} {
		for _, a := range attrs {
			if !utf8.ValidString(a.Key) || !utf8.ValidString(a.Value) {
				return false
			}
		}
	}
	return true
}

func boundary(text string, at int) bool {
	return at == len(text) || utf8.RuneStart(text[at])
}
