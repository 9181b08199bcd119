// Package chars says what Hugging Face tokenizers take each code point for. Their
// libraries follow Unicode versions of their own, and a model was trained on pieces
// cut their way; make.py asked them, and chars.bin holds the answers.
package chars

import (
	_ "embed"
	"sync"
)

// A Class is the set of properties of a code point.
type Class uint16

// The properties, in the order of chars.bin.
const (
	Space            Class = 1 << iota // White_Space
	Control                            // what BERT's cleaning drops: controls, formats, unassigned, private
	Punct                              // ASCII punctuation and symbols, and category P
	Nonspacing                         // category Mn, or of nothing but such when decomposed
	Combining                          // category M
	Word                               // \w
	Letter                             // category L
	Number                             // category N, as \p{N} has it
	Numeric                            // category N, as the Digits pre-tokeniser has it
	Decomposes                         // into others by NFD
	DecomposesCompat                   // into others by NFKD
	Moves                              // has a combining class above 0: marks may change places
	Chinese                            // BERT puts spaces around it
	Upper                              // \p{Lu}, \p{Lt}, \p{Lm}, \p{Lo} or \p{M}
	Lower                              // \p{Ll}, \p{Lm}, \p{Lo} or \p{M}

	properties = 15
)

//go:embed chars.bin
var packed []byte

// A Table answers for every code point.
type Table struct {
	classes stages[Class]
	lower   stages[int32] // how far away the lower case is
	scripts stages[uint8]
}

// Load returns the table; it is read once and shared.
var Load = sync.OnceValue(func() *Table {
	t := &Table{}
	read(packed, t)
	return t
})

// Of returns the properties of a code point; none for what is not one.
func (t *Table) Of(r rune) Class { return t.classes.at(r) }

// ToLower returns the lower case of a code point, or itself. U+0130 (İ), the only one
// whose lower case is two code points, i and U+0307, returns itself.
func (t *Table) ToLower(r rune) rune { return r + t.lower.at(r) }

// Script returns a number of the script of a code point, hiragana and katakana being
// Han; 0 goes with any script.
func (t *Table) Script(r rune) int { return int(t.scripts.at(r)) }

// Each calls f with every code point that has all the properties of c.
func (t *Table) Each(c Class, f func(rune)) {
	for r := rune(0); r <= last; r++ {
		if t.Of(r)&c == c {
			f(r)
		}
	}
}
