package template

import (
	"unicode"
	"unicode/utf8"
)

// An analysis is one word taken apart, once for all attributes. Values of
// attributes are views of its buffers: they hold until the next word.
type analysis struct {
	text, lower characters
	edged       [2]characters // text and lower between begin and end
	edgedFor    [2]bool       // whether they are those of this word
	counts      counts
	counted     bool      // counts are those of this word
	hashes      [2]uint64 // of text and lower; 0: not known yet
	numbers     []number  // of this word in tables of clusters, by slot
	places      []place   // where tables are looked into
	sums        []uint64  // hashes of values
	scratch     []byte
	values      [][]byte
}

// A number is what a table of clusters says of a word, once for all attributes.
type number struct {
	known bool
	value uint32
}

// numberIn returns the number of the word, or of the word in lower case where it has
// none, in the table of a slot.
func (a *analysis) numberIn(slot int, table *hashTable) uint32 {
	n := a.number(slot)
	if !n.known {
		word, lower := table.place(a.hash(0)), table.place(a.hash(1))
		word.read()
		lower.read()
		*n = number{true, numberAt(&word, &lower)}
	}
	return n.value
}

// number returns what is known of the number in the table of a slot.
func (a *analysis) number(slot int) *number {
	for len(a.numbers) <= slot {
		a.numbers = append(a.numbers, number{})
	}
	return &a.numbers[slot]
}

// hash returns that of the word, 0, or of the word in lower case, 1.
func (a *analysis) hash(i int) uint64 {
	if a.hashes[i] == 0 {
		a.hashes[i] = hashOf(a.characters(i == 1).bytes)
	}
	return a.hashes[i]
}

// characters are the bytes of a word with the places of its code points.
type characters struct {
	bytes  []byte
	starts []int32 // of code points, in bytes; the last is the end
}

// read takes a word apart. Bytes that are no UTF-8 become U+FFFD.
func (a *analysis) read(text string) {
	a.scratch = a.scratch[:0]
	a.text.reset()
	a.lower.reset()
	a.edgedFor, a.counted, a.hashes = [2]bool{}, false, [2]uint64{}
	clear(a.numbers)
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf {
			a.text.addByte(c)
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			a.lower.addByte(c)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		a.text.addRune(r)
		a.lower.addRune(unicode.ToLower(r))
		i += size
	}
	a.text.end()
	a.lower.end()
}

func (c *characters) reset() { c.bytes, c.starts = c.bytes[:0], c.starts[:0] }

func (c *characters) addByte(b byte) {
	c.starts = append(c.starts, int32(len(c.bytes)))
	c.bytes = append(c.bytes, b)
}

func (c *characters) addRune(r rune) {
	c.starts = append(c.starts, int32(len(c.bytes)))
	c.bytes = utf8.AppendRune(c.bytes, r)
}

func (c *characters) end() { c.starts = append(c.starts, int32(len(c.bytes))) }

// n is the number of code points.
func (c *characters) n() int { return len(c.starts) - 1 }

// slice returns the code points from i to before j.
func (c *characters) slice(i, j int) []byte { return c.bytes[c.starts[i]:c.starts[j]] }

// bounded returns the word, or the word in lower case, between begin and end.
func (a *analysis) bounded(lower bool) *characters {
	i := 0
	if lower {
		i = 1
	}
	c := &a.edged[i]
	if a.edgedFor[i] {
		return c
	}
	a.edgedFor[i] = true
	word := a.characters(lower)
	c.reset()
	c.starts = append(c.starts, 0)
	c.bytes = append(c.bytes, begin...)
	for _, s := range word.starts {
		c.starts = append(c.starts, s+int32(len(begin)))
	}
	c.bytes = append(append(c.bytes, word.bytes...), end...)
	c.end()
	return c
}
