package regexset

import (
	"context"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// followed returns the matches that a trail alone finds.
func followed(s *Set, text string) []Match {
	m := &Matches{}
	m.begin(context.Background(), s, text, 0, len(text))
	m.follow(0, m.progress(0))
	m.finish()
	return m.list
}

func TestTrail(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		expr := drawExpr(t, 4)
		re, err := Compile(expr, false)
		if err != nil {
			return
		}
		text := strings.ToValidUTF8(drawText(t), "?")
		var want []Match
		for _, f := range alone([]string{expr}, text) {
			want = append(want, Match{Start: f.Groups[0], End: f.Groups[1]})
		}
		if diff := cmp.Diff(want, followed(New([]*Regexp{re}), text), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%q in %q (-alone +trail):\n%s", expr, text, diff)
		}
	})
}

// TestTrailOverBlocks is about matches within and across blocks.
func TestTrailOverBlocks(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("ab é ", blockSize/3) + "a" + strings.Repeat("x", 2*blockSize) + "b\nab"
	for _, expr := range []string{`a\w*b`, `(?s)é.*?é`, `(?m)^a[^\n]*$`, `\bab\b|x+`, `é|(?s)b.{3,5}`, `(?s).*`} {
		var want []Match
		for _, f := range alone([]string{expr}, text) {
			want = append(want, Match{Start: f.Groups[0], End: f.Groups[1]})
		}
		if diff := cmp.Diff(want, followed(newSet(t, expr), text)); diff != "" {
			t.Errorf("%s (-alone +trail):\n%s", expr, diff)
		}
	}
}

func TestTrailNeedsRoom(t *testing.T) {
	t.Parallel()
	s := crowd(newSet(t, `c[ab]{12}a|b`), 10)
	text := strings.Repeat("abbabaababbab", 100)
	m := &Matches{}
	m.begin(context.Background(), s, text, 0, len(text))
	if trail := newTrail(context.Background(), s.regexps[0].marker, text, 0, len(text)); trail != nil {
		t.Fatal("10 states were enough")
	}
	if got := followed(s, text); len(got) != strings.Count(text, "b") {
		t.Errorf("%d matches", len(got))
	}
}

func TestConcurrentTrails(t *testing.T) {
	t.Parallel()
	text := strings.Repeat(strings.Join(atoms, "x ")+"ab@cd ", 20)
	s := newSet(t, `\b\pL+ \w+\b|(?i)k+`)
	want := followed(newSet(t, s.Regexp(0).String()), text)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if diff := cmp.Diff(want, followed(s, text)); diff != "" {
				t.Errorf("(-alone +together):\n%s", diff)
			}
		})
	}
	wg.Wait()
}
