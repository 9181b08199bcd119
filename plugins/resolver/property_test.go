package resolver

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

var labelNames = []string{"A", "B", "C"}

// proposal is a candidate of a generated document.
type proposal struct {
	span   document.Span
	parent int // index in the same layer
}

// proposals generates the candidates of a few stages over a text of size bytes.
func proposals(size, most int) *rapid.Generator[map[string][]proposal] {
	return rapid.Custom(func(t *rapid.T) map[string][]proposal {
		layers := map[string][]proposal{}
		var all []document.Span
		for i := range rapid.IntRange(1, most).Draw(t, "count") {
			stage := rapid.SampledFrom([]string{"s", "t", "u"}).Draw(t, "stage")
			p := drawProposal(t, i, size, layers[stage])
			if i > 0 && rapid.IntRange(0, 3).Draw(t, "agrees") == 0 { // with an earlier one
				same := rapid.SampledFrom(all).Draw(t, "same")
				p.parent, p.span.Start, p.span.End, p.span.Label = document.NoParent, same.Start, same.End, same.Label
			}
			layers[stage] = append(layers[stage], p)
			all = append(all, p.span)
		}
		return layers
	})
}

func drawProposal(t *rapid.T, i, size int, before []proposal) proposal {
	from, to, parent := 0, size, document.NoParent
	if len(before) > 0 && rapid.IntRange(0, 3).Draw(t, "child") == 0 {
		parent = rapid.IntRange(0, len(before)-1).Draw(t, "parent")
		from, to = before[parent].span.Start, before[parent].span.End
	}
	start := rapid.IntRange(from, to-1).Draw(t, "start")
	s := document.Span{
		Start: start, End: rapid.IntRange(start+1, to).Draw(t, "end"),
		Label:      rapid.SampledFrom(labelNames).Draw(t, "label"),
		Kind:       document.ScoreKind(rapid.IntRange(0, 2).Draw(t, "kind")),
		Attributes: []document.Attr{{Key: "n", Value: fmt.Sprint(i % 3)}},
	}
	if s.Kind != document.None {
		s.Score = float32(rapid.IntRange(0, 8).Draw(t, "score")) / 8 // coarse, for ties
	}
	return proposal{s, parent}
}

// build makes a document of proposals; shuffle, if given, permutes the layers
// and the spans in them.
func build(text string, layers map[string][]proposal, shuffle *rand.Rand) (*document.Document, error) {
	doc, err := document.New("generated", text)
	if err != nil {
		return nil, err
	}
	names := []string{"s", "t", "u"}
	if shuffle != nil {
		shuffle.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	}
	for _, name := range names {
		if err := doc.Add(layer(name, layers[name], shuffle)); err != nil {
			return nil, err
		}
	}
	return doc, nil
}

// layer adds spans in a random order in which parents come before children.
func layer(name string, spans []proposal, shuffle *rand.Rand) *document.Layer {
	l := document.NewLayer(name)
	at := map[int]int{document.NoParent: document.NoParent}
	for len(at) <= len(spans) {
		var ready []int
		for i, s := range spans {
			if _, done := at[i]; !done && slices.Contains(slices.Collect(keysOf(at)), s.parent) {
				ready = append(ready, i)
			}
		}
		next := ready[0]
		if shuffle != nil {
			next = ready[shuffle.IntN(len(ready))]
		}
		at[next] = l.AddChild(at[spans[next].parent], spans[next].span)
	}
	return l
}

func keysOf(m map[int]int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// options draws options that touch the objective and the structure.
func options(t *rapid.T, mode string) Options {
	o := Options{
		Mode: mode, Unscored: 0.5, MaxPairs: 1 << 20,
		SpanCost: rapid.SampledFrom([]float64{0, 0.25, 0.4}).Draw(t, "cost"),
		Prefer:   rapid.SampledFrom([]string{"score", "longest"}).Draw(t, "prefer"),
		Priority: rapid.SampledFrom([][]string{nil, {"t"}, {"u", "s"}, {"s", "t", "u"}, {"*", "t"}, {"u", "*", "s"}}).Draw(t, "priority"),
		MaxDepth: rapid.SampledFrom([]int{0, 0, 1, 2, 3}).Draw(t, "depth"),
		Nesting: rapid.SampledFrom([]map[string][]string{
			nil, {"A": {"B"}, "B": {"B", "C"}}, {"*": {"*"}, "A": {"A", "*"}}, {},
		}).Draw(t, "nesting"),
		LabelPriority: rapid.SampledFrom([][]string{nil, {"B"}}).Draw(t, "labels"),
	}
	return o
}

func openWith(t *rapid.T, o Options) *stage {
	p, err := compile(plugin.Config{Stage: "judge"}, o)
	if err != nil {
		t.Fatal(err)
	}
	return &stage{policy: p, decisions: true}
}

// The solvers find the set that looking at all subsets finds.
func TestOptimum(t *testing.T) {
	t.Parallel()
	for _, mode := range []string{"flat", "nested"} {
		t.Run(mode, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				s := openWith(t, options(t, mode))
				doc, err := build(strings.Repeat("x", 9), proposals(9, 9).Draw(t, "proposals"), nil)
				if err != nil {
					t.Fatal(err)
				}
				p := s.problems.take(s.policy, doc.Text())
				if err := p.gather(doc); err != nil {
					t.Fatal(err)
				}
				p.merge()
				p.groupUnits()
				want := reference{p}.winners()
				if err := p.judge(context.Background()); err != nil {
					t.Fatal(err)
				}
				got := []int32(nil)
				for i := range p.nodes {
					if p.nodes[i].state == won {
						got = append(got, int32(i))
					}
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Fatalf("winners (-all subsets +solver):\n%s\nnodes: %+v", diff, p.nodes)
				}
			})
		})
	}
}

