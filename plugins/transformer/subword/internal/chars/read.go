package chars

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"io"
)

// read unpacks what make.py wrote: a section for each property, then lower case, then
// scripts. It panics on anything else, which only a broken build holds.
func read(packed []byte, t *Table) {
	z, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		panic(fmt.Errorf("chars.bin: %w", err))
	}
	raw, err := io.ReadAll(z)
	if err != nil {
		panic(fmt.Errorf("chars.bin: %w", err))
	}
	r := &rows{rest: raw}
	classes := make([]Class, last+1)
	for bit := range properties {
		r.each(0, func(c int, _ []int) { classes[c] |= 1 << bit })
	}
	lower := make([]int32, last+1)
	r.each(1, func(c int, v []int) { lower[c] = int32(v[0] - v[1]) })
	scripts := make([]uint8, last+1)
	r.each(1, func(c int, v []int) { scripts[c] = uint8(v[0]) })
	t.classes.pack(classes)
	t.lower.pack(lower)
	t.scripts.pack(scripts)
}

// rows reads sections of (first, last, values), the first relative to the last before.
type rows struct{ rest []byte }

func (r *rows) next() int {
	v, n := binary.Uvarint(r.rest)
	if n <= 0 {
		panic("chars.bin: cut short")
	}
	r.rest = r.rest[n:]
	return int(v)
}

// each calls f with each code point of a section, the values of its row, and the first
// code point of the row after them.
func (r *rows) each(values int, f func(c int, v []int)) {
	at := 0
	row := make([]int, values+1)
	for range r.next() {
		first := at + r.next()
		at = first + r.next()
		for i := range values {
			row[i] = r.next()
		}
		row[values] = first
		for c := first; c <= at; c++ {
			f(c, row)
		}
	}
}
