package analysis

import (
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/evaluation/match"
	"github.com/onomast/onomast/evaluation/score"
)

// Options say what to look at.
type Options struct {
	// Seen knows the training set; nil: nothing is known of it.
	Seen *Seen
}

// A Result is all that is known about a prediction.
type Result struct {
	Board    *score.Board
	Findings []Finding
	// Errors counts findings, Kinds those of each kind, as "boundary_right/too_short".
	Errors map[Category]int
	Kinds  map[string]int
	// Right counts the gold spans that are strictly right.
	Right       int
	Confusion   *Confusion
	Boundaries  Boundaries
	Slices      []Slice
	Calibration []Calibration
	// Blame is nil when no document has decisions.
	Blame *Blame
	// IoU90 is how many pairs of equal labels share at least 0.9 of their bytes.
	IoU90 int
	// Words counts words by their labels.
	Words Words
	// Duplicates counts entities that another of the same side equals in place and
	// label: gold, predicted.
	Duplicates [2]int
}

// A detail is what the parallel part leaves of one document.
type detail struct {
	pairs    []match.Pair
	findings []Finding
}

// Run analyses documents. Labels are numbered.
func Run(docs []Document, labels *score.Labels, o Options) *Result {
	details := make([]detail, len(docs))
	scored := make([]score.Document, len(docs))
	for i := range docs {
		scored[i] = score.Document{Gold: Spans(docs[i].Gold), Pred: Spans(docs[i].Pred)}
	}
	r := &Result{Errors: map[Category]int{}, Kinds: map[string]int{}, Confusion: newConfusion(labels.Len())}
	r.Board = score.Documents(scored, labels.Len(), func(i int, pairs []match.Pair) {
		details[i] = detail{append([]match.Pair(nil), pairs...), newCategorizer(&docs[i], i, pairs).run(pairs)}
	})
	g := gatherer{
		result: r, labels: labels.Names(), goldRight: make([][]bool, len(docs)),
		slicer:     slicer{seen: o.Seen, labels: labels.Names(), slices: map[sliceKey]*Slice{}},
		calibrator: calibrator{points: map[document.ScoreKind]map[string][]point{}},
	}
	for i := range docs {
		g.document(i, &docs[i], &details[i])
	}
	r.Slices, r.Calibration, r.Blame = g.slicer.finish(), g.calibrator.finish(), blame(docs, g.goldRight)
	return r
}

// A gatherer adds up what is known of each document.
type gatherer struct {
	result     *Result
	labels     []string
	goldRight  [][]bool
	slicer     slicer
	calibrator calibrator
}

func (g *gatherer) document(i int, d *Document, of *detail) {
	r := g.result
	goldRight, goldPaired := make([]bool, len(d.Gold)), make([]bool, len(d.Gold))
	predRight, predPaired := make([]bool, len(d.Pred)), make([]bool, len(d.Pred))
	for _, p := range of.pairs {
		goldPaired[p.Gold], predPaired[p.Pred] = true, true
		if p.Case == match.Right {
			r.Right++
			goldRight[p.Gold], predRight[p.Pred] = true, true
		}
		gold, pred := &d.Gold[p.Gold], &d.Pred[p.Pred]
		r.IoU90 += one(gold.Label == pred.Label && gold.IoU(&pred.Span) >= 0.9)
	}
	for _, f := range of.findings {
		r.Errors[f.Category]++
		if f.Kind != "" {
			r.Kinds[string(f.Category)+"/"+f.Kind]++
		}
	}
	r.Findings = append(r.Findings, of.findings...)
	r.Confusion.add(d, of.pairs, goldPaired, predPaired)
	r.Boundaries.add(d, of.pairs)
	r.Words.add(d)
	r.Duplicates[0] += duplicates(d.Gold)
	r.Duplicates[1] += duplicates(d.Pred)
	g.goldRight[i] = goldRight
	g.slicer.document(d, goldRight, predRight)
	g.calibrator.document(d, predRight, g.labels)
}

// duplicates counts entities that are there already.
func duplicates(entities []Entity) int {
	if len(entities) < 2 {
		return 0
	}
	o, n := newOverlaps(entities), 0
	for k := 1; k < len(o.order); k++ {
		e := &entities[o.order[k]]
		for j := k - 1; j >= max(0, k-reach); j-- { // those of other fragments are between
			other := &entities[o.order[j]]
			if other.Range != e.Range || other.Label != e.Label {
				break
			}
			if other.SameBytes(&e.Span) {
				n++
				break
			}
		}
	}
	return n
}
