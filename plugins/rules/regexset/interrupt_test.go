package regexset

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A countdown is a context that ends when it has been asked so many times.
type countdown struct {
	context.Context
	left *int
}

func (c countdown) Err() error {
	if *c.left--; *c.left < 0 {
		return context.Canceled
	}
	return nil
}

// TestScanAsksItsContext: whatever keeps a scan busy, it asks its context
// again and again.
func TestScanAsksItsContext(t *testing.T) {
	t.Parallel()
	const size = 1 << 20
	tests := []struct{ name, expr, piece string }{
		{"nothing to find", `x\d`, "the cat "},
		{"many matches", `[a-z]+`, "ab "},
		{"far reads", `(?s)a.*b`, "a"},
		{"far reads again and again", `a[^b]*b`, "a"},
		{"one match", `(?s).*`, "ab "},
		{"by the library", `(?:a|b)*a(?:a|b){14}c`, "abbabaababbab aab"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			text := strings.Repeat(tt.piece, size/len(tt.piece))
			s := newSet(t, tt.expr)
			asked := 1 << 30
			if err := s.Scan(countdown{t.Context(), &asked}, text, &Matches{}); err != nil {
				t.Fatal(err)
			}
			times := 1<<30 - asked
			if times < size/stretch/2 {
				t.Errorf("the context was looked at %d times", times)
			}
			for _, left := range []int{0, 1, times / 2, times - 1} {
				if err := s.Scan(countdown{t.Context(), &left}, text, &Matches{}); err == nil {
					t.Errorf("no error of a context that ended")
				}
			}
		})
	}
}

// A scan after one that was cut short finds what it always finds.
func TestScanAfterAnInterruption(t *testing.T) {
	t.Parallel()
	s, found := newSet(t, `a[^b]*b`, `\d+`), &Matches{}
	text := strings.Repeat("a1 ", 1<<18) + "b"
	left := 2
	if err := s.Scan(countdown{t.Context(), &left}, text, found); err == nil {
		t.Fatal("no error")
	}
	if err := s.Scan(t.Context(), "1 ab 2", found); err != nil {
		t.Fatal(err)
	}
	want := []Match{{0, 2, 4}, {1, 0, 1}, {1, 5, 6}}
	if diff := cmp.Diff(want, found.All()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestPlainByPieces: a long text is given to the library in pieces, and what
// stands beside a match still counts.
func TestPlainByPieces(t *testing.T) {
	t.Parallel()
	for _, piece := range []string{"ab\n", "x ab é", "ab", "-a\nb", "a\xffb "} {
		text := strings.Repeat(piece, plainPiece*3/2/len(piece)) + "ab"
		for _, expr := range []string{`ab`, `^ab|ab$`, `(?m)^a\w*`, `(?m)b$`, `\bab\b`, `\Ba|b\B`, `a\sb`, `(?s)b.a`, `a*?|b`, `é|[^a-z]`} {
			var want []Match
			for _, f := range alone([]string{expr}, text) {
				want = append(want, Match{Start: f.Groups[0], End: f.Groups[1]})
			}
			m := &Matches{}
			m.begin(t.Context(), newSet(t, expr), text, 0, len(text))
			m.plain(0)
			m.finish()
			if !slices.Equal(want, m.list) {
				t.Errorf("%s in %q again and again: %d matches, want %d", expr, piece, len(m.list), len(want))
			}
		}
	}
}
