package sentence

import (
	"cmp"
	"slices"
	"sort"

	"github.com/onomast/onomast/core/document"
)

// A Projector makes tags of the spans of layers: B-LABEL for the first token that a
// span touches and I-LABEL for its others. Of spans that share a token the one of
// most tokens counts, of equally long ones the first. It is not safe for concurrent
// use.
type Projector struct {
	hash  func(tag string) uint64
	known map[string][2]uint64 // the hashes of B- and I-, by label
	spans []touched
}

// touched are the tokens that a span of a layer touches.
type touched struct {
	Range
	span int
}

// NewProjector returns a projector whose tags are hashed so.
func NewProjector(hash func(tag string) uint64) *Projector {
	return &Projector{hash: hash, known: make(map[string][2]uint64)}
}

// maxLabels bounds how many labels are remembered.
const maxLabels = 10_000

// tags returns the hashes of B- and I- of a label.
func (p *Projector) tags(label string) [2]uint64 {
	if both, ok := p.known[label]; ok {
		return both
	}
	if len(p.known) == maxLabels {
		clear(p.known)
	}
	both := [2]uint64{p.hash("B-" + label), p.hash("I-" + label)}
	p.known[label] = both
	return both
}

// Tags appends one hash for each token, 0 where no span of the layer touches it. The
// tokens are sorted and do not overlap; the layer may be nil, and in any order.
func (p *Projector) Tags(dst []uint64, layer, tokens *document.Layer) []uint64 {
	base := len(dst)
	dst = slices.Grow(dst, tokens.Len())[:base+tokens.Len()]
	out := dst[base:]
	clear(out)
	if overlap := p.touch(layer, tokens); overlap {
		slices.SortFunc(p.spans, func(a, b touched) int {
			return cmp.Or(cmp.Compare(b.End-b.Start, a.End-a.Start), cmp.Compare(a.Start, b.Start), cmp.Compare(a.span, b.span))
		})
	}
	for _, s := range p.spans {
		if slices.ContainsFunc(out[s.Start:s.End], func(tag uint64) bool { return tag != 0 }) {
			continue
		}
		tags := p.tags(layer.Label(s.span))
		out[s.Start] = tags[0]
		for i := s.Start + 1; i < s.End; i++ {
			out[i] = tags[1]
		}
	}
	return dst
}

// touch finds the tokens of every span, and says whether some share one.
func (p *Projector) touch(layer, tokens *document.Layer) (overlap bool) {
	p.spans = p.spans[:0]
	n, first, end := tokens.Len(), 0, 0
	for i := range layer.Len() {
		start := layer.Start(i)
		if i > 0 && start < layer.Start(i-1) {
			first = sort.Search(n, func(k int) bool { return tokens.End(k) > start })
		}
		for first < n && tokens.End(first) <= start {
			first++
		}
		last := first
		for last < n && tokens.Start(last) < layer.End(i) {
			last++
		}
		if first < last {
			overlap = overlap || first < end
			end = max(end, last)
			p.spans = append(p.spans, touched{Range{first, last}, i})
		}
	}
	return overlap
}
