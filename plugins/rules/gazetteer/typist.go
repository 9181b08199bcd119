package gazetteer

import (
	"slices"

	"github.com/onomast/onomast/plugins/rules/alphabet"
)

// A typist knows for the tokens of a text what they may be misspellings of.
type typist struct {
	meant [][]alternative // by token, as far as somebody asked
	known []bool
	form  []byte
	runes []rune
}

// An alternative is a word that a token may stand for.
type alternative struct {
	word   uint32
	hash   uint64
	errors int
}

// forget is for new tokens.
func (t *typist) forget() {
	clear(t.known)
}

// alternatives returns the words that token i may stand for, other than itself.
func (x *Index) alternatives(w *workspace, text string, i int) []alternative {
	t := &w.typist
	for len(t.known) < len(w.tokens) {
		t.known, t.meant = append(t.known, false), append(t.meant, nil)
	}
	if t.known[i] {
		return t.meant[i]
	}
	t.known[i] = true
	t.meant[i] = t.meant[i][:0]
	tok := w.tokens[i]
	if tok.end-tok.start > 4*(mostLetters+MaxDistance) || !x.speller.isWord(text, tok) {
		return t.meant[i]
	}
	t.form = x.speller.spell(t.form[:0], text[tok.start:tok.end])
	t.runes = appendRunes(t.runes[:0], t.form)
	x.typos.near(t.runes, x.typos.most, func(word uint32, errors int) {
		a := alternative{word: word, hash: hashForm(x.typos.words.get(word)), errors: errors}
		if !slices.Contains(t.meant[i], a) {
			t.meant[i] = append(t.meant[i], a)
		}
	})
	return t.meant[i]
}

// hashForm is the hash of a token with a compared form.
func hashForm(form []byte) uint64 {
	h := blockHash{sum: hashSeed}
	for _, b := range form {
		h.add(b)
	}
	return h.end()
}

// isWord reports whether a token is a word rather than punctuation.
func (s *speller) isWord(text string, tok token) bool {
	r, _ := alphabet.Decode(text, int(tok.start))
	class := s.table.Class(r)
	return class == alphabet.Letter || class == alphabet.Alone
}

// findMisspelt is findStarts for lists that forgive typing errors.
func (x *Index) findMisspelt(w *workspace, text string, n int, yield func(Hit) bool) bool {
	for i := range w.tokens[:n] {
		leads := [1]lead{{token: i, key: rootKey.word(w.tokens[i].hash, false)}}
		leads[0].first = x.node(leads[0].key)
		x.seconds(leads[:], w.tokens)
		w.ends = x.wordEnds(w.ends[:0], &leads[0], w.tokens[i:])
		w.ends = x.typoEnds(w, text, i)
		if len(w.ends) > 0 && !x.emit(w, text, int(w.tokens[i].start), yield) {
			return false
		}
	}
	return true
}

// typoEnds adds where terms may end that begin with token i and are misspelt,
// after those without errors and ordered with them.
func (x *Index) typoEnds(w *workspace, text string, i int) []end {
	exact := len(w.ends)
	x.misspelt(w, text, i, i, rootKey, 0)
	if len(w.ends) > exact {
		// emit goes from the last to the first: the longest, and of equally
		// long ones that with fewest errors, comes last.
		slices.SortFunc(w.ends, func(a, b end) int {
			if a.at != b.at {
				return a.at - b.at
			}
			return b.errors - a.errors
		})
	}
	return w.ends
}

// misspelt goes on from a node that is reached before token j with some errors.
func (x *Index) misspelt(w *workspace, text string, i, j int, k key, errors int) {
	tok := w.tokens[j]
	spaced := tok.spaced && j > i
	x.follow(w, text, i, j, k.word(tok.hash, spaced), errors)
	for _, a := range x.alternatives(w, text, j) {
		if errors+a.errors <= x.typos.most {
			x.follow(w, text, i, j, k.word(a.hash, spaced), errors+a.errors)
		}
	}
}

// follow goes on from the node of a key, which token j led to.
func (x *Index) follow(w *workspace, text string, i, j int, k key, errors int) {
	n := x.node(k)
	if e := (end{term: n.term(), at: int(w.tokens[j].end), errors: errors}); e.term != 0 && errors > 0 && !slices.Contains(w.ends, e) {
		w.ends = append(w.ends, e)
	}
	if n&longer != 0 && j+1 < len(w.tokens) {
		x.misspelt(w, text, i, j+1, k, errors)
	}
}

// misspells reports whether text is within some errors of a compared form.
func (x *Index) misspells(form []byte, text string, errors int) bool {
	written := appendRunes(nil, x.speller.spell(nil, text))
	d := distance(written, appendRunes(nil, form), errors)
	return d > 0 && d <= errors
}

// forgives reports whether a list lets a term have the errors of a hit.
func (l List) forgives(t *term, h Hit) bool {
	return h.Errors <= l.Distance && len(appendRunes(nil, t.compared())) >= l.From
}
