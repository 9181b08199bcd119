package pipeline

import (
	"cmp"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/config"
	"github.com/onomast/onomast/core/document"
)

// complete returns a document with its layers and notes in the order of the
// stages, whoever was faster.
func (r *Runner) complete(d *document.Document) *document.Document {
	layers := r.layers
	if d.Layer(document.Language) != nil && !r.findsLanguage {
		layers = r.layersAndLanguage
	}
	out := d.With(layers...)
	if notes := d.Notes(); len(notes) > 0 {
		notes = slices.Clone(notes)
		slices.SortStableFunc(notes, func(a, b document.Note) int { return r.byRank(a.Stage, b.Stage) })
		for _, n := range notes {
			out.AddNote(n)
		}
	}
	return out
}

// verdict says of damage what counts: of several failures the one of the
// earliest stage.
func (r *Runner) verdict(d *damage) (*document.Failure, []string) {
	slices.SortStableFunc(d.skipped, r.byRank)
	skipped := slices.Compact(d.skipped)
	if len(d.failures) == 0 {
		return nil, skipped
	}
	first := slices.MinFunc(d.failures, func(a, b failure) int {
		return cmp.Or(r.byRank(a.Stage, b.Stage), strings.Compare(a.Code, b.Code), strings.Compare(a.Message, b.Message))
	})
	return &first.Failure, skipped
}

// byRank compares stages, or segments by their first stage, by their place in
// the plan.
func (r *Runner) byRank(a, b string) int { return cmp.Compare(r.rank[a], r.rank[b]) }

// skippable returns the stages a document goes on without after a failure, or
// nil when the failure loses the document. A plugin that dies takes all stages
// of its segment with it: then all of them must be skippable.
func (r *Runner) skippable(segment int, f document.Failure) []string {
	if f.Skipped {
		return []string{f.Stage}
	}
	seg := &r.plan.Segments[segment]
	if f.Stage != seg.ID {
		return nil // a stage's own failure: the plugin would have skipped it
	}
	ids := make([]string, 0, len(seg.Stages))
	for _, i := range seg.Stages {
		s := &r.plan.Stages[i]
		if s.OnError != config.SkipStage {
			return nil
		}
		ids = append(ids, s.ID)
	}
	return ids
}

// aborts reports whether a failure of a stage, or of a segment, ends the run.
func (r *Runner) aborts(stage string) bool {
	for id := range strings.SplitSeq(stage, "+") {
		if s := r.plan.Stage(id); s != nil && s.OnError == config.Abort {
			return true
		}
	}
	return false
}
