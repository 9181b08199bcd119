package model

import (
	"encoding/binary"
	"math/bits"
)

// ahead is how many keys are looked for at once.
const ahead = 32

// A Record is where a table has the weights of a feature.
type Record uint32

// A Found is a feature that a table knows.
type Found struct {
	// Key is the index of its key among those that were looked for.
	Key    int32
	Record Record
}

// A batch is keys that are looked for at once. Each pass over them touches memory
// that the next one needs, and waits for none of it. Most keys of new words are
// unknown: the first pass drops them without a branch, which nobody could foretell.
type batch struct {
	n       int // keys that are left
	keys    [ahead]mixed
	buckets [ahead]uint32
	slots   [ahead]uint8 // where the fingerprint is; 10 or more: only the next bucket can have the key
	indices [ahead]uint8
	read    byte // of no use but that it is read
}

// FindAll appends those of many keys that are known, in their order; 0 is no key. It is
// faster than one key after the other.
func (t *Table) FindAll(found []Found, keys []uint64) []Found {
	var b batch
	for first := 0; first < len(keys); first += ahead {
		t.look(&b, keys[first:min(first+ahead, len(keys))])
		for i := range b.n {
			record, known := t.guess(&b, i)
			if !known {
				if record, known = t.findFrom(uint64(b.buckets[i]), b.keys[i]); !known {
					continue
				}
			}
			found = append(found, Found{int32(first) + int32(b.indices[i]), record})
		}
	}
	return found
}

// look keeps the keys that may be known: those whose bucket has their fingerprint, or
// says that the next one has more.
func (t *Table) look(b *batch, keys []uint64) {
	t.approach(b, keys)
	n := 0
	for i, key := range keys {
		m, bucket := b.keys[i], b.buckets[i]
		line := t.index[int(bucket)*bucketSize:][:bucketSize]
		pattern := uint64(m.fingerprint()) * 0x0001000100010001
		third := binary.LittleEndian.Uint64(line[16:])
		hits := zeroLanes(binary.LittleEndian.Uint64(line)^pattern)>>2 |
			zeroLanes(binary.LittleEndian.Uint64(line[8:])^pattern)>>1 |
			zeroLanes(third^pattern)&lastLanes
		b.keys[n], b.buckets[n], b.slots[n], b.indices[n] = m, bucket, slotOf(hits), uint8(i)
		n += notZero(hits|third>>(8*(moreAt-16))&0xff) & notZero(key)
	}
	b.n = n
}

// approach finds the buckets of keys, and reads from each.
func (t *Table) approach(b *batch, keys []uint64) {
	read := byte(0)
	for i, key := range keys {
		m := mix(key, t.seed)
		bucket := m.home(t.buckets)
		b.keys[i], b.buckets[i] = m, uint32(bucket)
		read |= t.index[bucket*bucketSize]
	}
	b.read = read
}

// lastLanes are those of the third word of a bucket that are fingerprints.
const lastLanes = 0x80008000

// slotOf is the slot of a hit: of those of a word of a bucket the first, which is the
// only one that zeroLanes is sure of. It is no slot where there is no hit.
func slotOf(hits uint64) uint8 {
	at := bits.TrailingZeros64(hits)
	return uint8(4*(at%16-13) + at/16)
}

// notZero is 1 for all numbers but 0.
func notZero(x uint64) int { return int((x | -x) >> 63) }

// guess returns the record that a key of a batch most likely has.
func (t *Table) guess(b *batch, i int) (r Record, known bool) {
	line, slot := t.index[int(b.buckets[i])*bucketSize:][:bucketSize], b.slots[i]
	if slot >= line[countAt] || slot >= slots {
		return 0, false
	}
	r = Record(binary.LittleEndian.Uint32(line[offsetsAt+4*int(slot):]))
	return r, t.checked(r, b.keys[i])
}
