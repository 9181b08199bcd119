package gazetteer

// A typoBuilder gathers the words of terms that may be misspelt.
type typoBuilder struct {
	most   int
	words  pool
	errors []uint8 // by word: how many it may have
	tokens []token
}

// addTerm adds the words of a term that may have some errors.
func (b *typoBuilder) addTerm(s *speller, term string, allowed int) {
	if allowed == 0 {
		return
	}
	b.most = max(b.most, allowed)
	if b.tokens == nil {
		b.tokens = make([]token, 0, MaxTerm)
	}
	c := cutter{speller: s, text: term}
	b.tokens = c.tokens(b.tokens[:0])
	for _, tok := range b.tokens {
		form := s.spell(nil, term[tok.start:tok.end])
		if n := len(appendRunes(nil, form)); n < leastLetters || n > mostLetters || !s.isWord(term, tok) {
			continue
		}
		id, fresh := b.words.intern(form)
		if fresh {
			b.errors = append(b.errors, 0)
		}
		b.errors[id] = max(b.errors[id], uint8(allowed))
	}
}

// build makes the table.
func (b *typoBuilder) build() typos {
	t := typos{most: b.most, words: b.words.texts}
	n := 0
	b.each(func(uint32, uint64) { n++ })
	if n == 0 {
		return t
	}
	t.slots = make([]uint64, n+n/3+1)
	t.postings = make([]posting, 0, n)
	b.each(func(word uint32, hash uint64) {
		i := t.slot(hash)
		first := uint32(t.slots[i])
		if first != 0 && t.postings[first-1].word == word {
			return // two ways to the same form
		}
		t.postings = append(t.postings, posting{word: word, next: first})
		t.slots[i] = key(hash).low()<<32 | uint64(len(t.postings))
	})
	return t
}

// each calls f with the hashes of all words with letters taken out.
func (b *typoBuilder) each(f func(word uint32, hash uint64)) {
	for id := range uint32(b.words.len()) {
		deletions(appendRunes(nil, b.words.get(id)), int(b.errors[id]), func(hash uint64) { f(id, hash) })
	}
}
