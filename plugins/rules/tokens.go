package rules

import "unicode/utf8"

// A token is a word or a single other code point, as terms are made of them.
type token struct {
	start, end int32
	word       uint32 // its number in the vocabulary; 0: in no term
	spaced     bool   // white space goes before it
	isWord     bool   // made of letters; else punctuation
}

// tokens appends the tokens of text.
func (v *vocabulary) tokens(dst []token, text string) []token {
	sc := scanner{v: v, text: text}
	for sc.next() {
		dst = append(dst, sc.token)
	}
	return dst
}

// A scanner cuts text into tokens, one for each call of next.
type scanner struct {
	v     *vocabulary
	text  string
	at    int
	token token
}

func (sc *scanner) next() bool {
	spaced := sc.skipSpace()
	if sc.at == len(sc.text) {
		return false
	}
	start, a := sc.at, sc.v.alphabet
	h, first := hashSeed, other
	for before := space; sc.at < len(sc.text); {
		r, size := decode(sc.text, sc.at)
		c := a.class(r)
		if before == space {
			first = c
		} else if edge(before, c) {
			break
		}
		h = sc.v.hash(h, r)
		before = c
		sc.at += size
	}
	sc.token = token{
		start: int32(start), end: int32(sc.at), spaced: spaced,
		word:   sc.v.find(h, sc.text[start:sc.at]),
		isWord: first == letter || first == alone || first == mark,
	}
	return true
}

func (sc *scanner) skipSpace() (some bool) {
	for sc.at < len(sc.text) {
		r, size := decode(sc.text, sc.at)
		if sc.v.alphabet.class(r) != space {
			break
		}
		sc.at += size
		some = true
	}
	return some
}

// hash goes on from h with the units of r.
func (v *vocabulary) hash(h uint64, r rune) uint64 {
	if r < utf8.RuneSelf {
		if v.fold {
			r = v.alphabet.folds[r]
		}
		return hashUnit(h, r)
	}
	var buf [4]rune
	for _, u := range v.alphabet.units(buf[:0], r, v.fold) {
		h = hashUnit(h, u)
	}
	return h
}

func decode(text string, at int) (rune, int) {
	if c := text[at]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(text[at:])
}
