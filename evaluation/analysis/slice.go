package analysis

import (
	"cmp"
	"slices"

	"github.com/onomast/onomast/core/document"
)

// A Slice is a part of all spans: gold spans that have a property, and predicted
// spans that have it.
type Slice struct {
	// Dimension is length, language, section, source, split or surface; Name the value.
	Dimension, Name string
	// Gold and Found: gold spans, and how many of them are strictly right.
	Gold, Found int
	// Predicted and Right: predicted spans, and how many of them are strictly right.
	Predicted, Right int
}

// Dimensions of slices.
const (
	ByLength   = "length"
	ByLanguage = "language"
	BySection  = "section"
	BySource   = "source"
	BySplit    = "split"
	BySurface  = "surface"
)

// dimensions in the order in which they are reported.
var dimensions = []string{ByLength, ByLanguage, BySplit, BySection, BySource, BySurface}

// lengths are the names of lengths, in words.
var lengths = []string{"1 word", "2 words", "3 words", "4-5 words", "6-10 words", "more"}

func lengthOf(surface string) string {
	switch n := WordsIn(surface); {
	case n <= 1:
		return lengths[0]
	case n <= 3:
		return lengths[n-1]
	case n <= 5:
		return lengths[3]
	case n <= 10:
		return lengths[4]
	}
	return lengths[5]
}

type sliceKey struct{ dimension, name string }

// A slicer counts spans by their properties.
type slicer struct {
	seen   *Seen
	labels []string
	slices map[sliceKey]*Slice
}

func (s *slicer) of(dimension, name string) *Slice {
	key := sliceKey{dimension, name}
	if s.slices[key] == nil {
		s.slices[key] = &Slice{Dimension: dimension, Name: name}
	}
	return s.slices[key]
}

// document counts the spans of one document; right says of each whether it is.
func (s *slicer) document(d *Document, goldRight, predRight []bool) {
	for i := range d.Gold {
		for _, slice := range s.propertiesOf(d, &d.Gold[i]) {
			slice.Gold++
			slice.Found += one(goldRight[i])
		}
		if s.seen != nil {
			surface := s.of(BySurface, s.seen.slice(surfaceOf(d, &d.Gold[i]), s.labels[d.Gold[i].Label]))
			surface.Gold++
			surface.Found += one(goldRight[i])
		}
	}
	for i := range d.Pred {
		all := s.propertiesOf(d, &d.Pred[i])
		if source := d.Pred[i].Source; source != "" {
			all = append(all, s.of(BySource, source))
		}
		for _, slice := range all {
			slice.Predicted++
			slice.Right += one(predRight[i])
		}
	}
}

// propertiesOf returns the slices that a span of either side is in.
func (s *slicer) propertiesOf(d *Document, e *Entity) []*Slice {
	all := []*Slice{s.of(ByLength, lengthOf(surfaceOf(d, e)))}
	if d.Language != "" {
		all = append(all, s.of(ByLanguage, d.Language))
	}
	if d.Split != "" {
		all = append(all, s.of(BySplit, d.Split))
	}
	if len(d.Sections) > 0 {
		all = append(all, s.of(BySection, sectionOf(d, e)))
	}
	return all
}

// sectionOf returns the innermost section a span begins in.
func sectionOf(d *Document, e *Entity) string {
	name, size := "none", 0
	for _, section := range d.Sections {
		n := section.End - section.Start
		if section.Start <= e.Start && e.Start < section.End && (size == 0 || n < size) {
			name, size = section.Label, n
		}
	}
	return name
}

// surfaceOf returns the text of a span, gaps included.
func surfaceOf(d *Document, e *Entity) string {
	if e.End > len(d.Text) {
		return ""
	}
	return d.Text[e.Start:e.End]
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// finish returns the slices; a dimension of one slice says nothing and is left out.
func (s *slicer) finish() []Slice {
	per := map[string]int{}
	for key := range s.slices {
		per[key.dimension]++
	}
	var out []Slice
	for key, slice := range s.slices {
		if per[key.dimension] > 1 || key.dimension == BySurface {
			out = append(out, *slice)
		}
	}
	slices.SortFunc(out, func(a, b Slice) int {
		return cmp.Or(
			cmp.Compare(slices.Index(dimensions, a.Dimension), slices.Index(dimensions, b.Dimension)),
			cmp.Compare(slices.Index(lengths, a.Name), slices.Index(lengths, b.Name)),
			cmp.Compare(b.Gold+b.Predicted, a.Gold+a.Predicted), cmp.Compare(a.Name, b.Name))
	})
	return out
}

// scored reports whether an entity has a score that can be read as a probability.
func scored(e *Entity) bool {
	return e.Kind == document.Calibrated || e.Kind == document.Raw && e.Score >= 0 && e.Score <= 1
}
