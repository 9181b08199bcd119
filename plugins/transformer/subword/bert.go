package subword

import (
	"unicode/utf8"

	"github.com/onomast/onomast/plugins/transformer/subword/internal/chars"
)

// bert is the normaliser of BERT models: controls go, Chinese characters stand between
// spaces, accents may go, letters may become small. It does all in one pass.
type bert struct {
	chars                          *chars.Table
	clean, chinese, accents, lower bool                // accents: they go
	ascii                          [utf8.RuneSelf]byte // what becomes of ASCII; NUL goes
	// steps does the same in several passes, for texts in which marks that stay may
	// change places with others.
	steps inTurn
}

func newBERT(t *chars.Table, clean, chinese, accents, lower bool) *bert {
	n := &bert{chars: t, clean: clean, chinese: chinese, accents: accents, lower: lower}
	for r := range rune(utf8.RuneSelf) {
		n.ascii[r] = byte(r)
		if clean && t.Of(r)&chars.Control != 0 {
			n.ascii[r] = 0
		} else if clean && t.Of(r)&chars.Space != 0 {
			n.ascii[r] = ' '
		} else if lower {
			n.ascii[r] = byte(t.ToLower(r))
		}
	}
	if accents {
		n.steps = inTurn{newBERT(t, clean, chinese, false, false), newForm(t, "NFD"), stripNonspacing(t)}
		if lower {
			n.steps = append(n.steps, lowercase(t))
		}
	}
	return n
}

func (n *bert) normalise(s *scratch, v view) view {
	w := s.rewrite(v)
	i := n.plain(w)
	if i == len(v.bytes) {
		if v.origin == nil {
			s.buffers[w.place-1] = buffer{w.bytes, w.origin}
			return view{bytes: w.bytes, base: v.base, place: w.place}
		}
		w.origin = append(w.origin, v.origin...)
		return s.done(w)
	}
	w.traceTo(i)
	for w.left() {
		if !n.one(w) {
			return n.steps.normalise(s, v)
		}
	}
	return s.done(w)
}

// plain writes ASCII as long as each byte becomes one byte, and returns where that
// ends; it leaves the origins to others.
func (n *bert) plain(w *writer) int {
	b := w.old.bytes
	if cap(w.bytes) < len(b) {
		w.bytes = make([]byte, 0, len(b)+len(b)/2)
	}
	out := w.bytes[:len(b)]
	i := 0
	for ; i < len(b); i++ {
		c := b[i]
		if c >= utf8.RuneSelf {
			break
		}
		to := n.ascii[c]
		if to == 0 && (c != 0 || n.clean) {
			break
		}
		out[i] = to
	}
	w.bytes = out[:i]
	return i
}

// traceTo writes the origins of the first n bytes, which were taken as they are.
func (w *writer) traceTo(n int) {
	for i := range n {
		w.origin = append(w.origin, w.old.from(i))
	}
	w.at = n
}

// one writes what becomes of the next character; false when that takes several passes.
func (n *bert) one(w *writer) bool {
	if c := w.old.bytes[w.at]; c < utf8.RuneSelf {
		if to := n.ascii[c]; to != 0 || c == 0 && !n.clean {
			w.bytes, w.origin = append(w.bytes, to), append(w.origin, w.old.from(w.at))
		}
		w.at++
		return true
	}
	r, size := utf8.DecodeRune(w.old.bytes[w.at:])
	class := n.chars.Of(r)
	if n.accents && class&(chars.Moves|chars.Nonspacing) == chars.Moves {
		return false
	}
	n.wide(w, r, class)
	w.at += size
	return true
}

func (n *bert) wide(w *writer, r rune, class chars.Class) {
	switch {
	case n.clean && class&chars.Control != 0:
		return
	case n.clean && class&chars.Space != 0:
		w.put(' ')
		return
	}
	spaced := n.chinese && class&chars.Chinese != 0
	if spaced {
		w.put(' ')
	}
	n.letter(w, r, class)
	if spaced {
		w.put(' ')
	}
}

// letter writes a character without its accents, if they go.
func (n *bert) letter(w *writer, r rune, class chars.Class) {
	switch {
	case !n.accents:
		n.small(w, r)
	case class&chars.Nonspacing != 0:
	case class&chars.Decomposes != 0:
		var room [maxParts]rune
		for _, part := range decompose(room[:0], r, false) {
			if n.chars.Of(part)&chars.Nonspacing == 0 {
				n.small(w, part)
			}
		}
	default:
		n.small(w, r)
	}
}

func (n *bert) small(w *writer, r rune) {
	switch {
	case !n.lower:
		w.put(r)
	case r == dotted:
		w.put('i')
		w.put(dotAbove)
	default:
		w.put(n.chars.ToLower(r))
	}
}
