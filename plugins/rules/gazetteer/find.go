package gazetteer

import (
	"unicode/utf8"

	"github.com/onomast/onomast/plugins/rules/alphabet"
)

// A workspace is memory that a search needs for one text and that the next one
// can use again.
type workspace struct {
	tokens []token
	ends   []end
	taken  []taken
}

// An end is a place in the text where the terms of a node may end.
type end struct {
	term uint32 // the first of the node, plus 1
	at   int
}

// taken is the last hit of a list that was chosen.
type taken struct{ start, end int }

// Find calls yield for the occurrences that count, ordered by start and, within
// one start, from the longest. It stops when yield returns false.
func (x *Index) Find(text string, yield func(Hit) bool) {
	if len(x.terms) == 0 {
		return
	}
	w := x.borrow()
	defer x.idle.Put(w)
	if x.mode.Words {
		x.findWords(w, text, yield)
	} else {
		x.findAnywhere(w, text, yield)
	}
}

func (x *Index) borrow() *workspace {
	w, ok := x.idle.Get().(*workspace)
	if !ok {
		w = &workspace{taken: make([]taken, len(x.lists))}
	}
	clear(w.taken)
	return w
}

// someTokens is how many tokens of a text are looked at together, beside those
// of the longest term: few enough to stay in the processor's first cache.
const someTokens = 1024

func (x *Index) findWords(w *workspace, text string, yield func(Hit) bool) {
	c := cutter{speller: x.speller, text: text}
	if w.tokens == nil {
		w.tokens = make([]token, 0, someTokens+x.longest)
	}
	w.tokens = w.tokens[:0]
	for {
		w.tokens = c.tokens(w.tokens)
		starts := len(w.tokens)
		if c.at < len(text) {
			starts -= x.longest // these may need tokens that are to come
		}
		if !x.findStarts(w, text, starts, yield) || c.at == len(text) {
			return
		}
		w.tokens = w.tokens[:copy(w.tokens, w.tokens[starts:])]
	}
}

// findStarts yields the hits that begin with one of the first n tokens.
func (x *Index) findStarts(w *workspace, text string, n int, yield func(Hit) bool) bool {
	for i := range w.tokens[:n] {
		k := rootKey.word(w.tokens[i].hash, false)
		if !x.filter.may(k) {
			continue
		}
		n := x.slots.get(k)
		if n == 0 {
			continue
		}
		w.ends = x.wordEnds(w.ends[:0], w.tokens[i:], k, n)
		if len(w.ends) > 0 && !x.emit(w, text, int(w.tokens[i].start), yield) {
			return false
		}
	}
	return true
}

// wordEnds appends where terms that begin with the first token may end.
func (x *Index) wordEnds(dst []end, tokens []token, k key, n node) []end {
	for j := 0; ; {
		if term := n.term(); term != 0 {
			dst = append(dst, end{term, int(tokens[j].end)})
		}
		if j++; n&longer == 0 || j == len(tokens) {
			return dst
		}
		k = k.word(tokens[j].hash, tokens[j].spaced)
		if !x.filter.may(k) {
			return dst
		}
		if n = x.slots.get(k); n == 0 {
			return dst
		}
	}
}

func (x *Index) findAnywhere(w *workspace, text string, yield func(Hit) bool) {
	for start := 0; start < len(text); {
		r, size := alphabet.Decode(text, start)
		if x.speller.table.Class(r) != alphabet.Space { // no term begins so
			w.ends = x.unitEnds(w.ends[:0], text, start)
			if len(w.ends) > 0 && !x.emit(w, text, start, yield) {
				return
			}
		}
		start += size
	}
}

// unitEnds appends where terms that begin at byte start may end.
func (x *Index) unitEnds(dst []end, text string, start int) []end {
	k, n := rootKey, longer
	for at := start; at < len(text); {
		var buf [4]rune
		units, next := x.speller.units(buf[:0], text, at)
		for _, u := range units {
			if n&longer == 0 {
				return dst
			}
			k = k.unit(u)
			if n = x.slots.get(k); n == 0 {
				return dst
			}
		}
		last := len(dst) - 1
		switch {
		case len(units) > 0 && n.term() != 0:
			dst = append(dst, end{n.term(), next})
		case len(units) == 0 && last >= 0 && dst[last].at == at: // a mark that is stripped
			dst[last].at = next
		}
		at = next
	}
	return dst
}

// emit yields the entries of the ends reached from one start, from the longest,
// as far as their spelling, their boundaries and their lists' choice allow.
func (x *Index) emit(w *workspace, text string, start int, yield func(Hit) bool) bool {
	if x.mode.Words && !x.begins(text, start) {
		return true
	}
	for i := len(w.ends) - 1; i >= 0; i-- {
		e := w.ends[i]
		if x.mode.Words && !x.ends(text, e.at) {
			continue
		}
		for entry := x.spelled(e.term, text[start:e.at]); entry != 0; entry = x.records[entry-1].next {
			hit := Hit{Start: start, End: e.at, Entry: int(entry - 1)}
			if x.counts(w, hit) && !yield(hit) {
				return false
			}
		}
	}
	return true
}

// begins reports whether a term may begin with the token at byte at: tokens
// begin at edges, so only an apostrophe before it needs a closer look.
func (x *Index) begins(text string, at int) bool {
	if at == 0 || text[at-1] < utf8.RuneSelf && text[at-1] != '\'' {
		return true
	}
	return x.speller.table.BeginsWord(text, at)
}

// ends reports the same of the end of a token.
func (x *Index) ends(text string, at int) bool {
	if at == len(text) || text[at] < utf8.RuneSelf && text[at] != '\'' {
		return true
	}
	return x.speller.table.EndsWord(text, at)
}

// spelled returns the first record of that of the terms of a node which stands
// in the text, plus 1, or 0.
func (x *Index) spelled(id uint32, text string) uint32 {
	for id != 0 {
		t := &x.terms[id-1]
		if x.speller.spells(x.forms[t.start:t.end], text) {
			return t.first
		}
		id = t.next
	}
	return 0
}

// counts applies a list's own choice among overlapping hits.
func (x *Index) counts(w *workspace, h Hit) bool {
	list := x.records[h.Entry].list
	if x.lists[list] != 0 {
		return true
	}
	last := &w.taken[list]
	if h.Start < last.end {
		return h.Start == last.start && h.End == last.end // another label
	}
	*last = taken{h.Start, h.End}
	return true
}
