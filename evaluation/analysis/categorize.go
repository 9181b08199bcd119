package analysis

import (
	"slices"

	"github.com/onomast/onomast/evaluation/match"
)

// A categorizer sorts the spans of one document into findings.
type categorizer struct {
	doc        *Document
	docket     docket
	number     int
	gold, pred *overlaps
	ofGold     []partner // of each gold span
	ofPred     []partner // of each predicted span
	findings   []Finding
}

// A partner is the other span of a pair.
type partner struct {
	index   int32 // -1: alone
	kind    match.Case
	finding int // of the pair; -1: it is right
}

func newCategorizer(d *Document, number int, pairs []match.Pair) *categorizer {
	c := &categorizer{doc: d, number: number, ofGold: make([]partner, len(d.Gold)), ofPred: make([]partner, len(d.Pred))}
	for i := range c.ofGold {
		c.ofGold[i] = partner{index: -1, kind: match.Alone, finding: -1}
	}
	for i := range c.ofPred {
		c.ofPred[i] = partner{index: -1, kind: match.Alone, finding: -1}
	}
	for _, p := range pairs {
		c.ofGold[p.Gold] = partner{index: p.Pred, kind: p.Case, finding: -1}
		c.ofPred[p.Pred] = partner{index: p.Gold, kind: p.Case, finding: -1}
	}
	return c
}

// run returns the findings of a document, in the order of the text.
func (c *categorizer) run(pairs []match.Pair) []Finding {
	if c.perfect() {
		return nil
	}
	c.gold, c.pred, c.docket = newOverlaps(c.doc.Gold), newOverlaps(c.doc.Pred), newDocket(c.doc)
	for _, p := range pairs {
		if p.Case != match.Right {
			c.pair(p)
		}
	}
	for i := range c.ofGold {
		if c.ofGold[i].index < 0 {
			c.missed(int32(i))
		}
	}
	for i := range c.ofPred {
		if c.ofPred[i].index < 0 {
			c.spurious(int32(i))
		}
	}
	slices.SortStableFunc(c.findings, func(a, b Finding) int { return c.start(&a) - c.start(&b) })
	return c.findings
}

func (c *categorizer) perfect() bool {
	wrong := func(p partner) bool { return p.kind != match.Right }
	return !slices.ContainsFunc(c.ofGold, wrong) && !slices.ContainsFunc(c.ofPred, wrong)
}

// start is where a finding begins.
func (c *categorizer) start(f *Finding) int {
	at := len(c.doc.Text)
	for _, i := range f.Gold {
		at = min(at, c.doc.Gold[i].Start)
	}
	for _, i := range f.Pred {
		at = min(at, c.doc.Pred[i].Start)
	}
	return at
}

func (c *categorizer) add(f Finding) int {
	f.Document = c.number
	c.findings = append(c.findings, f)
	return len(c.findings) - 1
}

// pair makes a finding of a pair that is not right.
func (c *categorizer) pair(p match.Pair) {
	f := Finding{Gold: []int32{p.Gold}, Pred: []int32{p.Pred}}
	g, q := &c.doc.Gold[p.Gold], &c.doc.Pred[p.Pred]
	switch p.Case {
	case match.OtherLabel:
		f.Category = Label
	case match.Overlap:
		f.Category, f.Kind = boundary(g, q), boundaryKind(g, q)
	default:
		f.Category, f.Kind = LabelBoundary, boundaryKind(g, q)
	}
	at := c.add(f)
	c.ofGold[p.Gold].finding, c.ofPred[p.Pred].finding = at, at
}

// boundary says which end is wrong. With equal ends it is the fragments between.
func boundary(g, p *Entity) Category {
	switch {
	case g.Start == p.Start && g.End != p.End:
		return BoundaryRight
	case g.End == p.End && g.Start != p.Start:
		return BoundaryLeft
	}
	return BoundaryBoth
}

func boundaryKind(g, p *Entity) string {
	switch shared := g.Shared(&p.Span); {
	case shared == g.Size():
		return TooLong
	case shared == p.Size():
		return TooShort
	}
	return Shifted
}

// missed finds out about a gold span without a partner.
func (c *categorizer) missed(i int32) {
	g := &c.doc.Gold[i]
	merged, touched := -1, false
	c.pred.with(g, func(p int32) bool {
		touched = true
		of := c.ofPred[p]
		if of.kind >= match.Overlap && of.index >= 0 && c.doc.Gold[of.index].Shared(&g.Span) == 0 {
			merged = of.finding
		}
		return merged < 0
	})
	if merged >= 0 {
		f := &c.findings[merged]
		f.Category, f.Kind, f.Gold = Merge, "", append(f.Gold, i)
		return
	}
	if touched {
		if kind := c.nested(i, g); kind != "" {
			c.add(Finding{Category: NestedMissed, Kind: kind, Gold: []int32{i}})
			return
		}
	}
	c.add(Finding{Category: Missed, Kind: c.docket.whyMissed(g), Gold: []int32{i}})
}

// nested says how a span lies to another gold one that was found: inner, outer or
// crossing; "" when there is none.
func (c *categorizer) nested(i int32, g *Entity) string {
	kind := ""
	c.gold.with(g, func(o int32) bool {
		if o == i || c.ofGold[o].kind > match.OtherLabel {
			return true
		}
		switch other := &c.doc.Gold[o]; g.Shared(&other.Span) {
		case g.Size():
			kind = "inner"
		case other.Size():
			kind = "outer"
		default:
			kind = "crossing"
		}
		return false
	})
	return kind
}

// spurious finds out about a predicted span without a partner.
func (c *categorizer) spurious(i int32) {
	p := &c.doc.Pred[i]
	part, touched := -1, false
	c.gold.with(p, func(g int32) bool {
		touched = true
		of := c.ofGold[g]
		if of.kind == match.Overlap && c.doc.Gold[g].Label == p.Label && c.doc.Pred[of.index].Shared(&p.Span) == 0 {
			part = of.finding
		}
		return part < 0
	})
	if part >= 0 {
		f := &c.findings[part]
		if f.Category != Merge {
			f.Category, f.Kind = Split, ""
		}
		f.Pred = append(f.Pred, i)
		return
	}
	kind := p.How
	if touched {
		kind = Overlapping
		if c.twin(i, p) {
			kind = Duplicate
		}
	}
	c.add(Finding{Category: Spurious, Kind: kind, Pred: []int32{i}})
}

// twin reports whether another prediction covers the same bytes.
func (c *categorizer) twin(i int32, p *Entity) bool {
	found := false
	c.pred.with(p, func(o int32) bool {
		found = o != i && c.doc.Pred[o].SameBytes(&p.Span)
		return !found
	})
	return found
}
