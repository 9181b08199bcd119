package rules

// gazetteers are the lists of a ruleset, gathered into one gazetteer for each
// way to compare, so that a text is read at most once for each.
type gazetteers struct {
	alphabet *alphabet
	modes    map[mode]*gazetteer
	order    []*gazetteer
	// owners leads from a list of a gazetteer to its number here.
	owners map[*gazetteer][]int
	lists  int
}

// A mode is a way to compare terms with a text.
type mode struct{ fold, words bool }

func newGazetteers(a *alphabet) *gazetteers {
	return &gazetteers{alphabet: a, modes: map[mode]*gazetteer{}, owners: map[*gazetteer][]int{}}
}

// A listHandle adds terms to one list.
type listHandle struct {
	g      *gazetteer
	list   int32
	number int // among all lists; as find gives it
}

func (gs *gazetteers) newList(m mode, longest bool) listHandle {
	g := gs.modes[m]
	if g == nil {
		g = newGazetteer(gs.alphabet, m.fold, m.words)
		gs.modes[m] = g
		gs.order = append(gs.order, g)
	}
	h := listHandle{g: g, list: int32(g.addList(longest)), number: gs.lists}
	gs.owners[g] = append(gs.owners[g], gs.lists)
	gs.lists++
	return h
}

func (h listHandle) add(term string, e entry) (known bool) {
	e.list = h.list
	return h.g.add(term, e)
}

// find calls yield for every hit that its list chooses; list is its number.
func (gs *gazetteers) find(text string, yield func(list int, h hit)) {
	for _, g := range gs.order {
		if g.empty() {
			continue
		}
		gs.findIn(g, text, yield)
	}
}

func (gs *gazetteers) findIn(g *gazetteer, text string, yield func(list int, h hit)) {
	w := borrow(&g.idle)
	defer w.giveBack(&g.idle)
	if g.words {
		w.tokens = g.vocab.tokens(w.tokens, text)
	}
	w.hits = g.hits(w.hits, text, w.tokens)
	choice, owners := g.chooser(), gs.owners[g]
	for _, h := range w.hits {
		if choice.choose(h) {
			yield(owners[h.entry.list], h)
		}
	}
}
