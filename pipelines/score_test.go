package pipelines_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// A tally counts entities: what people found, what the pipeline found, and how
// many of these are the same, span and label.
type tally struct{ gold, found, right int }

func (t *tally) add(o tally) {
	t.gold += o.gold
	t.found += o.found
	t.right += o.right
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}

func (t tally) precision() float64 { return ratio(t.right, t.found) }
func (t tally) recall() float64    { return ratio(t.right, t.gold) }
func (t tally) f1() float64        { return ratio(2*t.right, t.gold+t.found) }

func (t tally) String() string {
	return fmt.Sprintf("%6.3f %6.3f %6.3f %5d", t.precision(), t.recall(), t.f1(), t.gold)
}

// scores are tallies by label.
type scores map[string]*tally

func (s scores) of(label string) *tally {
	if s[label] == nil {
		s[label] = &tally{}
	}
	return s[label]
}

// compare counts what is the same in both lists. Equal entities of one list
// count once.
func (s scores) compare(gold, found []entity) {
	want, got := places(gold), places(found)
	for p := range want {
		s.of(p.label).gold++
	}
	for p := range got {
		s.of(p.label).found++
		if want[p] {
			s.of(p.label).right++
		}
	}
}

func places(entities []entity) map[place]bool {
	set := make(map[place]bool, len(entities))
	for i := range entities {
		set[entities[i].place()] = true
	}
	return set
}

func (s scores) total() tally {
	var all tally
	for _, t := range s {
		all.add(*t)
	}
	return all
}

// table lists the labels and their sum.
func (s scores) table(title string) string {
	labels := make([]string, 0, len(s))
	for l := range s {
		labels = append(labels, l)
	}
	slices.Sort(labels)
	var b strings.Builder
	fmt.Fprintf(&b, "%-24s %6s %6s %6s %5s\n", title, "P", "R", "F1", "gold")
	for _, l := range labels {
		fmt.Fprintf(&b, "  %-22s %s\n", l, s[l])
	}
	fmt.Fprintf(&b, "  %-22s %s\n", "all", s.total())
	return b.String()
}

// differences lists what was missed (-) and what was wrong (+) in a text, with
// the words around it.
func differences(id, text string, gold, found []entity) string {
	want, got := places(gold), places(found)
	var b strings.Builder
	for _, e := range gold {
		if !got[e.place()] {
			fmt.Fprintf(&b, "- %s\n", quote(id, text, e))
		}
	}
	for _, e := range found {
		if !want[e.place()] {
			fmt.Fprintf(&b, "+ %s\n", quote(id, text, e))
		}
	}
	return b.String()
}

func quote(id, text string, e entity) string {
	clip := func(s string) string { return strings.ToValidUTF8(strings.ReplaceAll(s, "\n", "⏎"), "") }
	return fmt.Sprintf("%-14s %-36s %s[%s]%s", e.Label, id, clip(text[max(e.Start-25, 0):e.Start]), clip(text[e.Start:e.End]), clip(text[e.End:min(e.End+20, len(text))]))
}

func TestScores(t *testing.T) {
	gold := []entity{{Start: 0, End: 4, Label: "A"}, {Start: 0, End: 9, Label: "A"}, {Start: 5, End: 9, Label: "B"}}
	found := []entity{{Start: 0, End: 4, Label: "A"}, {Start: 0, End: 4, Label: "A"}, {Start: 5, End: 8, Label: "B"}, {Start: 5, End: 9, Label: "C"}}
	s := scores{}
	s.compare(gold, found)
	for label, want := range map[string]tally{"A": {2, 1, 1}, "B": {1, 1, 0}, "C": {0, 1, 0}} {
		if got := *s.of(label); got != want {
			t.Errorf("%s: got %+v, want %+v", label, got, want)
		}
	}
	all := s.total()
	if p, r, f := all.precision(), all.recall(), all.f1(); p != 1.0/3 || r != 1.0/3 || f != 1.0/3 {
		t.Errorf("all: %v %v %v", p, r, f)
	}
	if d := differences("x", "ab cd efg", gold, found); strings.Count(d, "\n") != 4 {
		t.Errorf("differences:\n%s", d)
	}
}
