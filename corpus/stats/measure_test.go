package stats

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/internal/words"
)

// TestLongStretches: marks give what counting gives, for stretches that begin and end at
// words.
func TestLongStretches(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("ab é, 東京 word\n", 3000)
	var m measure
	m.begin(text)
	rapid.Check(t, func(t *rapid.T) {
		r := annotation.Range{Start: rapid.IntRange(0, len(text)-long-20).Draw(t, "start")}
		r.Start, _, _ = words.Next(text, strings.IndexByte(text[r.Start:], ' ')+r.Start)
		r.End = rapid.IntRange(r.Start+long, len(text)).Draw(t, "end")
		for !utf8.RuneStart(append([]byte(text), 0)[r.End]) {
			r.End--
		}
		n, characters := m.fragment(r)
		if want := words.Count(text[r.Start:r.End]); n != want {
			t.Fatalf("%d words, want %d", n, want)
		}
		if want := utf8.RuneCountInString(text[r.Start:r.End]); characters != want {
			t.Fatalf("%d code points, want %d", characters, want)
		}
	})
}

func TestHashOfTellsApart(t *testing.T) {
	t.Parallel()
	a, b := strings.Repeat("a", long), strings.Repeat("a", long+1)
	if hashOf(a) == hashOf(b) || hashOf(a) != hashOf(strings.Clone(a)) || hashOf("a") == hashOf("b") {
		t.Error("surfaces are mixed up")
	}
}
