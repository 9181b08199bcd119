package analysis

import "github.com/onomast/onomast/evaluation/match"

// A Confusion counts which gold label was predicted as which. The last row is of
// predictions where nothing is, the last column of gold spans that nobody found.
type Confusion struct {
	// Cells[gold][predicted]; both have one more place than there are labels.
	Cells [][]int
}

func newConfusion(labels int) *Confusion {
	c := &Confusion{Cells: make([][]int, labels+1)}
	for i := range c.Cells {
		c.Cells[i] = make([]int, labels+1)
	}
	return c
}

// add counts the spans of one document.
func (c *Confusion) add(d *Document, pairs []match.Pair, goldPaired, predPaired []bool) {
	none := len(c.Cells) - 1
	for _, p := range pairs {
		c.Cells[d.Gold[p.Gold].Label][d.Pred[p.Pred].Label]++
	}
	for i := range d.Gold {
		if !goldPaired[i] {
			c.Cells[d.Gold[i].Label][none]++
		}
	}
	for i := range d.Pred {
		if !predPaired[i] {
			c.Cells[none][d.Pred[i].Label]++
		}
	}
}
