package rules

import (
	"sort"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/plugins/rules/alphabet"
)

// An extent is a range of bytes, half-open.
type extent struct{ start, end int }

// windows knows where the tokens of a text are.
type windows struct {
	tokens *document.Layer // written by a tokenizer; nil: own
	own    []alphabet.Word
}

// nearby returns the bytes near the match [start,end), itself included.
func (s *subject) nearby(c *contextRule, start, end int) (from, to int) {
	if c.sentence {
		return s.sentence(start, end)
	}
	return s.window(c.window, start, end)
}

// window returns the bytes of the match [start,end) and of n tokens on each
// side.
func (s *subject) window(n, start, end int) (from, to int) {
	w := s.tokenWindows()
	first := sort.Search(w.len(), func(i int) bool { return w.end(i) > start })
	last := sort.Search(w.len(), func(i int) bool { return w.start(i) >= end }) - 1
	from, to = start, end
	if i := max(first-n, 0); i < w.len() {
		from = min(from, w.start(i))
	}
	if i := min(last+n, w.len()-1); i >= 0 {
		to = max(to, w.end(i))
	}
	return from, to
}

func (s *subject) tokenWindows() *windows {
	if s.windows == nil {
		s.windows = &windows{tokens: s.doc.Layer(document.Tokens)}
		if s.windows.tokens == nil {
			s.windows.own = s.rules.alphabet.Words(s.text)
		}
	}
	return s.windows
}

func (w *windows) len() int {
	if w.tokens != nil {
		return w.tokens.Len()
	}
	return len(w.own)
}

func (w *windows) start(i int) int {
	if w.tokens != nil {
		return w.tokens.Start(i)
	}
	return w.own[i].Start
}

func (w *windows) end(i int) int {
	if w.tokens != nil {
		return w.tokens.End(i)
	}
	return w.own[i].End
}

// sentence returns the bytes of the sentences that [start,end) lies in. Those of
// one match are asked for again and again.
func (s *subject) sentence(start, end int) (from, to int) {
	if m := &s.lastMatch; *m != (extent{start, end}) {
		from, to = s.findSentence(start, end)
		s.lastMatch, s.lastSentence = extent{start, end}, extent{from, to}
	}
	return s.lastSentence.start, s.lastSentence.end
}

func (s *subject) findSentence(start, end int) (from, to int) {
	l := s.doc.Layer(document.Sentences)
	if l == nil {
		return s.roughSentence(start, end)
	}
	first := sort.Search(l.Len(), func(i int) bool { return l.End(i) > start })
	last := sort.Search(l.Len(), func(i int) bool { return l.Start(i) >= end }) - 1
	from, to = start, end
	if first < l.Len() {
		from = min(from, l.Start(first))
	}
	if last >= 0 {
		to = max(to, l.End(last))
	}
	return from, to
}

// roughLimit bounds, in bytes, how far roughSentence looks.
const roughLimit = 1000

// roughSentence is for texts nobody has cut into sentences: it ends at line
// breaks and at . ! ? before white space.
func (s *subject) roughSentence(start, end int) (from, to int) {
	from, to = start, end
	for from > 0 && start-from < roughLimit && !sentenceEnd(s.text, from) {
		from--
	}
	for to < len(s.text) && to-end < roughLimit && !sentenceEnd(s.text, to) {
		to++
	}
	return from, to
}

// sentenceEnd reports whether a sentence ends before byte at.
func sentenceEnd(text string, at int) bool {
	switch text[at-1] {
	case '\n':
		return true
	case '.', '!', '?':
		return at < len(text) && (text[at] == ' ' || text[at] == '\t' || text[at] == '\r')
	}
	return false
}
