package regexset

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// crowd leaves room for so few states that tables are begun anew all the time.
func crowd(s *Set, states int) *Set {
	s.filter.limit, s.filter.weight = states, maxWeight
	for _, re := range s.regexps {
		re.finder.limit, re.finder.weight = states, maxWeight
		re.marker.limit, re.marker.weight = states, maxWeight
	}
	return s
}

func TestCrowdedTables(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var exprs []string
		var all []*Regexp
		for range 3 {
			x := drawExpr(t, 4)
			if re, err := Compile(x, false); err == nil {
				exprs, all = append(exprs, x), append(all, re)
			}
		}
		s := crowd(New(all), rapid.IntRange(1, 7).Draw(t, "states"))
		for range 2 {
			text := drawText(t)
			if diff := cmp.Diff(alone(exprs, text), together(s, &Matches{}, text)); diff != "" {
				t.Fatalf("expressions %q\ntext %q\n(-alone +together):\n%s", exprs, text, diff)
			}
		}
	})
}

// TestTablesStaySmall is about an expression whose automaton is exponential.
func TestTablesStaySmall(t *testing.T) {
	t.Parallel()
	expr := `(?:a|b)*a(?:a|b){14}c`
	var b strings.Builder
	for i := range 6000 {
		fmt.Fprintf(&b, "%b", i*i*7919)
	}
	text := strings.NewReplacer("0", "a", "1", "b").Replace(b.String()) + strings.Repeat("ab", 10) + "c"
	s := crowd(newSet(t, expr, `b+a`), 100)
	if diff := cmp.Diff(alone([]string{expr, `b+a`}, text), together(s, &Matches{}, text)); diff != "" {
		t.Errorf("(-alone +together):\n%s", diff)
	}
	for _, a := range []*automaton{s.filter, s.regexps[0].finder, s.regexps[1].finder} {
		if n := a.load().used; n > 100+kinds {
			t.Errorf("%d states", n)
		}
	}
	if s.regexps[0].finder.refreshed.Load() == 0 {
		t.Error("the table was never full")
	}
}

func TestByteClasses(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		expr string
		want int
	}{{`a`, 2}, {`[a-z]`, 2}, {`\w`, 2}, {`\bx`, 4}, {`(?s).`, 12}} {
		re, err := Compile(tt.expr, false)
		if err != nil {
			t.Fatal(err)
		}
		p := &program{trie: newTrie()}
		p.add(re.code, 0)
		if _, sample := p.byteClasses(); len(sample) != tt.want {
			t.Errorf("%s: %d classes %q, want %d", tt.expr, len(sample), sample, tt.want)
		}
	}
}

// TestHeavyStates is about states of a thousand threads each.
func TestHeavyStates(t *testing.T) {
	t.Parallel()
	exprs := []string{`\b\pL{1,1000}!`, `(?:\pL\d?){2,400}`, `é[^!]{3,900}é`}
	text := strings.Repeat("aé", 3000) + strings.Repeat(" abc 1", 100)
	s := newSet(t, exprs...)
	if diff := cmp.Diff(alone(exprs, text), together(s, &Matches{}, text)); diff != "" {
		t.Errorf("(-alone +together):\n%s", diff)
	}
	for _, re := range s.regexps {
		if w := re.finder.load().weight; w > 2*maxWeight {
			t.Errorf("%s: the states take %d bytes", re, w)
		}
	}
}

// TestManyExpressions is about a set of thousands.
func TestManyExpressions(t *testing.T) {
	t.Parallel()
	var exprs []string
	for i := range 5000 {
		exprs = append(exprs, fmt.Sprintf(`\b%s%d\w*`, string(rune('a'+i%26)), i/26))
	}
	exprs = append(exprs, `(?:`+strings.Join(exprs, "|")+`)`)
	var b strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&b, "%s%dx ", string(rune('a'+i%29)), i/29)
	}
	text := b.String()
	if diff := cmp.Diff(alone(exprs, text), together(newSet(t, exprs...), &Matches{}, text)); diff != "" {
		t.Errorf("(-alone +together):\n%s", diff)
	}
}
