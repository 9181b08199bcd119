package rules

import "unicode/utf8"

// A vocabulary numbers the words of terms, from 1. A word is what a token is
// compared by: its units.
type vocabulary struct {
	alphabet *alphabet
	fold     bool
	index    table // hash of the units -> number
	words    [][]rune
}

// hashSeed and hashUnit make the hash of a word from its units, one by one.
const hashSeed = uint64(0x9e3779b97f4a7c15)

func hashUnit(h uint64, unit rune) uint64 {
	return (h ^ uint64(uint32(unit))) * 0x100000001b3
}

// rehash leads on from a hash that another word has.
func rehash(h uint64) uint64 { return mix(h) + hashSeed }

// add returns the number of the word with these units, a new one if need be.
func (v *vocabulary) add(units []rune) uint32 {
	h := hashSeed
	for _, u := range units {
		h = hashUnit(h, u)
	}
	for {
		id := v.index.get(h)
		if id == 0 {
			v.words = append(v.words, append([]rune(nil), units...))
			id = uint32(len(v.words))
			v.index.put(h, id)
			return id
		}
		if equalUnits(v.words[id-1], units) {
			return id
		}
		h = rehash(h)
	}
}

// find returns the number of the word text, whose units have hash h, or 0.
func (v *vocabulary) find(h uint64, text string) uint32 {
	for {
		id := v.index.get(h)
		if id == 0 || v.spells(id, text) {
			return id
		}
		h = rehash(h)
	}
}

// spells reports whether text has the units of word id.
func (v *vocabulary) spells(id uint32, text string) bool {
	rest := v.words[id-1]
	var buf [4]rune
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		units := v.alphabet.units(buf[:0], r, v.fold)
		if len(units) > len(rest) || !equalUnits(rest[:len(units)], units) {
			return false
		}
		rest = rest[len(units):]
		i += size
	}
	return len(rest) == 0
}

func equalUnits(a, b []rune) bool {
	if len(a) != len(b) {
		return false
	}
	for i, u := range a {
		if u != b[i] {
			return false
		}
	}
	return true
}
