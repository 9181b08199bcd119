package resolver

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/document"
)

// drawSpans draws spans in canonical order.
func drawSpans(t *rapid.T, most int) []span {
	spans := make([]span, rapid.IntRange(1, most).Draw(t, "n"))
	for i := range spans {
		start := rapid.Int32Range(0, 30).Draw(t, "start")
		spans[i] = span{start: start, end: rapid.Int32Range(start+1, 31).Draw(t, "end"), label: int32(i)}
	}
	slices.SortFunc(spans, func(a, b span) int {
		if earlier(&a, &b) {
			return -1
		}
		return 1
	})
	return spans
}

// followers is a binary search with a head start; compare it with a walk.
func TestFollowers(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		spans := drawSpans(t, 40)
		for i := range spans {
			want := i + 1
			for want < len(spans) && spans[want].start < spans[i].end {
				want++
			}
			if got := followers(spans, i); got != want {
				t.Fatalf("span %d of %v: %d, want %d", i, spans, got, want)
			}
		}
	})
}

// deepest is the longest run of spans each of which contains the next; compare
// it with the quadratic programme.
func TestDeepest(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := &problem{}
		var nodes []int32
		for i, s := range drawSpans(t, 40) {
			p.nodes = append(p.nodes, node{span: s})
			nodes = append(nodes, int32(i))
		}
		want, depth := 0, make([]int, len(nodes))
		for i := range nodes {
			for j := range i {
				if p.nodes[j].end >= p.nodes[i].end {
					depth[i] = max(depth[i], depth[j])
				}
			}
			depth[i]++
			want = max(want, depth[i])
		}
		if got := p.deepest(nodes); got != want {
			t.Fatalf("%v: %d, want %d", p.nodes, got, want)
		}
	})
}

// Keys sort candidates as earlier does.
func TestKeys(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		spans := drawSpans(t, 10)
		for i := range spans {
			for j := range i {
				a, b := candidateOf(spans[j]), candidateOf(spans[i])
				if compareKeys(newKey(&a, 7), newKey(&b, 3)) >= 0 || compareKeys(newKey(&b, 3), newKey(&a, 7)) <= 0 {
					t.Fatalf("%v does not come before %v", a, b)
				}
			}
		}
	})
}

func candidateOf(s span) candidate { return candidate{start: s.start, end: s.end, label: s.label} }

func TestWeights(t *testing.T) {
	t.Parallel()
	n := &node{span: span{start: 10, end: 14}, weight: 900_000}
	short := &node{span: span{start: 10, end: 12}, weight: 950_000}
	byScoreFirst, byLengthFirst := &policy{spanCost: 400_000}, &policy{spanCost: 400_000, longest: true}
	if w := byScoreFirst.weight(n); w != (weight{500_000, 900_000, 4*countBit - 1}) {
		t.Errorf("score first: %+v", w)
	}
	if w := byLengthFirst.weight(n); w != (weight{4, 500_000, 900_000*countBit - 1}) {
		t.Errorf("length first: %+v", w)
	}
	if by := byScoreFirst.criterion(byScoreFirst.weight(short), byScoreFirst.weight(n)); by != byScore {
		t.Errorf("score first: wins by %q", by)
	}
	if by := byLengthFirst.criterion(byLengthFirst.weight(n), byLengthFirst.weight(short)); by != byLength {
		t.Errorf("length first: wins by %q", by)
	}
	if by := byLengthFirst.criterion(byLengthFirst.weight(short), byLengthFirst.weight(n)); by != "" {
		t.Errorf("length first: the shorter one wins by %q", by)
	}
	one, two := weight{c: 8*countBit - 1}, weight{c: 4*countBit - 1}.plus(weight{c: 4*countBit - 1})
	if !one.atLeast(&two) || two.atLeast(&one) {
		t.Error("of the same length the fewer are better")
	}
	winner := weight{a: mustBit}
	if many := (weight{a: 4_000_000 * millionth}); many.atLeast(&winner) {
		t.Error("a winner of a higher tier counts more than anything below")
	}
}

func TestFixed(t *testing.T) {
	t.Parallel()
	for score, want := range map[float64]int32{-1: 0, 0: 0, 0.25: 250_000, 1e-6: 1, 1: millionth, 7: millionth} {
		if got := fixed(score); got != want {
			t.Errorf("%v: %d, want %d", score, got, want)
		}
	}
}

// Labels are numbered by name, however they come; dropped ones have no number.
func TestLabels(t *testing.T) {
	t.Parallel()
	p := &policy{options: Options{Relabel: map[string]string{"PER": "PERSON"}, Drop: []string{"X"}, Thresholds: map[string]float64{"PERSON": 0.5}, LabelPriority: []string{"ORG"}}}
	for _, proposed := range [][]string{{"PER", "ORG", "X", "PERSON", ""}, {"", "PERSON", "X", "X", "ORG", "PER"}} {
		var table labelTable
		table.reset()
		ids := map[string]int32{}
		for _, name := range proposed {
			ids[name] = table.id(p, name)
		}
		renumber := table.sort()
		want := []labelInfo{{name: "", tier: 1}, {name: "ORG"}, {name: "PERSON", tier: 1, threshold: 500_000}}
		if !slices.Equal(table.infos, want) {
			t.Errorf("%q: %+v", proposed, table.infos)
		}
		if ids["X"] != dropped || renumber[ids["PER"]] != 2 || ids["PER"] != ids["PERSON"] || renumber[ids["ORG"]] != 1 {
			t.Errorf("%q: numbers %v, then %v", proposed, ids, renumber)
		}
		if got := table.judged(p, "PERSON"); got != 2 {
			t.Errorf("%q: PERSON is %d after sorting", proposed, got)
		}
	}
}

// Priorities are judged by stage first, then by label.
func TestTiers(t *testing.T) {
	t.Parallel()
	tests := []struct{ options, want string }{
		{`{"mode": "flat"}`, "C"},
		{`{"mode": "flat", "priority": ["x"]}`, "A"},
		{`{"mode": "flat", "priority": ["x", "y"]}`, "A"},
		{`{"mode": "flat", "label_priority": ["B"]}`, "B"},
		{`{"mode": "flat", "label_priority": ["B"], "priority": ["x"]}`, "A"},
		{`{"mode": "flat", "label_priority": ["B"], "priority": ["y"]}`, "B"},
		{`{"mode": "nested", "nesting": {}, "label_priority": ["B"], "priority": ["y"]}`, "B"},
	}
	for _, test := range tests {
		doc := newDocument(t, "one",
			cand{stage: "x", text: "one", label: "A", score: 0.1},
			cand{stage: "y", text: "one", label: "B", score: 0.2},
			cand{stage: "y", text: "one", label: "C", score: 0.9})
		process(t, newStage(t, test.options), doc)
		if got := doc.Layer(document.Entities).Label(0); got != test.want {
			t.Errorf("%s: %s, want %s", test.options, got, test.want)
		}
	}
}
