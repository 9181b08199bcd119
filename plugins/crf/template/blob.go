package template

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"unicode/utf8"
)

// A blob is a list or the clusters of words in the bytes that a model keeps:
//
//	4 bytes  "onmt"
//	1 byte   version, 1
//	1 byte   'l' (list) or 'c' (clusters)
//	1 byte   1: in lower case
//	1 byte   columns of a row
//	4 bytes  number of names
//	4 bytes  bytes that the names take, a multiple of 8
//	8 bytes  number of rows
//	names    each its length as a uvarint, and its UTF-8
//	rows     numbers of names, from 1, of 2 bytes each, or 4 when there are more
//	         names than that; filled up to a multiple of 8 bytes
//	table    see hashTable
//
// All numbers are little-endian.
type blob struct {
	kind    byte
	lower   bool
	columns int
	names   []string
	rows    []byte
	width   int // bytes of a number in rows
	table   hashTable
}

const (
	blobMagic   = "onmt"
	blobVersion = 1
	blobHeader  = 24

	listBlob, clusterBlob = 'l', 'c'
	listNumber            = 16 // bits of a number in the table of a list
	clusterNumber         = 24 // bits of a number in the table of clusters
)

// appendBlob appends the bytes of a blob; rows hold columns numbers each.
func appendBlob(dst []byte, b *blob, rows []uint32, entries []entry) []byte {
	flags := byte(0)
	if b.lower {
		flags = 1
	}
	var names []byte
	for _, name := range b.names {
		names = append(binary.AppendUvarint(names, uint64(len(name))), name...)
	}
	names = padded(names)
	dst = append(dst, blobMagic...)
	dst = append(dst, blobVersion, b.kind, flags, byte(b.columns))
	dst = binary.LittleEndian.AppendUint32(dst, uint32(len(b.names)))
	dst = binary.LittleEndian.AppendUint32(dst, uint32(len(names)))
	dst = binary.LittleEndian.AppendUint64(dst, uint64(len(rows)/max(b.columns, 1)))
	dst = append(dst, names...)
	var cells []byte
	for _, n := range rows {
		if numberWidth(len(b.names)) == 2 {
			cells = binary.LittleEndian.AppendUint16(cells, uint16(n))
		} else {
			cells = binary.LittleEndian.AppendUint32(cells, n)
		}
	}
	dst = append(dst, padded(cells)...)
	return appendTable(dst, entries, numberBits(b.kind))
}

func padded(b []byte) []byte { return append(b, make([]byte, -len(b)&7)...) }

func numberBits(kind byte) uint {
	if kind == listBlob {
		return listNumber
	}
	return clusterNumber
}

func numberWidth(names int) int {
	if names > math.MaxUint16 {
		return 4
	}
	return 2
}

// readBlob reads what [appendBlob] wrote. Rows and table stay where they are.
func readBlob(data []byte, kind byte) (*blob, error) {
	switch {
	case len(data) < blobHeader || string(data[:4]) != blobMagic:
		return nil, errors.New("it is no list and no clusters")
	case data[4] != blobVersion:
		return nil, fmt.Errorf("it has version %d, and this program reads version %d", data[4], blobVersion)
	case data[5] != kind:
		return nil, fmt.Errorf("it is of the kind %q, want %q", data[5], kind)
	case data[7] > maxColumns:
		return nil, fmt.Errorf("its rows have %d columns; at most %d are read", data[7], maxColumns)
	}
	b := &blob{kind: kind, lower: data[6]&1 != 0, columns: int(data[7])}
	count, taken := int(binary.LittleEndian.Uint32(data[8:])), int(binary.LittleEndian.Uint32(data[12:]))
	rows := binary.LittleEndian.Uint64(data[16:])
	data = data[blobHeader:]
	if taken > len(data) || taken%8 != 0 || count > taken {
		return nil, errors.New("its names are cut off")
	}
	if err := b.readNames(data[:taken], count); err != nil {
		return nil, err
	}
	data = data[taken:]
	b.width = numberWidth(count)
	if rows > math.MaxInt32 {
		return nil, errors.New("its rows are cut off")
	}
	size := int(rows) * b.columns * b.width
	if size+-size&7 > len(data) {
		return nil, errors.New("its rows are cut off")
	}
	b.rows = data[:size]
	var err error
	b.table, err = readTable(data[size+-size&7:], numberBits(kind))
	return b, err
}

func (b *blob) readNames(data []byte, count int) error {
	b.names = make([]string, 0, count)
	for range count {
		size, n := binary.Uvarint(data)
		if n <= 0 || size > uint64(len(data)-n) || !utf8.Valid(data[n:n+int(size)]) {
			return errors.New("its names are damaged")
		}
		b.names = append(b.names, string(data[n:n+int(size)]))
		data = data[n+int(size):]
	}
	return nil
}

// row returns the number of the name in a column of a row, from 1; 0: none.
func (b *blob) row(row, column int) int {
	at := (row*b.columns + column) * b.width
	if at < 0 || at+b.width > len(b.rows) {
		return 0
	}
	n := uint32(binary.LittleEndian.Uint16(b.rows[at:]))
	if b.width > 2 {
		n = binary.LittleEndian.Uint32(b.rows[at:])
	}
	if int64(n) > int64(len(b.names)) {
		return 0
	}
	return int(n)
}
