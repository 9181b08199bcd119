package gazetteer

import (
	"encoding/binary"
	"unsafe"

	"github.com/cespare/xxhash/v2"
)

// texts is a column of byte strings: string i ends at ends[i], where i+1
// begins.
type texts struct {
	bytes []byte
	ends  []uint32
}

func (t *texts) len() int { return len(t.ends) }

func (t *texts) get(i uint32) []byte {
	start := uint32(0)
	if i > 0 {
		start = t.ends[i-1]
	}
	return t.bytes[start:t.ends[i]:t.ends[i]]
}

// str returns string i without copying it: columns never change, and mapped ones
// stay mapped.
func (t *texts) str(i uint32) string {
	b := t.get(i)
	return unsafe.String(unsafe.SliceData(b), len(b))
}

// A pool is a column of different byte strings that is being filled.
type pool struct {
	texts
	index []uint32 // open hash table of number+1
}

// intern returns the number of a string, and whether it is new.
func (p *pool) intern(s []byte) (id uint32, fresh bool) {
	if 2*p.len() >= len(p.index) {
		p.grow()
	}
	for i := p.place(s); ; i = (i + 1) % len(p.index) {
		switch n := p.index[i]; {
		case n == 0:
			p.bytes = append(p.bytes, s...)
			p.ends = append(p.ends, uint32(len(p.bytes)))
			p.index[i] = uint32(p.len())
			return p.index[i] - 1, true
		case string(p.get(n-1)) == string(s):
			return n - 1, false
		}
	}
}

func (p *pool) place(s []byte) int {
	return int(xxhash.Sum64(s) >> 32 * uint64(len(p.index)) >> 32)
}

func (p *pool) grow() {
	p.index = make([]uint32, max(2*len(p.index), 64))
	for n := range uint32(p.len()) {
		i := p.place(p.get(n))
		for p.index[i] != 0 {
			i = (i + 1) % len(p.index)
		}
		p.index[i] = n + 1
	}
}

// pairSize is the size in bytes of a pair of numbers in a set of attributes.
const pairSize = 8

func appendPair(dst []byte, key, value uint32) []byte {
	return binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(dst, key), value)
}

func pair(b []byte) (key, value uint32) {
	return binary.LittleEndian.Uint32(b), binary.LittleEndian.Uint32(b[4:])
}
