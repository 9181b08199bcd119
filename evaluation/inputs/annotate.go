package inputs

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/pipeline"
	"github.com/onomast/onomast/evaluation/analysis"
	"github.com/onomast/onomast/evaluation/match"
)

// Layers that a pipeline should give out to be judged, beside its entities.
const Layers = "*"

// decisionsLayer is where a resolver says what became of every candidate.
const decisionsLayer = "decisions"

// A Runner carries documents through a pipeline; see [pipeline.Runner].
type Runner interface {
	Run(ctx context.Context, next func(context.Context) (pipeline.Job, error), put func(pipeline.Done) error) error
}

// Annotate runs a pipeline over the texts of gold documents. Documents on which it
// fails have no predicted entities, which is counted and warned of.
func Annotate(ctx context.Context, r Runner, gold *Set, labels *Map, done func(documents int)) (t *Task, failed int, err error) {
	if _, twice := index(gold); twice.HasErrors() {
		return nil, 0, twice
	}
	if t, err = newTask(gold, labels); err != nil {
		return nil, 0, err
	}
	put := func(i int, one pipeline.Done) error {
		if f := one.Failure; f != nil {
			failed++
			t.warn("document.failed", fmt.Sprintf("document %s: stage %q failed: %s", t.Documents[i].ID, f.Stage, f.Message), "it counts as one without predictions")
		} else {
			t.take(&t.Documents[i], one.Result.Document)
		}
		if done != nil {
			done(i + 1)
		}
		return nil
	}
	if err := Carry(ctx, r, gold, put); err != nil {
		return nil, failed, err
	}
	return t, failed, t.finish()
}

// take takes over what a pipeline says of a document.
func (t *Task) take(d *analysis.Document, from *document.Document) {
	for _, s := range from.Layer(document.Entities).All() {
		label, ok := t.label(predictedSide, s.Label)
		if !ok {
			continue
		}
		e := analysis.Entity{Span: match.New(label, match.Range{Start: s.Start, End: s.End}), Score: float64(s.Score), Kind: s.Kind}
		explain(&e, s.Evidence)
		d.Pred = append(d.Pred, e)
	}
	for _, s := range from.Layer(document.Sections).All() {
		d.Sections = append(d.Sections, analysis.Section{Range: match.Range{Start: s.Start, End: s.End}, Label: s.Label})
	}
	if layer := from.Layer(decisionsLayer); layer != nil {
		d.Decisions = t.decisions(layer)
	}
}

// explain says from the evidence what an entity was found by.
func explain(e *analysis.Entity, evidence []document.Attr) {
	for _, a := range evidence {
		switch a.Key {
		case "source":
			e.Source = cmp.Or(e.Source, a.Value)
		case "rule_id":
			e.Rule = cmp.Or(e.Rule, a.Value)
			e.How = cmp.Or(e.How, "rule")
		case "list":
			e.How = "gazetteer"
		}
	}
	e.How = cmp.Or(e.How, "model")
}

func (t *Task) decisions(layer *document.Layer) []analysis.Decision {
	out := make([]analysis.Decision, 0, layer.Len())
	for _, s := range layer.All() {
		label, ok := t.label(predictedSide, s.Label)
		if !ok {
			continue
		}
		d := analysis.Decision{Range: match.Range{Start: s.Start, End: s.End}, Label: label, Score: float64(s.Score), Kind: s.Kind}
		for _, a := range s.Attributes {
			switch a.Key {
			case "source":
				d.Source = a.Value
			case "outcome":
				d.Outcome = a.Value
			case "by":
				d.By = a.Value
			case "lost_to": // "12-20 LOCATION rules"
				if at := strings.LastIndexByte(a.Value, ' '); at >= 0 && !slices.Contains(d.To, a.Value[at+1:]) {
					d.To = append(d.To, a.Value[at+1:])
				}
			}
		}
		out = append(out, d)
	}
	slices.SortStableFunc(out, func(a, b analysis.Decision) int { return a.Start - b.Start })
	return out
}
