package gazetteer

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"unsafe"

	"github.com/cespare/xxhash/v2"

	"github.com/onomast/onomast/plugins/rules/alphabet"
)

// The file of an index is a header, a table of sections and the sections, which
// are the columns as they lie in memory: little-endian, each at a multiple of 8
// bytes. A reader maps the file and uses the columns in place.
const (
	magic      = "onomgaz\x02" // the last byte is the version of the layout
	headerSize = 64
	sections   = 16
	bodyStart  = headerSize + sections*16
)

// A Key says what an index was made of. Equal keys mean equal indexes.
type Key [32]byte

// ErrFile is the error of a file that is no index, or not the one wanted.
var ErrFile = errors.New("not a compiled gazetteer")

// raw are the columns as bytes, in the order of the file.
func (c *columns) raw() [sections][]byte {
	return [sections][]byte{
		bytesOf(c.lists), bytesOf(c.slots), bytesOf(c.filter), bytesOf(c.roots),
		bytesOf(c.terms), bytesOf(c.records), bytesOf(c.lines),
		c.strings.bytes, bytesOf(c.strings.ends), c.sets.bytes, bytesOf(c.sets.ends), c.note,
		c.typos.words.bytes, bytesOf(c.typos.words.ends), bytesOf(c.typos.slots), bytesOf(c.typos.postings),
	}
}

// bytesOf returns the memory of a column.
func bytesOf[T any](column []T) []byte {
	if len(column) == 0 {
		return nil
	}
	return unsafe.Slice((*byte)(unsafe.Pointer(&column[0])), len(column)*int(unsafe.Sizeof(column[0])))
}

// columnOf is the column that lies in b, whose length it divides.
func columnOf[T any](b []byte) []T {
	var zero T
	if len(b) == 0 {
		return nil
	}
	return unsafe.Slice((*T)(unsafe.Pointer(&b[0])), len(b)/int(unsafe.Sizeof(zero)))
}

// littleEndian reports whether numbers lie in memory as they do in the file.
func littleEndian() bool {
	one := [2]byte{1}
	return binary.NativeEndian.Uint16(one[:]) == 1
}

// writeTo writes the index under a key.
func (x *Index) writeTo(w io.Writer, k Key) error {
	raw := x.raw()
	table := make([]byte, sections*16)
	at := uint64(bodyStart)
	for i, section := range raw {
		binary.LittleEndian.PutUint64(table[16*i:], at)
		binary.LittleEndian.PutUint64(table[16*i+8:], uint64(len(section)))
		at += padded(len(section))
	}
	sum := xxhash.New()
	parts := [][]byte{table}
	for _, section := range raw {
		parts = append(parts, section, make([]byte, padded(len(section))-uint64(len(section))))
	}
	for _, part := range parts {
		_, _ = sum.Write(part) // never fails
	}
	header := make([]byte, 0, headerSize)
	header = append(header, magic...)
	header = append(header, k[:]...)
	header = binary.LittleEndian.AppendUint64(header, sum.Sum64())
	header = binary.LittleEndian.AppendUint64(header, at)
	header = binary.LittleEndian.AppendUint32(header, x.mode.bits())
	header = binary.LittleEndian.AppendUint32(header, uint32(x.longest))
	for _, part := range append([][]byte{header}, parts...) {
		if _, err := w.Write(part); err != nil {
			return err
		}
	}
	return nil
}

func padded(n int) uint64 { return uint64(n+7) &^ 7 }

func (m Mode) bits() uint32 {
	var bits uint32
	for i, on := range []bool{m.Words, m.Fold, m.Strip} {
		if on {
			bits |= 1 << i
		}
	}
	return bits
}

// decode makes an index of the bytes of a file, which it goes on using.
func decode(data []byte, k Key, table *alphabet.Table) (*Index, error) {
	data = aligned(data)
	if len(data) < bodyStart || string(data[:len(magic)]) != magic {
		return nil, ErrFile
	}
	if Key(data[8:40]) != k {
		return nil, fmt.Errorf("%w of these lists", ErrFile)
	}
	if binary.LittleEndian.Uint64(data[48:]) != uint64(len(data)) || binary.LittleEndian.Uint64(data[40:]) != xxhash.Sum64(data[headerSize:]) {
		return nil, fmt.Errorf("%w: it is damaged", ErrFile)
	}
	c, err := decodeColumns(data)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFile, err)
	}
	bits := binary.LittleEndian.Uint32(data[56:])
	m := Mode{Words: bits&1 != 0, Mode: alphabet.Mode{Fold: bits&2 != 0, Strip: bits&4 != 0}}
	return newIndex(newSpeller(table, m.Mode), m, c), nil
}

// aligned returns data, moved to where numbers may lie if need be.
func aligned(data []byte) []byte {
	if len(data) == 0 || uintptr(unsafe.Pointer(&data[0]))%8 == 0 {
		return data
	}
	moved := bytesOf(make([]uint64, len(data)/8+1))[:len(data)]
	copy(moved, data)
	return moved
}

func decodeColumns(data []byte) (columns, error) {
	var raw [sections][]byte
	sizes := [sections]uint64{4, 8, 8, 8, 8, uint64(unsafe.Sizeof(record{})), uint64(unsafe.Sizeof(moreLine{})), 1, 4, 1, 4, 1, 1, 4, 8, 8}
	for i := range raw {
		at := binary.LittleEndian.Uint64(data[headerSize+16*i:])
		size := binary.LittleEndian.Uint64(data[headerSize+16*i+8:])
		if at%8 != 0 || at < bodyStart || at > uint64(len(data)) || size > uint64(len(data))-at || size%sizes[i] != 0 {
			return columns{}, fmt.Errorf("section %d lies outside the file", i)
		}
		raw[i] = data[at : at+size : at+size]
	}
	c := columns{
		lists: columnOf[uint32](raw[0]), slots: columnOf[uint64](raw[1]), filter: columnOf[uint64](raw[2]), roots: columnOf[uint64](raw[3]),
		terms: columnOf[uint64](raw[4]), records: columnOf[record](raw[5]), lines: columnOf[moreLine](raw[6]),
		strings: texts{raw[7], columnOf[uint32](raw[8])}, sets: texts{raw[9], columnOf[uint32](raw[10])}, note: raw[11],
		typos:   typos{words: texts{raw[12], columnOf[uint32](raw[13])}, slots: columnOf[uint64](raw[14]), postings: columnOf[posting](raw[15])},
		longest: int(binary.LittleEndian.Uint32(data[60:])),
	}
	c.typos.most = c.mostErrors()
	return c, c.check()
}

// mostErrors returns the largest number of typing errors that a list forgives.
func (c *columns) mostErrors() int {
	most := 0
	for _, bits := range c.lists {
		most = max(most, min(listOf(bits).Distance, MaxDistance))
	}
	return most
}
