package lint

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/cespare/xxhash/v2"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/internal/words"
)

// agreed is the F1 from which annotators agree well enough.
const agreed = 0.8

// mostRatings is how many ratings of one text are compared with later ones.
const mostRatings = 8

// raters compares what several annotators say of one text.
type raters struct {
	labels *names
	texts  map[uint64][]rating
	pairs  map[[2]string]*pair
}

// A rating is what one annotator says of a text.
type rating struct {
	annotator string
	spans     []span
}

// A span is an entity.
type span struct {
	annotation.Range
	label int32
}

// A pair is two annotators, in the order of their names.
type pair struct {
	finding     Finding // documents they differ in
	documents   int
	both        int // entities that both have
	left, right int
	tokens      map[[2]int32]int // by the labels both give; -1: none
}

func (r *raters) learn(d *annotation.Document) {
	if d.Annotator == "" {
		return
	}
	if r.texts == nil {
		r.texts, r.pairs = map[uint64][]rating{}, map[[2]string]*pair{}
	}
	key := xxhash.Sum64String(d.Text)
	now := rating{annotator: d.Annotator, spans: r.spans(d)}
	for _, earlier := range r.texts[key] {
		if earlier.annotator != now.annotator {
			r.compare(d, earlier, now)
		}
	}
	if len(r.texts[key]) < mostRatings {
		r.texts[key] = append(r.texts[key], now)
	}
}

func (r *raters) spans(d *annotation.Document) []span {
	out := make([]span, len(d.Entities))
	for i := range d.Entities {
		out[i] = span{d.Entities[i].Hull(), r.labels.number(d.Entities[i].Label)}
	}
	slices.SortFunc(out, func(a, b span) int { return cmp.Or(a.Start-b.Start, a.End-b.End, int(a.label-b.label)) })
	return slices.Compact(out)
}

func (r *raters) compare(d *annotation.Document, a, b rating) {
	if a.annotator > b.annotator {
		a, b = b, a
	}
	key := [2]string{a.annotator, b.annotator}
	p := r.pairs[key]
	if p == nil {
		p = &pair{tokens: map[[2]int32]int{}}
		r.pairs[key] = p
	}
	both := common(a.spans, b.spans)
	p.documents++
	p.both += both
	p.left += len(a.spans)
	p.right += len(b.spans)
	if both < max(len(a.spans), len(b.spans)) {
		p.finding.add(func() Place {
			return Place{Origin: d.Origin, Document: d.ID, Note: fmt.Sprintf("F1 %.2f", f1(both, len(a.spans), len(b.spans)))}
		})
	}
	p.count(d, a.spans, b.spans)
}

// common counts what is in both lists, which are sorted.
func common(a, b []span) int {
	n := 0
	for len(a) > 0 && len(b) > 0 {
		switch order := cmp.Or(a[0].Start-b[0].Start, a[0].End-b[0].End, int(a[0].label-b[0].label)); {
		case order == 0:
			n++
			a, b = a[1:], b[1:]
		case order < 0:
			a = a[1:]
		default:
			b = b[1:]
		}
	}
	return n
}

// f1 is 1 where neither has any: they agree.
func f1(both, left, right int) float64 {
	if left+right == 0 {
		return 1
	}
	return 2 * float64(both) / float64(left+right)
}

// count compares the labels of tokens: those of the document, or else its words. A token
// has the label of the first entity that covers it, the longest of those that begin at
// one place.
func (p *pair) count(d *annotation.Document, a, b []span) {
	x, y := walker{spans: outer(a)}, walker{spans: outer(b)}
	if len(d.Tokens) > 0 {
		for _, t := range d.Tokens {
			p.tokens[[2]int32{x.label(t.Start), y.label(t.Start)}]++
		}
		return
	}
	for start, end, _ := words.Next(d.Text, 0); start < len(d.Text); start, end, _ = words.Next(d.Text, end) {
		p.tokens[[2]int32{x.label(start), y.label(start)}]++
	}
}

// outer drops spans that begin within an earlier one.
func outer(spans []span) []span {
	sorted := slices.Clone(spans)
	slices.SortStableFunc(sorted, func(a, b span) int { return cmp.Or(a.Start-b.Start, b.End-a.End) })
	out := sorted[:0]
	for _, s := range sorted {
		if n := len(out); n == 0 || s.Start >= out[n-1].End {
			out = append(out, s)
		}
	}
	return out
}

// A walker goes along spans.
type walker struct{ spans []span }

// label is that of the span over a place, -1 where there is none. Places must come in
// order.
func (w *walker) label(at int) int32 {
	for len(w.spans) > 0 && w.spans[0].End <= at {
		w.spans = w.spans[1:]
	}
	if len(w.spans) > 0 && w.spans[0].Start <= at {
		return w.spans[0].label
	}
	return -1
}

// kappa is that of Cohen (1960); ok is false where both give all tokens one label, so
// that it is not defined.
func (p *pair) kappa() (kappa float64, ok bool) {
	all, same := 0, 0
	left, right := map[int32]int{}, map[int32]int{}
	for labels, n := range p.tokens {
		all += n
		left[labels[0]] += n
		right[labels[1]] += n
		if labels[0] == labels[1] {
			same += n
		}
	}
	chance := 0.0
	for label, n := range left {
		chance += float64(n) / float64(all) * float64(right[label]) / float64(all)
	}
	if all == 0 || chance == 1 {
		return 0, false
	}
	return (float64(same)/float64(all) - chance) / (1 - chance), true
}

func (r *raters) findings() []Finding {
	var list []Finding
	for names, p := range r.pairs {
		f := p.finding
		agreement := f1(p.both, p.left, p.right)
		f.Code, f.Severity = Disagreement, Note
		if agreement < agreed {
			f.Severity = Warning
		}
		f.Summary = fmt.Sprintf("%s and %s agree on %s with an F1 of %.3f", shown(names[0]), shown(names[1]), documents(p.documents), agreement)
		if kappa, ok := p.kappa(); ok {
			f.Summary += fmt.Sprintf(", Cohen's kappa of words %.3f", kappa)
		}
		f.Hint = "settle where they differ and write it into the guidelines; no pipeline can be judged more finely than they agree"
		list = append(list, f)
	}
	return list
}
