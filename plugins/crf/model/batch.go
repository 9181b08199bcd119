package model

import (
	"encoding/binary"
	"math/bits"
)

// ahead is how many keys are looked for at once.
const ahead = 32

// A batch is keys that are looked for at once. Each pass over them touches memory
// that the next one needs, and waits for none of it. Most keys of new words are
// unknown: the first pass drops them without a branch, which nobody could foretell.
type batch struct {
	n       int // keys that are left
	keys    [ahead]mixed
	buckets [ahead]uint64
	slots   [ahead]int // where the fingerprint is; 10 or more: only the next bucket can have the key
	rows    [ahead]int
	records [ahead]int // behind the check; -1: to be looked for step by step
}

// AddAll is [Table.Add] for many keys: keys[i], which may be 0 for none, is added to
// row to[i] of rows, which have width numbers each. What is added to a row is added in
// the order of the keys. It is faster than one key after the other.
func (t *Table) AddAll(rows []float32, width int, keys []uint64, to []int32) {
	var b batch
	for to = to[:len(keys)]; len(keys) > 0; {
		n := min(ahead, len(keys))
		t.look(&b, keys[:n], to)
		t.guess(&b)
		for i := range b.n {
			at := b.records[i]
			if at < 0 {
				var known bool
				if at, known = t.findFrom(b.buckets[i], b.keys[i]); !known {
					continue
				}
			}
			t.add(rows[b.rows[i]*width:][:width], at)
		}
		keys, to = keys[n:], to[n:]
	}
}

// look keeps the keys that may be known: those whose bucket has their fingerprint, or
// says that the next one has more.
func (t *Table) look(b *batch, keys []uint64, to []int32) {
	n := 0
	for i, key := range keys {
		m := mix(key, t.seed)
		bucket := m.home(t.buckets)
		line := t.index[bucket*bucketSize:][:bucketSize]
		pattern := uint64(m.fingerprint()) * 0x0001000100010001
		third := binary.LittleEndian.Uint64(line[16:])
		hits := zeroLanes(binary.LittleEndian.Uint64(line)^pattern)>>2 |
			zeroLanes(binary.LittleEndian.Uint64(line[8:])^pattern)>>1 |
			zeroLanes(third^pattern)&lastLanes
		b.keys[n], b.buckets[n], b.slots[n], b.rows[n] = m, bucket, slotOf(hits), int(to[i])
		n += notZero(hits|third>>(8*(moreAt-16))&0xff) & notZero(key)
	}
	b.n = n
}

// lastLanes are those of the third word of a bucket that are fingerprints.
const lastLanes = 0x80008000

// slotOf is the slot of a hit: of those of a word of a bucket the first, which is the
// only one that zeroLanes is sure of. It is no slot where there is no hit.
func slotOf(hits uint64) int {
	at := bits.TrailingZeros64(hits)
	return int(uint8(4*(at%16-13) + at/16))
}

// notZero is 1 for all numbers but 0.
func notZero(x uint64) int { return int((x | -x) >> 63) }

// guess finds the records that the keys of a batch most likely have.
func (t *Table) guess(b *batch) {
	for i := range b.n {
		b.records[i] = -1
		line := t.index[b.buckets[i]*bucketSize:][:bucketSize]
		slot := b.slots[i]
		if slot >= int(line[countAt]) || slot >= slots {
			continue
		}
		at := int(binary.LittleEndian.Uint32(line[offsetsAt+4*slot:]))
		if at+checkSize < len(t.records) && binary.LittleEndian.Uint32(t.records[at:]) == b.keys[i].check() {
			b.records[i] = at + checkSize
		}
	}
}
