package model

import (
	"cmp"
	"encoding/binary"
	"slices"

	"github.com/cespare/xxhash/v2"
)

// A file is a header, a table of sections and the sections, each at a multiple of
// 64 bytes; numbers are little-endian. The checksum in the header covers header
// and table, and the table has one for each section, so that a damaged byte is
// found wherever it is, except between sections, where it does no harm.
//
//	header   magic [8] | version u32 | sections u32 | size of the file u64 | checksum u64 | zeros
//	section  kind [4] | chain u16 | number u16 | offset u64 | length u64 | checksum u64
const (
	// magic begins as no text does, and is spoilt by programs that mend ends of
	// lines.
	magic = "\x89CRF\r\n\x1a\n"
	// version is that of files without vectors, which every program reads.
	version    = 1
	withDense  = 2
	headerSize = 64
	entrySize  = 32
	alignment  = 64
	// mostSections is more than any model needs.
	mostSections = 1 << 16
)

// The kinds of section.
const (
	kindCard        = "card" // JSON of a Card
	kindFacts       = "fact" // JSON of a chain's facts
	kindTemplate    = "tmpl" // YAML, as it was read
	kindResource    = "rsrc" // by number: the order of facts.Resources
	kindTransitions = "tran" // float32: pairs, start, end, bias
	kindIndex       = "indx" // buckets of a Table
	kindRecords     = "feat" // records of a Table
	kindValues      = "code" // float32: weights by number, of Int8
	kindNames       = "name" // zstd: names of features, in the order of records
	kindVectors     = "vect" // by number: the order of facts.Vectors; float32: means, factors, weights
)

// A section is one piece of a file.
type section struct {
	kind          string
	chain, number int
	data          []byte
	sum           uint64
}

// order sorts sections as they lie in a file: what every reader needs comes first.
func (s section) order(o section) int {
	return cmp.Or(cmp.Compare(s.rank(), o.rank()), cmp.Compare(s.chain, o.chain), cmp.Compare(s.number, o.number))
}

func (s section) rank() int {
	return slices.Index([]string{
		kindCard, kindFacts, kindTemplate, kindTransitions, kindVectors, kindValues, kindResource, kindIndex, kindRecords, kindNames,
	}, s.kind)
}

// lazy reports whether the section is too large to be looked through whenever a
// model is opened.
func (s section) lazy() bool {
	switch s.kind {
	case kindResource, kindIndex, kindRecords, kindNames:
		return true
	}
	return false
}

// sound reports whether the section is as it was written.
func (s section) sound() bool { return sumOf(s.data) == s.sum }

func sumOf(data []byte) uint64 { return xxhash.Sum64(data) }

// frame lays sections out. The pieces it returns make the file, one after the other.
func frame(sections []section) [][]byte {
	slices.SortStableFunc(sections, section.order)
	format := uint32(version)
	if slices.ContainsFunc(sections, func(s section) bool { return s.kind == kindVectors }) {
		format = withDense
	}
	head := make([]byte, headerSize+entrySize*len(sections))
	pieces := [][]byte{head}
	at := pad(&pieces, len(head))
	for i, s := range sections {
		e := head[headerSize+entrySize*i:]
		copy(e, s.kind)
		binary.LittleEndian.PutUint16(e[4:], uint16(s.chain))
		binary.LittleEndian.PutUint16(e[6:], uint16(s.number))
		binary.LittleEndian.PutUint64(e[8:], uint64(at))
		binary.LittleEndian.PutUint64(e[16:], uint64(len(s.data)))
		binary.LittleEndian.PutUint64(e[24:], sumOf(s.data))
		pieces = append(pieces, s.data)
		at = pad(&pieces, at+len(s.data))
	}
	copy(head, magic)
	binary.LittleEndian.PutUint32(head[8:], format)
	binary.LittleEndian.PutUint32(head[12:], uint32(len(sections)))
	binary.LittleEndian.PutUint64(head[16:], uint64(at))
	binary.LittleEndian.PutUint64(head[24:], headSum(head))
	return pieces
}

// pad appends zeros up to where a section may begin, and returns where that is.
func pad(pieces *[][]byte, size int) int {
	if over := size % alignment; over != 0 {
		*pieces = append(*pieces, make([]byte, alignment-over))
		size += alignment - over
	}
	return size
}

// headSum is the checksum of header and table, taken with zeros in its own place.
func headSum(head []byte) uint64 {
	var d xxhash.Digest
	d.Reset()
	_, _ = d.Write(head[:24]) // never fails
	_, _ = d.Write(make([]byte, 8))
	_, _ = d.Write(head[32:])
	return d.Sum64()
}

// unframe reads header and table. Sections are parts of data.
func unframe(data []byte) ([]section, error) {
	if err := checkMagic(data); err != nil {
		return nil, err
	}
	if len(data) < headerSize {
		return nil, errTruncated
	}
	if v := binary.LittleEndian.Uint32(data[8:]); v != version && v != withDense {
		return nil, otherVersion(v)
	}
	n, size := int(binary.LittleEndian.Uint32(data[12:])), binary.LittleEndian.Uint64(data[16:])
	switch {
	case n > mostSections || headerSize+entrySize*n > len(data) || size > uint64(len(data)):
		return nil, errTruncated
	case size < uint64(len(data)):
		return nil, errLonger
	}
	head := data[:headerSize+entrySize*n]
	if headSum(head) != binary.LittleEndian.Uint64(head[24:]) {
		return nil, errDamaged("its header")
	}
	sections := make([]section, n)
	for i := range sections {
		e := head[headerSize+entrySize*i:]
		at, length := binary.LittleEndian.Uint64(e[8:]), binary.LittleEndian.Uint64(e[16:])
		if at%alignment != 0 || at > size || length > size-at {
			return nil, errDamaged("its table of sections")
		}
		sections[i] = section{
			kind: string(e[:4]), chain: int(binary.LittleEndian.Uint16(e[4:])), number: int(binary.LittleEndian.Uint16(e[6:])),
			data: data[at : at+length : at+length], sum: binary.LittleEndian.Uint64(e[24:]),
		}
	}
	return sections, nil
}
