package rules

// unitSymbols are the code points a term is compared by, each run of white
// space one space.
func (g *gazetteer) unitSymbols(term string) []uint32 {
	var symbols []uint32
	for at := 0; at < len(term); {
		var units [4]rune
		next, n := g.unit(&units, term, at)
		for _, u := range units[:n] {
			symbols = append(symbols, uint32(u))
		}
		at = next
	}
	return symbols
}

// unit stores the units of the code point at byte at, or of the run of white
// space that begins there, and returns where it ends and how many there are.
func (g *gazetteer) unit(units *[4]rune, text string, at int) (next, n int) {
	r, size := decode(text, at)
	next = at + size
	if g.alphabet.class(r) != space {
		return next, len(g.alphabet.units(units[:0], r, g.fold))
	}
	for next < len(text) {
		r, size := decode(text, next)
		if g.alphabet.class(r) != space {
			break
		}
		next += size
	}
	units[0] = ' '
	return next, 1
}

func (g *gazetteer) unitHits(dst []hit, text string) []hit {
	var ends []end
	for start := 0; start < len(text); {
		r, size := decode(text, start)
		if g.alphabet.class(r) != space { // no term begins so
			ends = g.unitEnds(ends[:0], text, start)
			dst = g.trie.found(dst, start, ends)
		}
		start += size
	}
	return dst
}

// unitEnds appends where terms that begin at byte start may end.
func (g *gazetteer) unitEnds(dst []end, text string, start int) []end {
	node := root
	for at := start; at < len(text); {
		var units [4]rune
		next, n := g.unit(&units, text, at)
		for _, u := range units[:n] {
			if node = g.trie.step(node, uint32(u)); node == 0 {
				return dst
			}
		}
		if at = next; g.trie.entries[node] != 0 {
			dst = append(dst, end{node, at})
		}
	}
	return dst
}
