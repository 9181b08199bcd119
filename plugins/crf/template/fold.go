package template

import (
	"math/bits"
	"unicode"
	"unicode/utf8"
)

// Lists are compared with text character by character, blanks left out, so that
// it does not matter how a tokenizer takes "St. John's" apart. The hash of a
// run of tokens is made of the hashes of its tokens: characters are the digits
// of a number, modulo a prime.

const (
	prime = 1<<61 - 1
	radix = 0x0CB1_7A94_5D2F_638B % prime
)

// A folded is the hash of some characters, and the power of the radix that
// shifts what stands before them.
type folded struct{ hash, shift uint64 }

// nothing is what no characters fold to.
func nothing() folded { return folded{0, 1} }

// then returns the hash of what f and g stand for, one behind the other.
func (f folded) then(g folded) folded {
	return folded{addMod(mulMod(f.hash, g.shift), g.hash), mulMod(f.shift, g.shift)}
}

// key is what tables of lists have.
func (f folded) key() uint64 { return mix(f.hash, 0x6C69737400000001) }

// add appends a code point, unless it is blank. Typographic apostrophes and
// dashes are those of a keyboard.
func (f folded) add(r rune) folded {
	if r >= utf8.RuneSelf {
		switch {
		case r == '’' || r == '‘' || r == 'ʼ':
			r = '\''
		case unicode.Is(unicode.Pd, r):
			r = '-'
		case unicode.IsSpace(r):
			return f
		}
	} else if r == ' ' || '\t' <= r && r <= '\r' {
		return f
	}
	return folded{addMod(mulMod(f.hash, radix), uint64(r)+1), mulMod(f.shift, radix)}
}

func addMod(a, b uint64) uint64 {
	sum := a + b
	if sum >= prime {
		sum -= prime
	}
	return sum
}

func mulMod(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return addMod(lo&prime, hi<<3|lo>>61)
}

// A fold is a way of folding words that a list asks for.
type fold struct {
	lower bool
	part  int // index in Word.Parts of the hash; the shift is behind it
}

// into writes the folded word to the parts.
func (f fold) into(a *analysis, parts []uint64) {
	c := a.characters(f.lower)
	out := nothing()
	for i := range c.n() {
		out = out.add(c.at(i))
	}
	parts[f.part], parts[f.part+1] = out.hash, out.shift
}

// copy writes what another fold wrote.
func (f fold) copy(parts []uint64, from fold) {
	parts[f.part], parts[f.part+1] = parts[from.part], parts[from.part+1]
}

// at reads what into wrote.
func (f fold) at(parts []uint64) folded { return folded{parts[f.part], parts[f.part+1]} }

// atoms calls yield with the hash of each beginning of a term that tokens may
// end at, and whether it is the whole term: behind each run of letters and
// digits, behind each other character, and behind each letter of scripts that do
// not write words apart.
func atoms(term string, lower bool, yield func(key uint64, whole bool)) {
	f := nothing()
	open := false // inside a run of letters and digits
	seen := false
	for _, r := range term {
		if lower {
			r = unicode.ToLower(r)
		}
		next := f.add(r)
		if next == f { // a blank
			open = false
			continue
		}
		if seen && (!open || !inRun(r)) {
			yield(f.key(), false)
		}
		f, open, seen = next, inRun(r), true
	}
	if seen {
		yield(f.key(), true)
	}
}

// inRun reports whether a code point is part of a word as tokenizers see them.
func inRun(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_'
	}
	const firstThai = 0x0E01 // the others are above
	if r >= firstThai && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) {
		return false
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}
