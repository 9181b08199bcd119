package calibration

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/onomast/onomast/core/calibrate"
	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/pipeline"
	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/evaluation/inputs"
)

// Observed is what a stage proposes for annotated documents, and what of it is right: to
// the byte, and by label.
type Observed struct {
	Documents int `json:"documents"`
	// Failed is how many of the documents a stage failed on; they are left out.
	Failed int `json:"failed,omitempty"`
	// Gold counts annotated entities.
	Gold int `json:"gold"`
	// All are in the order of the documents; ByLabel has those of each label.
	All     []calibrate.Observation            `json:"-"`
	ByLabel map[string][]calibrate.Observation `json:"-"`
	// Strange counts what is proposed of labels that no annotation has, and of which
	// nobody knows whether it is right.
	Strange  map[string]int `json:"strange,omitempty"`
	Warnings diag.List      `json:"-"`

	known map[string]bool // labels of the annotation
}

// place is an entity as it is compared.
type place struct {
	start, end int
	label      string
}

// Observe takes the texts of gold documents through a runner that has the stage's layer
// in its results. done hears how many are through.
func Observe(ctx context.Context, r inputs.Runner, stage string, gold *inputs.Set, labels *inputs.Map, done func(documents int)) (*Observed, error) {
	o := &Observed{ByLabel: map[string][]calibrate.Observation{}, Strange: map[string]int{}, Warnings: gold.LeftOut(), known: map[string]bool{}}
	truths := make([]map[place]bool, len(gold.Documents))
	for i, d := range gold.Documents {
		truths[i] = o.truths(d, labels)
	}
	put := func(i int, one pipeline.Done) error {
		if f := one.Failure; f != nil {
			o.Failed++
			o.warn("document.failed", fmt.Sprintf("a document of %s: stage %q failed: %s", gold.Documents[i].Origin.String(), f.Stage, f.Message), "it is left out")
		} else {
			o.Documents++
			o.take(one.Result.Document.Layer(stage), truths[i])
		}
		if done != nil {
			done(i + 1)
		}
		return nil
	}
	if err := inputs.Carry(ctx, r, gold, put); err != nil {
		return nil, err
	}
	return o, o.check(stage)
}

// truths are the entities of a document that count. No stage proposes one with a gap.
func (o *Observed) truths(d *annotation.Document, labels *inputs.Map) map[place]bool {
	out := map[place]bool{}
	for i := range d.Entities {
		e := &d.Entities[i]
		label, ok := labels.Gold(e.Label)
		if !ok {
			continue
		}
		o.known[label] = true
		o.Gold++
		if len(e.Fragments) == 1 {
			out[place{e.Fragments[0].Start, e.Fragments[0].End, label}] = true
		}
	}
	return out
}

// take judges what is proposed for a document.
func (o *Observed) take(proposed *document.Layer, truths map[place]bool) {
	for _, s := range proposed.All() {
		if !o.known[s.Label] {
			o.Strange[s.Label]++
			continue
		}
		seen := calibrate.Observation{Score: float64(s.Score), Right: truths[place{s.Start, s.End, s.Label}]}
		o.All = append(o.All, seen)
		o.ByLabel[s.Label] = append(o.ByLabel[s.Label], seen)
	}
}

// check finds out whether there is anything to learn from.
func (o *Observed) check(stage string) error {
	strange := slices.Sorted(maps.Keys(o.Strange))
	known := slices.Sorted(maps.Keys(o.known))
	switch {
	case o.Gold == 0:
		return problem("gold.empty", "there is not a single gold entity", "is it the right file, and does --map or --split leave anything over?")
	case len(o.All) == 0 && len(strange) > 0:
		return problem("labels.never-meet", fmt.Sprintf("no label occurs on both sides: gold entities have %s, stage %s proposes %s", diag.Some(known, 6), stage, diag.Some(strange, 6)),
			"say which gold labels stand for which in a file for --map, such as gold: {"+known[0]+": "+strange[0]+"}")
	case len(o.All) == 0:
		return problem("calibration.nothing", fmt.Sprintf("stage %s proposes nothing for these documents", stage), "is the text of the kind and language that the model is for?")
	}
	if len(strange) > 0 {
		n := 0
		for _, k := range o.Strange {
			n += k
		}
		o.warn("labels.strange", fmt.Sprintf("no gold entity has the label %s: %d proposals of them say nothing", diag.Some(strange, 6), n), "")
	}
	return nil
}

func (o *Observed) warn(code, summary, hint string) {
	o.Warnings = append(o.Warnings, diag.Diagnostic{Severity: diag.Warning, Code: code, Summary: summary, Hint: hint})
}

func problem(code, summary, hint string) error {
	return diag.Diagnostic{Severity: diag.Error, Code: code, Summary: summary, Hint: hint}
}
