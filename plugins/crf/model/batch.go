package model

import (
	"encoding/binary"
	"math/bits"
)

// ahead is how many keys are looked for at once.
const ahead = 16

// A batch is keys that are looked for at once. Each pass over them touches memory
// that the next one needs, and waits for none of it.
type batch struct {
	keys    [ahead]mixed
	buckets [ahead]uint64
	hits    [ahead]uint64
	records [ahead]int    // where a record may be
	checks  [ahead]uint32 // what stands there
}

// AddAll is [Table.Add] for many keys: keys[i] is added to row i/each of rows, which
// have width numbers each; 0 is no key. It is faster than one key after the other.
func (t *Table) AddAll(rows []float32, width, each int, keys []uint64) {
	var b batch
	for first := 0; first < len(keys); first += ahead {
		some := keys[first:min(first+ahead, len(keys))]
		t.look(&b, some)
		t.guess(&b, len(some))
		for i := range some {
			if b.hits[i] == 0 {
				continue
			}
			at, known := b.records[i], b.checks[i] == b.keys[i].check()
			if !known {
				at, known = t.findFrom(b.buckets[i], b.keys[i])
			}
			if known {
				row := (first + i) / each
				t.add(rows[row*width:][:width], at)
			}
		}
	}
}

// look finds out which keys may be known.
func (t *Table) look(b *batch, keys []uint64) {
	for i, key := range keys {
		m := mix(key, t.seed)
		b.keys[i], b.buckets[i] = m, m.home(t.buckets)
		b.hits[i] = t.hits(b.buckets[i], m)
		if key == 0 {
			b.hits[i] = 0
		}
	}
}

// guess reads the records that the keys of a batch most likely have.
func (t *Table) guess(b *batch, n int) {
	for i := range n {
		if b.hits[i] == 0 {
			continue
		}
		b.records[i], b.checks[i] = 0, ^b.keys[i].check()
		line := t.index[b.buckets[i]*bucketSize:][:bucketSize]
		if slot := firstHit(line, b.keys[i]); slot < slots {
			at := int(binary.LittleEndian.Uint32(line[offsetsAt+4*slot:]))
			if at+checkSize < len(t.records) {
				b.records[i], b.checks[i] = at+checkSize, binary.LittleEndian.Uint32(t.records[at:])
			}
		}
	}
}

// firstHit is the first slot with the fingerprint of a key.
func firstHit(line []byte, m mixed) int {
	pattern := uint64(m.fingerprint()) * 0x0001000100010001
	for word := range 3 {
		if hits := zeroLanes(binary.LittleEndian.Uint64(line[8*word:]) ^ pattern); hits != 0 {
			return 4*word + bits.TrailingZeros64(hits)/16
		}
	}
	return slots
}

// hits is 0 if a bucket does not have a key and sends nobody to the next one. It does
// not branch, so that the next key need not wait for it.
func (t *Table) hits(bucket uint64, m mixed) uint64 {
	b := t.index[bucket*bucketSize:][:bucketSize]
	pattern := uint64(m.fingerprint()) * 0x0001000100010001
	last := binary.LittleEndian.Uint64(b[16:])
	return zeroLanes(binary.LittleEndian.Uint64(b)^pattern) | zeroLanes(binary.LittleEndian.Uint64(b[8:])^pattern) |
		zeroLanes(last^pattern) | last>>(8*(moreAt-16))&0xff
}
