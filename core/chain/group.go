package chain

// group is tags, targets, that may come after the same tags, preds, and after
// no others. Schemes have one large group, of all tags that open something or
// nothing, and a small one for each type.
type group struct {
	preds, targets []int32
}

// large reports whether the group is worth a matrix of its own.
func (g group) large() bool { return len(g.preds) >= 3 && len(g.targets) >= 3 }

// each calls do with all pairs of the group, from*n+to.
func (g group) each(n int, do func(pair int)) {
	for _, a := range g.preds {
		for _, b := range g.targets {
			do(int(a)*n + int(b))
		}
	}
}

// arcs are the pairs of the group that are wanted; nil wants all.
func (g group) arcs(n int, want []bool) []arc {
	var all []arc
	for _, b := range g.targets {
		for _, a := range g.preds {
			if want == nil || want[int(a)*n+int(b)] {
				all = append(all, arc{from: a, to: b})
			}
		}
	}
	return all
}
