package subword

import (
	"slices"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/onomast/onomast/plugins/transformer/subword/internal/chars"
)

// A form is NFC, NFD, NFKC or NFKD, of the characters that Unicode 9 had: the others
// stay what they are.
type form struct {
	chars   *chars.Table
	std     norm.Form
	compat  bool
	compose bool
}

func newForm(t *chars.Table, name string) form {
	f := map[string]norm.Form{"NFC": norm.NFC, "NFD": norm.NFD, "NFKC": norm.NFKC, "NFKD": norm.NFKD}[name]
	return form{chars: t, std: f, compat: f == norm.NFKC || f == norm.NFKD, compose: f == norm.NFC || f == norm.NFKC}
}

// A mark is a character on its way: its combining class, and whether it takes the place
// of characters of the old text: 0 takes the next one, 1 none, -n the next n+1.
type mark struct {
	r      rune
	class  uint8
	change int
}

func (f form) normalise(s *scratch, v view) view {
	n := f.std.QuickSpan(v.bytes)
	if n == len(v.bytes) {
		return v
	}
	w := s.rewrite(v)
	for {
		w.keep(n)
		if !w.left() {
			return s.done(w)
		}
		f.segment(s, w, f.boundary(v.bytes[w.at:]))
		n = f.std.QuickSpan(v.bytes[w.at:])
	}
}

// boundary returns where the first character after the first begins that no character
// before it has to do with. The library sees one in the middle of many marks.
func (f form) boundary(b []byte) int {
	n := 0
	for n < len(b) && (n == 0 || f.moves(b[n:])) {
		next := f.std.NextBoundary(b[n:], true)
		if next <= 0 {
			return len(b)
		}
		n += next
	}
	return n
}

func (f form) moves(b []byte) bool {
	r, _ := decode(b)
	return f.chars.Of(r)&chars.Moves != 0
}

// segment writes the next n bytes in normal form.
func (f form) segment(s *scratch, w *writer, n int) {
	end := w.at + n
	marks := f.decomposed(s.marks[:0], w.old.bytes[w.at:end])
	order(marks)
	if f.compose {
		marks = f.composed(marks)
	}
	for _, m := range marks {
		if m.change > 0 {
			w.add(m.r)
			continue
		}
		if w.at >= end {
			w.add(m.r)
			continue
		}
		w.put(m.r)
		for range 1 - m.change {
			if w.at < end {
				_, size := w.next()
				w.skip(size)
			}
		}
	}
	w.at = end
	s.marks = marks[:0]
}

func (f form) decomposed(marks []mark, b []byte) []mark {
	bit := chars.Decomposes
	if f.compat {
		bit |= chars.DecomposesCompat
	}
	for len(b) > 0 {
		r, size := decode(b)
		b = b[size:]
		if f.chars.Of(r)&bit == 0 {
			marks = append(marks, mark{r, f.class(r), 0})
			continue
		}
		var room [maxParts]rune
		for i, part := range decompose(room[:0], r, f.compat) {
			marks = append(marks, mark{part, f.class(part), min(i, 1)})
		}
	}
	return marks
}

// class returns the combining class of a character.
func (f form) class(r rune) uint8 {
	if f.chars.Of(r)&chars.Moves == 0 {
		return 0
	}
	var b [utf8.UTFMax]byte
	return norm.NFD.Properties(utf8.AppendRune(b[:0], r)).CCC()
}

// order puts marks between characters of class 0 in the order of their classes.
func order(marks []mark) {
	for i := 0; i < len(marks); {
		if marks[i].class == 0 {
			i++
			continue
		}
		j := i
		for j < len(marks) && marks[j].class != 0 {
			j++
		}
		slices.SortStableFunc(marks[i:j], func(a, b mark) int { return int(a.class) - int(b.class) })
		i = j
	}
}

// composed joins characters and marks that have one character for both.
func (f form) composed(marks []mark) []mark {
	out := marks[:0]
	base := -1 // in out: the character that may take marks
	blocked := false
	var before uint8 // the class of the last mark that stayed
	for _, m := range marks {
		if base >= 0 && (!blocked || before < m.class) {
			if r, ok := compose(out[base].r, m.r); ok {
				out[base].r = r
				out[base].change += m.change - 1
				continue
			}
		}
		if m.class == 0 {
			base, blocked = len(out), false
		} else {
			blocked, before = true, m.class
		}
		out = append(out, m)
	}
	return out
}

const maxParts = 18 // the longest decomposition

// decompose appends what a character is made of, fully decomposed.
func decompose(to []rune, r rune, compat bool) []rune {
	if isSyllable(r) {
		return append(to, jamo(r)...)
	}
	var b [utf8.UTFMax]byte
	f := norm.NFD
	if compat {
		f = norm.NFKD
	}
	parts := f.Properties(utf8.AppendRune(b[:0], r)).Decomposition()
	if parts == nil {
		return append(to, r)
	}
	for len(parts) > 0 {
		part, n := decode(parts)
		to, parts = append(to, part), parts[n:]
	}
	return to
}

// pairs returns the canonical compositions of two characters into one.
var pairs = sync.OnceValue(func() map[[2]rune]rune {
	t := chars.Load()
	of := map[[2]rune]rune{}
	t.Each(chars.Decomposes, func(r rune) {
		if isSyllable(r) {
			return
		}
		parts := decompose(nil, r, false)
		last := len(parts) - 1
		first := []rune(norm.NFC.String(string(parts[:last])))
		if last > 0 && len(first) == 1 && norm.NFC.String(string(parts)) == string(r) {
			of[[2]rune{first[0], parts[last]}] = r
		}
	})
	return of
})

func compose(a, b rune) (rune, bool) {
	if r, ok := syllable(a, b); ok {
		return r, true
	}
	r, ok := pairs()[[2]rune{a, b}]
	return r, ok
}
