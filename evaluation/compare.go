package evaluation

import (
	"fmt"
	"math"
	"slices"

	"github.com/onomast/onomast/evaluation/analysis"
	"github.com/onomast/onomast/evaluation/match"
	"github.com/onomast/onomast/evaluation/resample"
	"github.com/onomast/onomast/evaluation/score"
)

// A Comparison says what B does better and worse than A, as `runner compare --json`
// prints it.
type Comparison struct {
	A         string   `json:"a"`
	B         string   `json:"b"`
	Reference []string `json:"reference,omitempty"`
	Documents int      `json:"documents"`
	Gold      int      `json:"gold"`
	// Micro is the F of each scheme, Labels the strict F of each label.
	Micro  map[string]Difference `json:"micro"`
	Labels []LabelDifference     `json:"labels"`
	// Gained are gold entities that B has right and A has not; Lost the other way
	// round. Fixed are wrong predictions of A that B does not make; Introduced the other
	// way round.
	Gained     []Change  `json:"gained"`
	Lost       []Change  `json:"lost"`
	Fixed      []Change  `json:"fixed"`
	Introduced []Change  `json:"introduced"`
	Bootstrap  Bootstrap `json:"bootstrap"`
	Warnings   []string  `json:"warnings,omitempty"`
}

// A Difference is that of one figure.
type Difference struct {
	A     float64 `json:"a"`
	B     float64 `json:"b"`
	Delta float64 `json:"delta"`
	// CI95 is the interval of Delta by the paired bootstrap, PBootstrap its one-sided p:
	// how often the better system was not better.
	CI95       [2]float64 `json:"ci95"`
	PBootstrap float64    `json:"p_bootstrap"`
	// PRandom is the two-sided p of approximate randomisation.
	PRandom float64 `json:"p_randomisation"`
}

// A LabelDifference is that of one label.
type LabelDifference struct {
	Label string `json:"label"`
	Difference
	// PHolm is PRandom, corrected for the number of labels.
	PHolm   float64 `json:"p_holm"`
	Support int     `json:"support"`
}

// A Change is one entity that the two have not in common. Start and End are byte
// offsets, half-open.
type Change struct {
	Document string `json:"document"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Label    string `json:"label"`
	Text     string `json:"text"`
}

// Compare compares the predictions of two systems for the same documents: equal
// texts and gold entities, in the same order.
func Compare(a, b []analysis.Document, labels *score.Labels, o Options) *Comparison {
	o = o.withDefaults()
	o.Resamples = max(1, o.Resamples)
	x, y := judge(a, labels), judge(b, labels)
	c := &Comparison{
		Reference: o.Reference, Documents: len(a), Gold: countGold(a), Micro: make(map[string]Difference),
		Bootstrap: Bootstrap{Unit: "document", Resamples: o.Resamples, Seed: o.Seed},
		Gained:    []Change{}, Lost: []Change{}, Fixed: []Change{}, Introduced: []Change{},
	}
	c.differences(x.board, y.board, labels, o)
	for i := range a {
		c.changes(&a[i], &b[i], x.right[i], y.right[i], labels)
	}
	if c.Documents < fewDocuments {
		c.Warnings = append(c.Warnings, fmt.Sprintf("%s: with fewer than %d intervals are too narrow", documents(c.Documents), fewDocuments))
	}
	return c
}

func countGold(docs []analysis.Document) int {
	n := 0
	for i := range docs {
		n += len(docs[i].Gold)
	}
	return n
}

// A judged is what one system made of all documents.
type judged struct {
	board *score.Board
	right []rightness
}

// A rightness says which spans of a document are strictly right.
type rightness struct{ gold, pred []bool }

func judge(docs []analysis.Document, labels *score.Labels) judged {
	scored, right := make([]score.Document, len(docs)), make([]rightness, len(docs))
	for i := range docs {
		scored[i] = score.Document{Gold: analysis.Spans(docs[i].Gold), Pred: analysis.Spans(docs[i].Pred)}
		right[i] = rightness{make([]bool, len(docs[i].Gold)), make([]bool, len(docs[i].Pred))}
	}
	board := score.Documents(scored, labels.Len(), func(i int, pairs []match.Pair) {
		for _, p := range pairs {
			if p.Case == match.Right {
				right[i].gold[p.Gold], right[i].pred[p.Pred] = true, true
			}
		}
	})
	return judged{board, right}
}

func (c *Comparison) differences(x, y *score.Board, labels *score.Labels, o Options) {
	l := resample.Layout{Labels: labels.Len(), Beta: o.Beta}
	all := resample.Compare(x, y, l.Width(), l.Statistic, resample.Options{Seed: o.Seed, Resamples: o.Resamples})
	for _, s := range score.Schemes() {
		c.Micro[s.String()] = differenceOf(all[l.Figure(s, resample.MicroF)])
	}
	support, byA, byB := x.ByLabel(), x.ByLabel(), y.ByLabel()
	var p []float64
	for i := range support {
		id := int32(i)
		if byA[i].Support()+byA[i].Predicted()+byB[i].Predicted() == 0 {
			continue
		}
		d := differenceOf(all[l.LabelF(score.Strict, id)])
		c.Labels = append(c.Labels, LabelDifference{Label: labels.Name(id), Difference: d, Support: support[i].Support()})
		p = append(p, d.PRandom)
	}
	for i, holm := range resample.Holm(p) {
		c.Labels[i].PHolm = holm
	}
	slices.SortFunc(c.Labels, func(a, b LabelDifference) int {
		if a.Support != b.Support {
			return b.Support - a.Support
		}
		if a.Label < b.Label {
			return -1
		}
		return 1
	})
}

// differenceOf makes what is undefined 0, since JSON knows no other way.
func differenceOf(d resample.Difference) Difference {
	zero := func(v float64) float64 {
		if math.IsNaN(v) {
			return 0
		}
		return v
	}
	a, b := zero(d.A), zero(d.B)
	return Difference{A: a, B: b, Delta: b - a, CI95: [2]float64{zero(d.Low), zero(d.High)}, PBootstrap: zero(d.Better), PRandom: zero(d.Chance)}
}

func (c *Comparison) changes(a, b *analysis.Document, x, y rightness, labels *score.Labels) {
	change := func(e *analysis.Entity) Change {
		return Change{Document: a.ID, Start: e.Start, End: e.End, Label: labels.Name(e.Label), Text: a.Text[e.Start:e.End]}
	}
	for i := range a.Gold {
		switch {
		case y.gold[i] && !x.gold[i]:
			c.Gained = append(c.Gained, change(&a.Gold[i]))
		case x.gold[i] && !y.gold[i]:
			c.Lost = append(c.Lost, change(&a.Gold[i]))
		}
	}
	c.Fixed = append(c.Fixed, wrongIn(a.Pred, x.pred, b.Pred, change)...)
	c.Introduced = append(c.Introduced, wrongIn(b.Pred, y.pred, a.Pred, change)...)
}

// wrongIn returns wrong predictions that the other side does not make.
func wrongIn(pred []analysis.Entity, right []bool, other []analysis.Entity, change func(*analysis.Entity) Change) []Change {
	var out []Change
	for i := range pred {
		e := &pred[i]
		same := func(o analysis.Entity) bool { return o.Label == e.Label && o.SameBytes(&e.Span) }
		if !right[i] && !slices.ContainsFunc(other, same) {
			out = append(out, change(e))
		}
	}
	return out
}
