package gazetteer

import (
	"context"
	"unicode/utf8"

	"github.com/onomast/onomast/plugins/rules/alphabet"
)

// A workspace is memory that a search needs for one text and that the next one
// can use again.
type workspace struct {
	tokens []token
	leads  []lead
	ends   []end
	taken  []taken
	typist typist
}

// An end is a place in the text where the terms of a node may end.
type end struct {
	term   uint32 // the first of the node, plus 1
	at     int
	errors int // typing errors on the way
}

// taken is the last hit of a list that was chosen.
type taken struct{ start, end int }

// Find calls yield for the occurrences that count, ordered by start and, within
// one start, from the longest. It stops when yield returns false. Its error is
// that of ctx.
func (x *Index) Find(ctx context.Context, text string, yield func(Hit) bool) error {
	if len(x.terms) == 0 {
		return nil
	}
	w := x.borrow()
	defer x.idle.Put(w)
	if x.mode.Words {
		return x.findWords(ctx, w, text, yield)
	}
	return x.findAnywhere(ctx, w, text, yield)
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
// of the longest term: enough to look many up at once, and few enough to stay near
// the processor.
const someTokens = 1024

func (x *Index) findWords(ctx context.Context, w *workspace, text string, yield func(Hit) bool) error {
	c := cutter{speller: x.speller, text: text}
	if w.tokens == nil {
		w.tokens = make([]token, 0, someTokens+x.longest)
	}
	w.tokens = w.tokens[:0]
	for {
		w.tokens = c.tokens(w.tokens)
		w.typist.forget()
		starts := len(w.tokens)
		if c.at < len(text) {
			starts -= x.longest // these may need tokens that are to come
		}
		if !x.findStarts(w, text, starts, yield) || c.at == len(text) {
			return nil
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		w.tokens = w.tokens[:copy(w.tokens, w.tokens[starts:])]
	}
}

// findStarts yields the hits that begin with one of the first n tokens.
func (x *Index) findStarts(w *workspace, text string, n int, yield func(Hit) bool) bool {
	if x.typos.most > 0 {
		return x.findMisspelt(w, text, n, yield)
	}
	leads := x.leadsOf(w, n)
	for i := range leads {
		l := &leads[i]
		w.ends = x.wordEnds(w.ends[:0], l, w.tokens[l.token:])
		if len(w.ends) > 0 && !x.emit(w, text, int(w.tokens[l.token].start), yield) {
			return false
		}
	}
	return true
}

// A lead is a token that terms begin with, the node it leads to, and that which
// the token after it leads to.
type lead struct {
	token  int
	key    key // of second, if there may be one, else of first
	first  node
	second node
}

// leadsOf returns those of the first n tokens that terms begin with. Each step is a short loop of its own, so that the processor waits for
// several places of memory at once.
func (x *Index) leadsOf(w *workspace, n int) []lead {
	if len(w.leads) < n {
		w.leads = make([]lead, cap(w.tokens))
	}
	may := 0
	for i := range w.tokens[:n] {
		k := rootKey.word(w.tokens[i].hash, false)
		w.leads[may] = lead{token: i, key: k}
		may += x.roots.count(k)
	}
	are := 0
	for _, l := range w.leads[:may] {
		if l.first = x.slots.get(l.key); l.first != 0 {
			w.leads[are] = l
			are++
		}
	}
	x.seconds(w.leads[:are], w.tokens)
	return w.leads[:are]
}

// seconds follows leads to their second tokens.
func (x *Index) seconds(leads []lead, tokens []token) {
	for i := range leads {
		l := &leads[i]
		if l.first&longer != 0 && l.token+1 < len(tokens) {
			t := &tokens[l.token+1]
			l.key = l.key.word(t.hash, t.spaced)
			l.second = node(x.filter.count(l.key))
		}
	}
	for i := range leads {
		if l := &leads[i]; l.second != 0 {
			l.second = x.slots.get(l.key)
		}
	}
}

// wordEnds appends where terms that begin with the first token may end.
func (x *Index) wordEnds(dst []end, l *lead, tokens []token) []end {
	if term := l.first.term(); term != 0 {
		dst = append(dst, end{term: term, at: int(tokens[0].end)})
	}
	k, n := l.key, l.second
	for j := 1; n != 0; {
		if term := n.term(); term != 0 {
			dst = append(dst, end{term: term, at: int(tokens[j].end)})
		}
		if j++; n&longer == 0 || j == len(tokens) {
			break
		}
		k = k.word(tokens[j].hash, tokens[j].spaced)
		n = x.node(k)
	}
	return dst
}

// node returns the node of a key; 0 for none.
func (x *Index) node(k key) node {
	if !x.filter.may(k) {
		return 0
	}
	return x.slots.get(k)
}

// someBytes is how many bytes are searched before the context is looked at.
const someBytes = 1 << 14

func (x *Index) findAnywhere(ctx context.Context, w *workspace, text string, yield func(Hit) bool) error {
	for start, next := 0, someBytes; start < len(text); {
		if start > next {
			if err := ctx.Err(); err != nil {
				return err
			}
			next = start + someBytes
		}
		r, size := alphabet.Decode(text, start)
		if x.speller.table.Class(r) != alphabet.Space { // no term begins so
			w.ends = x.unitEnds(w.ends[:0], text, start)
			if len(w.ends) > 0 && !x.emit(w, text, start, yield) {
				return nil
			}
		}
		start += size
	}
	return nil
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
			dst = append(dst, end{term: n.term(), at: next})
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
		t, ok := x.spelled(e, text, start)
		if !ok {
			continue
		}
		for entry, list := t.record, t.list; entry != 0; {
			hit := Hit{Start: start, End: e.at, Entry: int(entry - 1), Errors: e.errors}
			if x.counts(w, &t, list, hit) && !yield(hit) {
				return false
			}
			if !t.several {
				break
			}
			if entry = x.records[entry-1].next; entry != 0 {
				list = x.records[entry-1].list
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

// spelled returns that of the terms of a node which stands in the text.
func (x *Index) spelled(e end, text string, start int) (term, bool) {
	for link := e.term; link != 0; {
		t := x.terms.at(link - 1)
		stretch := text[start:e.at]
		if e.errors > 0 {
			if x.misspells(t.compared(), stretch, e.errors) {
				return t, true
			}
		} else if x.speller.foldsTo(&t, text, start, e.at) || x.speller.spells(t.compared(), stretch) {
			return t, true
		}
		link = t.next
	}
	return term{}, false
}

// counts applies a list's own choice among overlapping hits.
func (x *Index) counts(w *workspace, t *term, list uint32, h Hit) bool {
	bits := x.lists[list]
	if h.Errors > 0 && !listOf(bits).forgives(t, h) {
		return false
	}
	last := &w.taken[list]
	if bits&1 != 0 { // all
		if h.Errors == 0 {
			*last = taken{h.Start, h.End}
		}
		return h.Errors == 0 || *last != taken{h.Start, h.End} // else it is there without errors
	}
	if h.Start < last.end {
		return h.Errors == 0 && h.Start == last.start && h.End == last.end // another label
	}
	*last = taken{h.Start, h.End}
	return true
}
