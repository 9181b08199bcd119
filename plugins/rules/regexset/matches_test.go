package regexset

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// steps is how much work a scan of text was.
func steps(t *testing.T, s *Set, text string) int {
	t.Helper()
	var m Matches
	if err := s.Scan(context.Background(), text, &m); err != nil {
		t.Fatal(err)
	}
	total := 0
	for i := range m.states {
		if m.states[i].epoch == m.epoch {
			total += m.states[i].work
		}
	}
	return total
}

// TestWorkIsLinear is about texts that make an expression read far from many
// places.
func TestWorkIsLinear(t *testing.T) {
	t.Parallel()
	const size = 1 << 17
	tests := []struct{ expr, text string }{
		{`\w+@`, strings.Repeat("a", size)},
		{`[\w.]+@\w`, strings.Repeat("a.", size/2) + "@"},
		{`\b[a-z.]+@x`, strings.Repeat("a.@", size/3)},
		{`(?s)a.*z`, strings.Repeat("a", size)},
		{`(?s)\ba.*z|\bb`, strings.Repeat("a b ", size/4)},
		{`(?s)a.*z|a`, strings.Repeat("a", size)},
		{`(?:[A-Z][a-z]* )+Inc`, strings.Repeat("The Big ", size/8)},
		{`(?:a*)*b`, strings.Repeat("a", size)},
		{`x[^"]*"`, strings.Repeat("x", size)},
		{`\d{1,100}[a-z]{1,100}!`, strings.Repeat("1a", size/2)},
	}
	for _, tt := range tests {
		t.Run(tt.expr, func(t *testing.T) {
			t.Parallel()
			most := (stepsPerByte + 1) * (len(tt.text) + 1)
			if got := steps(t, newSet(t, tt.expr), tt.text); got > most+stepsAnyway+size {
				t.Errorf("%d steps for %d bytes, want at most %d", got, len(tt.text), most)
			}
		})
	}
}

// TestExactWhenItIsMuchWork is about texts that are too much work.
func TestExactWhenItIsMuchWork(t *testing.T) {
	t.Parallel()
	text := "12 ab " + strings.Repeat("x", 3000) + " " + strings.Repeat("xy ", 3000) + "xyz@ 34"
	exprs := []string{`\d+`, `(?s)\bx.*@|xyz@`, `[a-z]+@`, `(?s)x.*?z@`, `x[^ ]*(?: x[^ ]*)*!|b`}
	s := newSet(t, exprs...)
	if got := steps(t, s, text); got < stepsAnyway {
		t.Fatalf("the text takes %d steps only", got)
	}
	if diff := cmp.Diff(alone(exprs, text), together(s, &Matches{}, text)); diff != "" {
		t.Errorf("(-alone +together):\n%s", diff)
	}
}

func TestScanRange(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		re, err := Compile(drawExpr(t, 3), false)
		if err != nil {
			return
		}
		s, text := New([]*Regexp{re}), drawText(t)
		start := rapid.IntRange(0, len(text)).Draw(t, "start")
		end := rapid.IntRange(start, len(text)).Draw(t, "end")
		var all, part Matches
		if err := s.Scan(context.Background(), text, &all); err != nil {
			t.Fatal(err)
		}
		from, to := s.Around(text, start, end)
		if from > start || to < end {
			t.Fatalf("[%d,%d) around [%d,%d)", from, to, start, end)
		}
		if err := s.ScanRange(context.Background(), text, from, to, &part); err != nil {
			t.Fatal(err)
		}
		var want []Match
		for _, m := range all.All() {
			if m.Start >= from && m.Start < to {
				want = append(want, m)
			}
			if m.Start < end && start < m.End && (m.Start < from || m.End > to) {
				t.Fatalf("%q in %q: %v is not within [%d,%d)", re, text, m, from, to)
			}
		}
		if diff := cmp.Diff(want, part.All(), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%q in [%d,%d) of %q (-whole +range):\n%s", re, from, to, text, diff)
		}
	})
}

func TestMatchesOf(t *testing.T) {
	t.Parallel()
	s, m := newSet(t, `a`, `z`, `b+`), &Matches{}
	if err := s.Scan(context.Background(), "abba", m); err != nil {
		t.Fatal(err)
	}
	want := [][]Match{{{0, 0, 1}, {0, 3, 4}}, nil, {{2, 1, 3}}, nil}
	for i, w := range want {
		if diff := cmp.Diff(w, m.Of(i), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("expression %d (-want +got):\n%s", i, diff)
		}
	}
	if err := newSet(t, `x`).Scan(context.Background(), "abba", m); err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		if got := m.Of(i); len(got) > 0 {
			t.Errorf("matches of the text before: %v", got)
		}
	}
}

func TestScanEndsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, text := range []string{strings.Repeat("a", stretch+1), "\xff"} {
		if err := newSet(t, `a`).Scan(ctx, text, &Matches{}); !errors.Is(err, context.Canceled) {
			t.Errorf("%d bytes: got %v", len(text), err)
		}
	}
}

func TestEmptySet(t *testing.T) {
	t.Parallel()
	var m Matches
	if err := New(nil).Scan(context.Background(), "abc", &m); err != nil || len(m.All()) > 0 {
		t.Errorf("got %v, %v", m.All(), err)
	}
}

// TestConcurrentScans is for the race detector: all make the same transitions.
func TestConcurrentScans(t *testing.T) {
	t.Parallel()
	exprs := []string{`\b\w+ \w+\b`, `\pL{2,5}`, `(?i)(k+)(s?)`, `[a-z]+@[a-z]+`, `\d+|é.`}
	text := strings.Repeat(strings.Join(atoms, "x ")+"ab@cd ", 20)
	want := alone(exprs, text)
	s := newSet(t, exprs...)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if diff := cmp.Diff(want, together(s, &Matches{}, text)); diff != "" {
				t.Errorf("(-alone +together):\n%s", diff)
			}
		})
	}
	wg.Wait()
}
