package template

import "slices"

// A lookup is what an extractor asks of tables about each word: its number among
// clusters, and whether terms of lists begin with it. The tables take megabytes, so
// that most of the time would go into waiting for them, one after the other.
type lookup struct {
	clusters []clusterTable
	lists    []*list
}

// A clusterTable is that of the resource of a slot.
type clusterTable struct {
	slot  int
	table *hashTable
}

// addClusters makes sure that a table of clusters is asked, once for all attributes.
func (l *lookup) addClusters(slot int, table *hashTable) {
	if !slices.ContainsFunc(l.clusters, func(c clusterTable) bool { return c.slot == slot }) {
		l.clusters = append(l.clusters, clusterTable{slot, table})
	}
}

// of notes what the tables say of a word whose folds are among its parts. It reads all
// places before it looks at any.
func (l *lookup) of(a *analysis, parts []uint64) {
	a.places = a.places[:0]
	for _, c := range l.clusters {
		a.places = append(a.places, c.table.place(a.hash(0)), c.table.place(a.hash(1)))
	}
	for _, list := range l.lists {
		a.places = append(a.places, list.table.place(list.fold.at(parts).key()))
	}
	for i := range a.places {
		a.places[i].read()
	}
	places := a.places
	for _, c := range l.clusters {
		*a.number(c.slot) = number{true, numberAt(&places[0], &places[1])}
		places = places[2:]
	}
	for i, list := range l.lists {
		parts[list.first] = uint64(places[i].number())
	}
}

// numberAt returns the number of a word or, where it has none, of the word in lower
// case.
func numberAt(word, lower *place) uint32 {
	if n := word.number(); n != 0 || lower.hash == word.hash {
		return n
	}
	return lower.number()
}
