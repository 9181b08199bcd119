package transformer

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/onomast/onomast/plugins/transformer/decode"
	"github.com/onomast/onomast/plugins/transformer/infer"
)

// Bounds of what is shown of spans.
const (
	mostTypes  = 5 // labels of a span
	mostRivals = 5 // spans that overlap it
)

// A claim is that a span of units has a label.
type claim struct {
	units infer.Range
	label string
}

// spans explains what a head says that scores spans: which labels the stretch could have,
// which others that overlap it are likely, and which words around carry that.
func (x *explanation) spans(ctx context.Context, h *head, start, end int) error {
	var found []decode.Entity
	var claims []claim
	err := h.find(x.text, x.result, func(e *decode.Entity, s infer.Range) {
		if e.Start < end && e.End > start {
			base := x.result.In(s).From
			found = append(found, *e)
			claims = append(claims, claim{infer.Range{From: base + e.First, To: base + e.Last}, e.Label})
		}
	})
	if err != nil {
		return err
	}
	for i := range found[:min(len(found), mostTouching)] {
		x.one(h, &found[i], found[i].Start == start && found[i].End == end)
		if err := x.carriers(ctx, h, claims[i]); err != nil {
			return err
		}
	}
	if more := len(found) - mostTouching; more > 0 {
		x.add("transformer.other-extent", "", "%s finds %d more entities there", x.by(h), more)
	}
	own, err := x.rivals(h, start, end, len(found) == 0)
	if err != nil || own.label == "" || len(found) > 0 {
		return err
	}
	return x.carriers(ctx, h, own)
}

// A rival is a span with its labels, best first.
type rival struct {
	start, end int // bytes
	units      infer.Range
	labels     []decode.Alternative
}

// rivals shows the labels of the stretch, and the likeliest spans that overlap it. It
// returns the likeliest label that the stretch could have; none where it is not scored.
func (x *explanation) rivals(h *head, start, end int, missing bool) (own claim, err error) {
	all, err := x.overlapping(h, start, end)
	if err != nil {
		return own, err
	}
	i := slices.IndexFunc(all, func(r rival) bool { return r.start == start && r.end == end })
	if missing {
		x.unlikely(h, all, i)
	}
	if i < 0 {
		x.add("transformer.no-span", "", "the model scores no span that is exactly this: it scores %s, and not too many of them", x.counted())
	} else {
		x.add("transformer.for", "", "it could be: %s", likeliest(all[i].labels, mostTypes))
		own = claim{all[i].units, h.best(all[i]).Label}
		all = slices.Delete(all, i, i+1)
	}
	slices.SortStableFunc(all, func(a, b rival) int { return cmp.Compare(b.labels[0].Probability, a.labels[0].Probability) })
	var out []string
	for _, r := range all[:min(len(all), mostRivals)] {
		out = append(out, "“"+x.text[r.start:r.end]+"” "+likeliest(r.labels, 1))
	}
	if len(out) > 0 {
		x.add("transformer.against", "", "spans that overlap it could be: %s", strings.Join(out, "; "))
	}
	return own, nil
}

// unlikely says of a stretch that is no entity, and of which all has the labels with that
// number, what it lacks.
func (x *explanation) unlikely(h *head, all []rival, own int) {
	if own >= 0 && x.Calibration == "" {
		a := h.best(all[own])
		if c := h.choices[a.Label]; a.Probability < c.Least {
			x.add("transformer.threshold", x.cfg.Origin(c.Pointer), "%s takes it for no entity: %s, the likeliest label, has probability %s, below the threshold, %.2f", x.by(h), a.Label, share(a.Probability), c.Least)
			return
		}
	}
	x.add("transformer.unlikely", "", "%s takes it for no entity", x.by(h))
}

// best is the likeliest label of an entity that a span could have.
func (h *head) best(r rival) decode.Alternative {
	return r.labels[slices.IndexFunc(r.labels, func(a decode.Alternative) bool { return slices.Contains(h.labels, a.Label) })]
}

// counted is what the spans of the model are made of.
func (x *explanation) counted() string {
	if x.result.WordStarts != nil {
		return "whole words"
	}
	return "whole pieces"
}

// overlapping returns the spans with their labels that share bytes with a stretch.
func (x *explanation) overlapping(h *head, start, end int) (out []rival, err error) {
	for _, s := range x.result.Sentences {
		p := h.part(x.result, s)
		if n := p.units.Len(); int(p.units.Ends[n-1]) <= start || int(p.units.Starts[0]) >= end {
			continue
		}
		labels, err := h.ranked(p)
		if err != nil {
			return nil, err
		}
		base := x.result.In(s).From
		for i, span := range p.spans.Spans {
			r := rival{start: int(p.units.Starts[span[0]]), end: int(p.units.Ends[span[1]-1]), labels: labels[i]}
			r.units = infer.Range{From: base + int(span[0]), To: base + int(span[1])}
			if r.end > start && r.start < end {
				out = append(out, r)
			}
		}
	}
	return out, nil
}

// ranked returns the labels of each span of a part, best first.
func (h *head) ranked(p part) ([][]decode.Alternative, error) {
	f := h.finders.Get().(finder)
	defer h.finders.Put(f)
	out := make([][]decode.Alternative, len(p.spans.Spans))
	for i := range out {
		var err error
		if out[i], err = f.(bySpans).Of(nil, p.units, p.spans, i); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// carriers says which words around carry a claim: those without which it would be less
// probable, or more.
func (x *explanation) carriers(ctx context.Context, h *head, c claim) error {
	words := x.around(x.result.Of(c.units))
	hidden := append([]infer.Range{{}}, words...)
	views, err := x.engine.HideAround(ctx, x.result, c.units, hidden, placeholder(x.tokenizer))
	if err != nil {
		return err
	}
	var sure float64
	effects := make([]effect, len(words))
	for i, view := range views {
		p, err := x.probability(h, view[h.at], c)
		if err != nil {
			return err
		}
		if i == 0 {
			sure = p
			continue
		}
		effects[i-1] = effect{x.word(words[i-1]), p - sure}
	}
	x.carried("transformer.for", fmt.Sprintf("without a word, the probability of %s (%s) falls", c.label, share(sure)), effects, -1)
	x.carried("transformer.against", fmt.Sprintf("without a word, the probability of %s (%s) rises", c.label, share(sure)), effects, 1)
	return nil
}

// probability is that of a claim by what a view says.
func (x *explanation) probability(h *head, view infer.Spans, c claim) (p float64, err error) {
	starts, ends := x.result.Units()
	own := part{units: &decode.Pieces{Starts: starts[c.units.From:c.units.To], Ends: ends[c.units.From:c.units.To]}, spans: within(&view, c.units)}
	labels, err := h.ranked(own)
	if err != nil {
		return 0, err
	}
	for i, span := range own.spans.Spans {
		if int(span[1]-span[0]) < own.units.Len() {
			continue
		}
		for _, a := range labels[i] {
			if a.Label == c.label {
				p = a.Probability
			}
		}
	}
	return p, nil
}

// likeliest renders the first of some labels.
func likeliest(labels []decode.Alternative, most int) string {
	var out []string
	for _, a := range labels[:min(len(labels), most)] {
		out = append(out, a.Label+" "+share(a.Probability))
	}
	return strings.Join(out, ", ")
}
