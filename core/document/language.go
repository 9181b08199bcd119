package document

import (
	"cmp"
	"slices"
)

// A Region is a stretch of text, in bytes, half-open, and its language: a BCP 47
// tag such as "en" or "pt-BR", "" where nobody knows it.
type Region struct {
	Start, End int
	Language   string
}

// LanguageCode returns the language of the whole document as written in the
// [Language] layer: the label of its first span, or "" when nobody has decided.
func (d *Document) LanguageCode() string {
	l := d.Layer(Language)
	if l.Len() == 0 {
		return ""
	}
	return l.Label(0)
}

// Mixed reports whether the [Language] layer says more than one thing: whether
// [Document.Languages] may give several regions.
func (d *Document) Mixed() bool { return d.Layer(Language).Len() > 1 }

// Languages divides the text into regions of one language, in order and without
// gaps; neighbours differ. The first span of the [Language] layer counts for the
// whole text, and every further one for its own stretch of it: where several lie
// over each other, the one that begins last, and of those the shortest. An empty
// text has no regions.
func (d *Document) Languages() []Region {
	if d.text == "" {
		return nil
	}
	l := d.Layer(Language)
	whole := Region{0, len(d.text), d.LanguageCode()}
	if l.Len() <= 1 {
		return []Region{whole}
	}
	spans := make([]Region, 0, l.Len()-1)
	for i := 1; i < l.Len(); i++ {
		spans = append(spans, Region{l.Start(i), l.End(i), l.Label(i)})
	}
	slices.SortStableFunc(spans, func(a, b Region) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	p := painter{open: []Region{whole}}
	for _, s := range spans {
		p.until(s.Start)
		p.open = append(p.open, s)
	}
	p.until(len(d.text))
	return p.out
}

// A painter lays spans over each other, from the left to the right.
type painter struct {
	out  []Region
	open []Region // the one that counts is the last
	at   int      // how far out goes
}

// until paints as far as end. Spans that have ended by then are taken away.
func (p *painter) until(end int) {
	for p.at < end {
		for p.open[len(p.open)-1].End <= p.at {
			p.open = p.open[:len(p.open)-1]
		}
		top := p.open[len(p.open)-1]
		p.paint(min(end, top.End), top.Language)
	}
}

func (p *painter) paint(end int, language string) {
	if n := len(p.out); n > 0 && p.out[n-1].Language == language {
		p.out[n-1].End = end
	} else {
		p.out = append(p.out, Region{p.at, end, language})
	}
	p.at = end
}

// Within returns the layer with those spans only that begin in one of the regions,
// which are in order. A span whose parent is left out lies in the parent of that.
// Where nothing is left out it is the layer itself.
func (l *Layer) Within(regions []Region) *Layer {
	keep := make([]bool, l.Len())
	all := true
	for i := range keep {
		at := l.Start(i)
		k, _ := slices.BinarySearchFunc(regions, at, func(r Region, at int) int { return cmp.Compare(r.End, at+1) })
		keep[i] = k < len(regions) && regions[k].Start <= at
		all = all && keep[i]
	}
	if all {
		return l
	}
	out, place := NewLayer(l.name), make([]int, l.Len())
	if l.Dim() > 0 {
		out = NewVectors(l.name, l.Dim())
	}
	for i := range keep {
		parent := l.Parent(i)
		if parent != NoParent {
			parent = place[parent]
		}
		if place[i] = parent; keep[i] {
			place[i] = out.AddChild(parent, l.Span(i))
			out.copyVector(place[i], l, i)
		}
	}
	return out
}
