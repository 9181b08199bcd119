package rules

// wordSymbol is a word and whether white space goes before it. Before the first
// word of a term it does not matter.
func wordSymbol(tok token, first bool) uint32 {
	if tok.spaced && !first {
		return tok.word<<1 | 1
	}
	return tok.word << 1
}

// wordSymbols cuts a term as a text is cut, and puts its words into the
// vocabulary.
func (g *gazetteer) wordSymbols(term string) []uint32 {
	var symbols []uint32
	var units []rune
	for i, tok := range g.vocab.tokens(nil, term) {
		if tok.word == 0 {
			units = units[:0]
			for _, r := range term[tok.start:tok.end] {
				units = g.alphabet.units(units, r, g.fold)
			}
			tok.word = g.vocab.add(units)
		}
		symbols = append(symbols, wordSymbol(tok, i == 0))
	}
	return symbols
}

func (g *gazetteer) wordHits(dst []hit, text string, tokens []token) []hit {
	var ends []end
	for i := range tokens {
		if tokens[i].word == 0 {
			continue
		}
		node := g.trie.step(root, wordSymbol(tokens[i], true))
		if node == 0 {
			continue
		}
		ends = g.wordEnds(ends[:0], text, tokens[i:], node)
		if start := int(tokens[i].start); len(ends) > 0 && g.alphabet.beginsWord(text, start) {
			dst = g.trie.found(dst, start, ends)
		}
	}
	return dst
}

// wordEnds appends where terms that begin with the first token may end.
func (g *gazetteer) wordEnds(dst []end, text string, tokens []token, node uint32) []end {
	for j := 0; ; {
		if g.trie.entries[node] != 0 && g.alphabet.endsWord(text, int(tokens[j].end)) {
			dst = append(dst, end{node, int(tokens[j].end)})
		}
		if j++; j == len(tokens) || tokens[j].word == 0 {
			return dst
		}
		if node = g.trie.step(node, wordSymbol(tokens[j], false)); node == 0 {
			return dst
		}
	}
}