// The bytes of the result do not depend on the order of candidates and layers.
func TestOrderDoesNotMatter(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("word ", 8)
	rapid.Check(t, func(t *rapid.T) {
		o := options(t, rapid.SampledFrom([]string{"flat", "nested", "all"}).Draw(t, "mode"))
		o.Join = rapid.SampledFrom([][]Join{nil, {{Labels: []string{"A", "B"}, Gap: ".?"}}, {{Labels: []string{"C", "A"}, Gap: " ?", Into: "B"}}}).Draw(t, "join")
		s := openWith(t, o)
		layers := proposals(len(text), 30).Draw(t, "proposals")
		seed := rapid.Uint64().Draw(t, "seed")
		var results [2][]byte
		for i, shuffle := range []*rand.Rand{nil, rand.New(rand.NewPCG(seed, 1))} {
			doc, err := build(text, layers, shuffle)
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Process(context.Background(), doc); err != nil {
				t.Fatal(err)
			}
			results[i] = document.AppendReply(nil, 0, []*document.Document{doc}, []string{document.Entities}, nil)
		}
		if diff := cmp.Diff(results[0], results[1]); diff != "" {
			t.Fatal(diff)
		}
	})
}

// Whatever comes in, the result has the shape the mode promises, and what is
// not in it has a reason.
func TestShape(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("word ", 8)
	rapid.Check(t, func(t *rapid.T) {
		mode := rapid.SampledFrom([]string{"flat", "nested", "all"}).Draw(t, "mode")
		o := options(t, mode)
		o.Threshold = rapid.SampledFrom([]float64{0, 0.5}).Draw(t, "threshold")
		o.MaxPairs = rapid.SampledFrom([]int{1, 20, 1 << 20}).Draw(t, "pairs")
		s := openWith(t, o)
		doc, err := build(text, proposals(len(text), 60).Draw(t, "proposals"), nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Process(context.Background(), doc); err != nil {
			t.Fatal(err)
		}
		if err := checkShape(doc, mode); err != nil {
			t.Fatal(err)
		}
		if err := checkDecisions(doc, o); err != nil {
			t.Fatal(err)
		}
	})
}

// checkShape reports what a mode forbids.
func checkShape(doc *document.Document, mode string) error {
	l := doc.Layer(document.Entities)
	if err := l.Validate(doc.Text()); err != nil {
		return err
	}
	for i := range l.Len() {
		if i > 0 && (l.Start(i) < l.Start(i-1) || l.Start(i) == l.Start(i-1) && l.End(i) > l.End(i-1)) {
			return fmt.Errorf("entity %d is out of order", i)
		}
		for j := range i {
			overlap := l.Start(i) < l.End(j)
			crossing := overlap && l.End(i) > l.End(j)
			if overlap && mode == "flat" || crossing && mode == "nested" {
				return fmt.Errorf("entities %d and %d overlap in mode %s", j, i, mode)
			}
		}
	}
	return nil
}

// checkDecisions wants one decision for each candidate, and a reason for each
// loser that was not just below its threshold.
func checkDecisions(doc *document.Document, o Options) error {
	count := 0
	for _, l := range doc.Layers()[:3] {
		count += l.Len()
	}
	l := doc.Layer(decisionsLayer)
	if l.Len() != count {
		return fmt.Errorf("%d decisions on %d candidates", l.Len(), count)
	}
	for i, s := range l.All() {
		out, by, to := outcome(value(s, "outcome")), value(s, "by"), value(s, "lost_to")
		ok := by == "" || by == byApproximate || by == byParent || to != ""
		switch out {
		case outKept:
			ok = ok && by == "" && to == ""
		case outMerged:
			ok = ok && to != ""
		case outLost, nestingForbidden, outTooDeep:
			ok = ok && by != "" && (by != byApproximate || o.MaxPairs < 1<<20)
		case belowThreshold:
			ok = ok && o.Threshold > 0
		default:
			ok = false
		}
		if !ok {
			return fmt.Errorf("decision %d: outcome %q by %q to %q", i, out, by, to)
		}
	}
	return nil
}
