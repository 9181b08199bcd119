package annotation

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/document"
)

// A Fitter makes documents what a format can hold, and reports what that costs.
type Fitter struct {
	Holds Holds
	// Tokenize gives a document tokens and sentences. It is called when the format
	// needs them and the document has none.
	Tokenize func(*Document) error
	// SplitTokens splits tokens where an entity begins or ends inside of one, instead
	// of moving the entity to the edges of the token.
	SplitTokens bool
	Report      Report

	places Places
}

// Fit changes a document so that the format can hold it. An error is that of Tokenize.
func (f *Fitter) Fit(d *Document) error {
	if !f.Holds.Discontinuous {
		f.join(d)
	}
	if err := f.tokens(d); err != nil {
		return err
	}
	if !f.Holds.Duplicates {
		f.distinct(d)
	}
	if f.Holds.Overlap == Flat {
		f.flatten(d)
	}
	if !f.Holds.Relations && len(d.Relations) > 0 {
		f.note(d, Reduced, "relations", "its relations (%d) are left out: the format has none", len(d.Relations))
		d.Relations = nil
	}
	f.details(d)
	f.record(d)
	return nil
}

func (f *Fitter) note(d *Document, effect Effect, code, format string, args ...any) {
	f.Report(d.Problem(effect, code, format, args...))
}

// join makes one stretch of entities of several.
func (f *Fitter) join(d *Document) {
	for i := range d.Entities {
		e := &d.Entities[i]
		if len(e.Fragments) < 2 {
			continue
		}
		f.Report(f.places.About(d, e, Changed, "fragments", "its %d fragments become one stretch: the format has no others", len(e.Fragments)))
		e.Fragments = []Range{e.Hull()}
	}
}

// distinct drops entities that another one equals in place and label.
func (f *Fitter) distinct(d *Document) {
	if len(d.Entities) < 2 {
		return
	}
	seen := make(map[string]bool, len(d.Entities))
	f.keep(d, func(e *Entity) bool {
		key := fmt.Sprint(e.Label, e.Fragments)
		if seen[key] {
			f.Report(f.places.About(d, e, Lost, "duplicate", "an entity of the same place and label is kept"))
			return false
		}
		seen[key] = true
		return true
	})
}

// flatten drops entities that share text with a longer one, or an earlier one of the
// same length.
func (f *Fitter) flatten(d *Document) {
	if !overlapping(d.Entities) {
		return
	}
	kept := Flatten(d.Entities)
	for i := range d.Entities {
		if !kept[i] {
			f.Report(f.places.About(d, &d.Entities[i], Lost, "overlap", "it shares text with another entity, which is kept because it is longer or comes first: the format holds no overlap"))
		}
	}
	n := -1
	f.keep(d, func(*Entity) bool { n++; return kept[n] })
}

// Flatten chooses entities that share no text, the longest first, of equal ones the
// first. Fragments count with what lies between them.
func Flatten(entities []Entity) (kept []bool) {
	order := make([]int, len(entities))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(entities[b].Hull().Len(), entities[a].Hull().Len())
	})
	kept = make([]bool, len(entities))
	var taken []Range // sorted
	for _, i := range order {
		hull := entities[i].Hull()
		at, _ := slices.BinarySearchFunc(taken, hull, func(r, h Range) int { return cmp.Compare(r.Start, h.Start) })
		if at > 0 && taken[at-1].Overlaps(hull) || at < len(taken) && taken[at].Overlaps(hull) {
			continue
		}
		kept[i] = true
		taken = slices.Insert(taken, at, hull)
	}
	return kept
}

// overlapping reports whether any two entities share text.
func overlapping(entities []Entity) bool {
	sorted := true
	for i := 1; i < len(entities); i++ {
		if entities[i].Hull().Start < entities[i-1].Hull().End {
			sorted = false
		}
	}
	if sorted {
		return false
	}
	hulls := make([]Range, len(entities))
	for i := range entities {
		hulls[i] = entities[i].Hull()
	}
	slices.SortFunc(hulls, func(a, b Range) int { return cmp.Compare(a.Start, b.Start) })
	for i := 1; i < len(hulls); i++ {
		if hulls[i].Start < hulls[i-1].End {
			return true
		}
	}
	return false
}

// keep drops the entities a function refuses.
func (f *Fitter) keep(d *Document, ok func(*Entity) bool) {
	place := make([]int, len(d.Entities))
	kept := d.Entities[:0]
	for i := range d.Entities {
		place[i] = -1
		if ok(&d.Entities[i]) {
			place[i] = len(kept)
			kept = append(kept, d.Entities[i])
		}
	}
	if len(kept) < len(place) {
		relink(d, kept, place, f.Report)
	}
	d.Entities = kept
}

// details drops what the format has no place for in an entity.
func (f *Fitter) details(d *Document) {
	h := f.Holds
	for i := range d.Entities {
		e := &d.Entities[i]
		var lost []string
		drop := func(holds, has bool, what string) bool {
			if holds || !has {
				return false
			}
			lost = append(lost, what)
			return true
		}
		if drop(h.Scores, e.Kind != document.None, "score") {
			e.Score, e.Kind = 0, document.None
		}
		if drop(h.Attributes, len(e.Attributes) > 0, "attributes") {
			e.Attributes = nil
		}
		if drop(h.Sources, e.Source != "", "source") {
			e.Source = ""
		}
		if drop(h.Parents, e.Parent != NoParent, "parent") {
			e.Parent = NoParent
		}
		if h.Scores && !h.ScoreKinds && e.Kind == document.Calibrated {
			lost = append(lost, "kind of score")
			e.Kind = document.Raw
		}
		if len(lost) > 0 {
			f.Report(f.places.About(d, e, Reduced, "details", "left out: %s", strings.Join(lost, ", ")))
		}
		if !h.EntityIDs {
			e.ID = ""
		}
	}
}

// record drops what the format has no place for in a document.
func (f *Fitter) record(d *Document) {
	h := f.Holds
	drop := func(holds bool, value *string, what string) {
		if !holds && *value != "" {
			f.note(d, Noted, "document-"+what, "the document's %s is left out", what)
			*value = ""
		}
	}
	drop(h.Language, &d.Language, "language")
	drop(h.Split, &d.Split, "split")
	drop(h.Group, &d.Group, "group")
	drop(h.Annotator, &d.Annotator, "annotator")
	drop(h.DocumentIDs, &d.ID, "id")
	if !h.Fields && len(d.Fields) > 0 {
		f.note(d, Noted, "document-fields", "further fields of the record (%d) are left out", len(d.Fields))
		d.Fields = nil
	}
	if !h.Unlabelled && d.Unlabelled {
		f.note(d, Changed, "unlabelled", "that nobody annotated it is left out: it looks as if it had no entities")
		d.Unlabelled = false
	}
	if !h.Tokens && d.Tokens != nil {
		f.note(d, Noted, "document-tokens", "its tokens are left out")
		d.Tokens = nil
	}
	if !h.Sentences && d.Sentences != nil {
		f.note(d, Noted, "document-sentences", "its sentences are left out")
		d.Sentences = nil
	}
}
