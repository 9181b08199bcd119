package tagger

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/onomast/onomast/core/scheme"
)

// An Explanation says what made a chain take a span for an entity, or kept it from
// doing so.
type Explanation struct {
	Entity
	// Tagged: the best tags have it.
	Tagged bool
	// Tags are those of its tokens if it is an entity, Instead those they have in
	// the best way to tag the sentence in which it is none.
	Tags, Instead []string
	// Weights are those that differ between the best way to tag the sentence with
	// the entity and the best one without, the largest first; their sum is Lead.
	Weights []Weight
	// Lead is the logarithm of how many times likelier the former is.
	Lead float64
}

// A Weight is what a feature, or a pair of neighbouring tags, speaks for an entity;
// against it when negative.
type Weight struct {
	Name  string
	Value float64
}

// Explain explains a span of tokens of a sentence as an entity of a type of a chain.
// known remembers which tags the hashes in layers stand for. All that the vectors of a layer
// say is one weight. Long sentences are
// looked at near the span only. The error is that of the context.
func (w *Worker) Explain(ctx context.Context, words []string, layers Layers, chain int, e scheme.Span, known map[uint64]string) (Explanation, error) {
	x, s, err := w.passage(ctx, words, layers, chain, e)
	if err != nil {
		return Explanation{}, err
	}
	x.known = known
	out := x.explain(s)
	out.Span, out.Chain = e, chain
	return out, nil
}

// Likeliest returns the type that tokens of a sentence most probably are as an entity,
// by a chain. The arguments are those of [Worker.Explain].
func (w *Worker) Likeliest(ctx context.Context, words []string, layers Layers, chain int, e scheme.Span) (typ int, err error) {
	x, s, err := w.passage(ctx, words, layers, chain, e)
	if err != nil {
		return 0, err
	}
	x.lattice.Fill(x.emit(x.tokens, x.cut))
	best := -1.0
	for s.Type = range x.set.Types {
		if p := x.lattice.Span(x.set, s); p > best {
			best, typ = p, s.Type
		}
	}
	return typ, nil
}

// passage prepares to look at a span of a sentence: at the whole sentence, or at what
// is near the span. It returns the span, counted from where that begins.
func (w *Worker) passage(ctx context.Context, words []string, layers Layers, chain int, e scheme.Span) (*explainer, scheme.Span, error) {
	for _, c := range w.chains[:chain] { // whose entities are layers of this one
		c.found = c.found[:0]
		if err := c.find(ctx, words, w.layersFor(c, layers), 0); err != nil {
			return nil, e, err
		}
		c.note(len(words))
	}
	c := w.chains[chain]
	from, to := 0, len(words)
	if to > window {
		from, to = max(0, e.Start-surroundings), min(to, e.End+surroundings)
	}
	c.cutLayers(w.layersFor(c, layers), from, to)
	return &explainer{chainWorker: c, tokens: words[from:to]}, scheme.Span{Start: e.Start - from, End: e.End - from, Type: e.Type}, nil
}

// Types returns the names of the types of a chain.
func (m *Model) Types(chain int) []string { return m.chains[chain].set.Types }

// Chains returns the names of the chains.
func (m *Model) Chains() []string {
	var names []string
	for _, c := range m.chains {
		names = append(names, c.name)
	}
	return names
}

// An explainer compares ways to tag a sentence.
type explainer struct {
	*chainWorker
	tokens []string
	known  map[uint64]string
	sums   map[string]float64
}

func (x *explainer) explain(e scheme.Span) Explanation {
	rows := slices.Clone(x.emit(x.tokens, x.cut))
	x.lattice.Fill(rows)
	p := x.lattice.Span(x.set, e)
	out := Explanation{Entity: Entity{Label: x.set.Types[e.Type], Probability: p}}
	out.Score, out.Calibrated = x.score(e.Type, p)
	with, leading := x.with(rows, e)
	without, behind := x.without(rows, e)
	out.Lead, out.Tagged = leading-behind, leading >= behind
	for i := e.Start; i < e.End; i++ {
		out.Tags = append(out.Tags, x.set.Tag(int(with[i])))
		out.Instead = append(out.Instead, x.set.Tag(int(without[i])))
	}
	x.sums = map[string]float64{}
	x.compare(with, without)
	out.Weights = x.weights()
	return out
}

// weights are the sums by name, those that matter most first.
func (x *explainer) weights() []Weight {
	var out []Weight
	for name, value := range x.sums {
		if value != 0 {
			out = append(out, Weight{name, value})
		}
	}
	slices.SortFunc(out, func(a, b Weight) int {
		return cmp.Or(cmp.Compare(math.Abs(b.Value), math.Abs(a.Value)), cmp.Compare(a.Name, b.Name))
	})
	return out
}

// with returns the best tags that spell the entity.
func (x *explainer) with(rows []float32, e scheme.Span) ([]int32, float64) {
	rows = slices.Clone(rows)
	for i, tag := range x.spelled(e) {
		x.only(rows, e.Start+i, func(t int) bool { return t == tag })
	}
	if x.open(e) {
		x.only(rows, e.End, func(t int) bool { return t != x.set.Of(scheme.Inside, e.Type) })
	}
	return x.best(rows)
}

// mostTries is at how many tokens of an entity other tags are tried. Of longer ones
// it is those at either end.
const mostTries = 64

// without returns the best tags that do not spell the entity: those that differ in
// one token at least, or go on behind it.
func (x *explainer) without(rows []float32, e scheme.Span) (tags []int32, score float64) {
	if tags, score = x.best(rows); !slices.Contains(x.set.Decode(nil, tags), e) {
		return tags, score
	}
	tags, score = nil, math.Inf(-1)
	try := func(token int, allowed func(tag int) bool) {
		changed := slices.Clone(rows)
		x.only(changed, token, allowed)
		if t, s := x.best(changed); tags == nil || s > score {
			tags, score = t, s
		}
	}
	for i, tag := range x.spelled(e) {
		if i < mostTries/2 || i >= e.End-e.Start-mostTries/2 {
			try(e.Start+i, func(t int) bool { return t != tag })
		}
	}
	if x.open(e) {
		try(e.End, func(t int) bool { return t == x.set.Of(scheme.Inside, e.Type) })
	}
	return tags, score
}

// open reports whether only the token behind the entity shows that it ends.
func (x *explainer) open(e scheme.Span) bool {
	return x.set.Scheme != scheme.BIOES && e.End < len(x.tokens)
}

// spelled are the tags of the entity's tokens.
func (x *explainer) spelled(e scheme.Span) []int {
	var out []int
	for _, tag := range x.set.Encode(nil, e.End-e.Start, []scheme.Span{{End: e.End - e.Start, Type: e.Type}}) {
		out = append(out, int(tag))
	}
	return out
}

// only forbids the tags of a token that are not allowed.
func (x *explainer) only(rows []float32, token int, allowed func(tag int) bool) {
	for tag := range x.set.N() {
		if !allowed(tag) {
			rows[token*x.set.N()+tag] = float32(math.Inf(-1))
		}
	}
}

func (x *explainer) best(rows []float32) ([]int32, float64) {
	tags := make([]int32, len(x.tokens))
	return tags, float64(x.decoder.Viterbi(rows, tags))
}
