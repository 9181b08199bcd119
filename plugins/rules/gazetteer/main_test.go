package gazetteer

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"go.uber.org/goleak"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/plugins/rules/alphabet"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// drawMode draws a way to compare.
func drawMode(t *rapid.T) Mode {
	return Mode{Words: rapid.Bool().Draw(t, "words"), Mode: alphabet.Mode{Fold: rapid.Bool().Draw(t, "fold")}}
}

// goodTerm reports whether a list could hold a term.
func goodTerm(term string) bool {
	return strings.TrimSpace(term) != "" && !strings.ContainsRune(term, 0)
}

// naive finds terms by comparing every stretch of text that could be one.
type naive struct {
	table *alphabet.Table
	mode  Mode
	terms []string
}

// key is what a stretch and a term must have in common; by whole strings and
// Unicode's own folding, not by code points.
func (n naive) key(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		return alphabet.PlainPunctuation(r)
	}, s)
	for strings.Contains(s, "  ") {
		s = strings.ReplaceAll(s, "  ", " ")
	}
	if n.mode.Fold {
		s = cases.Fold().String(s)
	}
	return s
}

func (n naive) find(text string, all bool) []string {
	var found []string
	taken := 0
	for start := range text {
		for _, end := range n.ends(text, start) {
			if !all && start < taken {
				continue
			}
			taken = max(taken, end)
			found = append(found, fmt.Sprintf("%d-%d", start, end))
		}
	}
	return found
}

// ends returns where terms that begin at start end, the longest first.
func (n naive) ends(text string, start int) []int {
	var ends []int
	for end := len(text); end > start; end-- {
		if end < len(text) && text[end]&0xC0 == 0x80 { // inside a code point
			continue
		}
		stretch := text[start:end]
		if strings.TrimSpace(stretch) != stretch || n.mode.Words && !n.table.Bounded(text, start, end) {
			continue
		}
		if slices.ContainsFunc(n.terms, func(term string) bool { return n.key(term) == n.key(stretch) }) {
			ends = append(ends, end)
		}
	}
	return ends
}

// found renders the hits of an index.
func found(x *Index, text string) []string {
	var got []string
	x.Find(context.Background(), text, func(h Hit) bool {
		got = append(got, fmt.Sprintf("%d-%d", h.Start, h.End))
		return true
	})
	return got
}

// plain is text without diacritics, by another way than the index goes.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(s))
}
