package inputs

import (
	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/evaluation/analysis"
)

// Align makes two tasks over the same gold files comparable: equal labels get equal
// numbers, and documents that only one has are left out, which is warned of.
func Align(a, b *Task) diag.List {
	numbers := make([]int32, b.Labels.Len())
	for i, name := range b.Labels.Names() {
		numbers[i] = a.Labels.ID(name)
	}
	for i := range b.Documents {
		d := &b.Documents[i]
		for k := range d.Gold {
			d.Gold[k].Label = numbers[d.Gold[k].Label]
		}
		for k := range d.Pred {
			d.Pred[k].Label = numbers[d.Pred[k].Label]
		}
		for k := range d.Decisions {
			d.Decisions[k].Label = numbers[d.Decisions[k].Label]
		}
	}
	b.Labels = a.Labels
	before := max(len(a.Documents), len(b.Documents))
	a.Documents, b.Documents = both(a.Documents, b.Documents)
	if n := before - len(a.Documents); n > 0 {
		return diag.List{{Severity: diag.Warning, Code: "documents.common", Summary: have(n) + " predictions of one of the two only", Hint: "left out"}}
	}
	return nil
}

// both returns the documents that are in both lists, in the order of the first. They
// come from the same gold files, so their ids are distinct.
func both(a, b []analysis.Document) (x, y []analysis.Document) {
	if len(a) == len(b) {
		return a, b
	}
	place := make(map[string]int, len(b))
	for i := range b {
		place[b[i].ID] = i
	}
	for i := range a {
		if at, ok := place[a[i].ID]; ok {
			x, y = append(x, a[i]), append(y, b[at])
		}
	}
	return x, y
}
