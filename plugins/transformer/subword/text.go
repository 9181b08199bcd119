package subword

import (
	"unicode/utf8"
)

// A view is a text as normalisers leave it. It knows where each byte comes from.
type view struct {
	bytes []byte // always UTF-8
	// origin says for each byte where in the original text the character begins that it
	// was made from. Without one, the bytes are those of the original from base on.
	origin []int32
	base   int32
	place  int8 // of the buffers of a scratch that hold it; none is 0
}

// nowhere is the origin of what was put before the text out of nothing.
const nowhere int32 = -1

// from returns the origin of the byte at i, where a character begins.
func (v *view) from(i int) int32 {
	if v.origin != nil {
		return v.origin[i]
	}
	return v.base + int32(i)
}

// slice returns a part of a view.
func (v view) slice(from, to int) view {
	if v.origin != nil {
		v.origin = v.origin[from:to]
	} else {
		v.base += int32(from)
	}
	v.bytes = v.bytes[from:to]
	return v
}

// original returns where in text the bytes from i to j were made from: from the first
// byte of the character that the first was made from to the end of that of the last.
func (v *view) original(text string, i, j int) (start, end int32) {
	if v.origin == nil {
		for i > 0 && !utf8.RuneStart(v.bytes[i]) {
			i--
		}
		for j < len(v.bytes) && !utf8.RuneStart(v.bytes[j]) {
			j++
		}
		return v.base + int32(i), v.base + int32(j)
	}
	start, last := v.origin[i], v.origin[j-1]
	if last == nowhere {
		return max(start, 0), 0
	}
	return max(start, 0), last + int32(width(text, int(last)))
}

// width returns the length in bytes of the character of text at i.
func width(text string, i int) int {
	if text[i] < utf8.RuneSelf {
		return 1
	}
	_, n := utf8.DecodeRuneInString(text[i:])
	return n
}

// A writer makes a new view of an old one, from its beginning to its end.
type writer struct {
	old    view
	at     int // in old
	bytes  []byte
	origin []int32
	place  int8
}

// rewrite begins a new view in a buffer that the old one does not use.
func (s *scratch) rewrite(old view) *writer {
	place := 3 - max(old.place, 1)
	b := &s.buffers[place-1]
	s.writer = writer{old: old, bytes: b.bytes[:0], origin: b.origin[:0], place: place}
	return &s.writer
}

// done returns the new view; one that is too long ends the work.
func (s *scratch) done(w *writer) view {
	s.buffers[w.place-1] = buffer{w.bytes, w.origin}
	if s.tooLong(len(w.bytes)) {
		return view{origin: []int32{}, place: w.place}
	}
	if w.origin == nil {
		w.origin = []int32{}
	}
	return view{bytes: w.bytes, origin: w.origin, place: w.place}
}

// A buffer is the room of a view.
type buffer struct {
	bytes  []byte
	origin []int32
}

// keep copies n bytes of whole characters.
func (w *writer) keep(n int) {
	to := w.at + n
	w.bytes = append(w.bytes, w.old.bytes[w.at:to]...)
	if w.old.origin != nil {
		w.origin = append(w.origin, w.old.origin[w.at:to]...)
		w.at = to
		return
	}
	start := w.old.base
	for i, b := range w.old.bytes[w.at:to] {
		if utf8.RuneStart(b) {
			start = w.old.base + int32(w.at+i)
		}
		w.origin = append(w.origin, start)
	}
	w.at = to
}

// skip leaves out n bytes.
func (w *writer) skip(n int) { w.at += n }

// put writes a character that was made from the one at the writer's place.
func (w *writer) put(r rune) { w.write(r, w.old.from(w.at)) }

// add writes a character that was made from the one before the writer's place.
func (w *writer) add(r rune) {
	if w.at == 0 {
		w.write(r, nowhere)
		return
	}
	i := w.at - 1
	for !utf8.RuneStart(w.old.bytes[i]) {
		i--
	}
	w.write(r, w.old.from(i))
}

func (w *writer) write(r rune, origin int32) {
	if r < utf8.RuneSelf {
		w.bytes, w.origin = append(w.bytes, byte(r)), append(w.origin, origin)
		return
	}
	n := len(w.bytes)
	w.bytes = utf8.AppendRune(w.bytes, r)
	for range len(w.bytes) - n {
		w.origin = append(w.origin, origin)
	}
}

// left reports whether the writer has more to look at.
func (w *writer) left() bool { return w.at < len(w.old.bytes) }

// next returns the character at the writer's place and its length in bytes.
func (w *writer) next() (rune, int) {
	if b := w.old.bytes[w.at]; b < utf8.RuneSelf {
		return rune(b), 1
	}
	return utf8.DecodeRune(w.old.bytes[w.at:])
}

// rest copies what is left.
func (w *writer) rest() { w.keep(len(w.old.bytes) - w.at) }
