package transformer

import (
	"cmp"
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

// spans explains what a head says that scores spans: which labels the stretch could have,
// and which others that overlap it are likely.
func (x *explanation) spans(h *head, start, end int) error {
	var found []decode.Entity
	err := h.find(x.text, x.result, func(e *decode.Entity, _ infer.Range) {
		if e.Start < end && e.End > start {
			found = append(found, *e)
		}
	})
	if err != nil {
		return err
	}
	for i := range found[:min(len(found), mostTouching)] {
		x.one(h, &found[i], found[i].Start == start && found[i].End == end)
	}
	if len(found) == 0 {
		x.add("transformer.unlikely", "", "%s takes it for no entity", x.by(h))
	}
	if err := x.rivals(h, start, end); err != nil {
		return err
	}
	x.add("transformer.no-occlusion", "", "which words around carry that is not looked into: the model scores spans")
	return nil
}

// A rival is a span with its labels, best first.
type rival struct {
	start, end int
	labels     []decode.Alternative
}

// rivals shows the labels of the stretch, and the likeliest spans that overlap it.
func (x *explanation) rivals(h *head, start, end int) error {
	all, err := x.overlapping(h, start, end)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(r rival) bool { return r.start == start && r.end == end })
	if i < 0 {
		x.add("transformer.no-span", "", "the model scores no span that is exactly this: it scores whole words, and not too many of them")
	} else {
		x.add("transformer.for", "", "it could be: %s", likeliest(all[i].labels, mostTypes))
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
	return nil
}

// overlapping returns the spans with their labels that share bytes with a stretch.
func (x *explanation) overlapping(h *head, start, end int) (out []rival, err error) {
	f := h.finders.Get().(finder)
	defer h.finders.Put(f)
	d := f.(bySpans)
	for _, s := range x.result.Sentences {
		p := h.part(x.result, s)
		for i, span := range p.spans.Spans {
			r := rival{start: int(p.units.Starts[span[0]]), end: int(p.units.Ends[span[1]-1])}
			if r.end <= start || r.start >= end {
				continue
			}
			if r.labels, err = d.Of(nil, p.units, p.spans, i); err != nil {
				return nil, err
			}
			out = append(out, r)
		}
	}
	return out, nil
}

// likeliest renders the first of some labels.
func likeliest(labels []decode.Alternative, most int) string {
	var out []string
	for _, a := range labels[:min(len(labels), most)] {
		out = append(out, a.Label+" "+share(a.Probability))
	}
	return strings.Join(out, ", ")
}
