package rules

import "sync"

// maxTerm is the longest term, in bytes. It bounds the work for each position of
// a text.
const maxTerm = 1024

// A gazetteer finds all terms of several lists that agree on case and word
// boundaries, in one pass over the text.
type gazetteer struct {
	alphabet *alphabet
	fold     bool
	words    bool // symbols are words; else code points
	vocab    vocabulary
	trie     trie
	// keepAll holds, by the number of a list, whether all its matches count
	// rather than the longest ones from the left.
	keepAll []bool
	idle    sync.Pool // of workspaces
}

// A hit is an occurrence of an entry.
type hit struct {
	start, end int
	entry      *entry
}

func newGazetteer(a *alphabet, fold, words bool) *gazetteer {
	return &gazetteer{
		alphabet: a, fold: fold, words: words,
		vocab: vocabulary{alphabet: a, fold: fold},
		trie:  newTrie(),
	}
}

// addList makes room for a list and returns its number.
func (g *gazetteer) addList(longest bool) int {
	g.keepAll = append(g.keepAll, !longest)
	return len(g.keepAll) - 1
}

// add adds a term that is not blank. It reports whether the list has the term
// already, with the same label and attributes.
func (g *gazetteer) add(term string, e entry) (known bool) {
	return g.trie.add(g.trie.insert(g.symbols(term)), e)
}

func (g *gazetteer) symbols(term string) []uint32 {
	if g.words {
		return g.wordSymbols(term)
	}
	return g.unitSymbols(term)
}

// empty reports whether there is nothing to find.
func (g *gazetteer) empty() bool { return len(g.trie.terms) == 0 }

// hits appends the occurrences of all terms, ordered by start and, within one
// start, from the longest.
func (g *gazetteer) hits(dst []hit, text string, tokens []token) []hit {
	if g.words {
		return g.wordHits(dst, text, tokens)
	}
	return g.unitHits(dst, text)
}

// A chooser applies each list's own choice among overlapping hits.
type chooser struct {
	keepAll []bool
	taken   []taken
}

// taken is the last hit of a list that was chosen.
type taken struct{ start, end int }

func (g *gazetteer) chooser() *chooser {
	return &chooser{keepAll: g.keepAll, taken: make([]taken, len(g.keepAll))}
}

// choose reports whether a hit counts. Hits come in the order of hits.
func (c *chooser) choose(h hit) bool {
	if c.keepAll[h.entry.list] {
		return true
	}
	last := &c.taken[h.entry.list]
	if h.start < last.end {
		return h.start == last.start && h.end == last.end // another label
	}
	*last = taken{h.start, h.end}
	return true
}

// found appends a hit for each entry of the nodes reached from one start; ends
// go from the shortest term to the longest.
func (t *trie) found(dst []hit, start int, ends []end) []hit {
	for i := len(ends) - 1; i >= 0; i-- {
		for id := t.entries[ends[i].node]; id != 0; id = t.terms[id-1].next {
			dst = append(dst, hit{start: start, end: ends[i].at, entry: &t.terms[id-1]})
		}
	}
	return dst
}

// An end is a place in the text where a term may end.
type end struct {
	node uint32
	at   int
}
