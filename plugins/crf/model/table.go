package model

import (
	"encoding/binary"
	"math"
	"math/bits"
)

// A Table leads from the keys of features to their weights. It lies in two pieces
// of a file as it is used.
//
// The index is buckets of 64 bytes, a line of a cache each: ten fingerprints of 16
// bits, how many of them there are, whether more are in the next bucket, and for
// each where its record begins. A key that is unknown, as most keys of new words
// are, costs the look at one bucket. A record holds 32 further bits of the key, the
// tags that have a weight, and the weights.
//
//	bucket   fingerprints [10]u16 | count u8 | more u8 | zero u16 | offsets [10]u32
//	record   check u32 | n u8 or u16 | tags [n]u8 or [n]u16 | weights [n] of 1, 2 or 4 bytes
//
// Numbers of tags have two bytes where there are more than 255 tags.
type Table struct {
	index   []byte
	records []byte
	buckets uint64
	seed    uint64
	wide    bool // two bytes a tag
	code    code
}

const (
	bucketSize  = 64
	slots       = 10
	countAt     = 2 * slots
	moreAt      = countAt + 1
	offsetsAt   = countAt + 4
	checkSize   = 4
	mostTags    = math.MaxUint16
	narrowTags  = math.MaxUint8
	mostBuckets = 64 // that one key may be looked for in
)

// A mixed is a key whose bits are spread; keys that differ stay different.
type mixed uint64

func mix(key, seed uint64) mixed {
	h := (key ^ seed) * 0x9e3779b97f4a7c15
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	return mixed(h ^ h>>32)
}

// home is the bucket the key is looked for in first.
func (m mixed) home(buckets uint64) uint64 {
	home, _ := bits.Mul64(uint64(m), buckets)
	return home
}

func (m mixed) fingerprint() uint16 { return uint16(m) }
func (m mixed) check() uint32       { return uint32(m >> 16) }

// Add adds the weights of a feature to a row of one number a tag. It reports
// whether the feature is known.
func (t *Table) Add(row []float32, key uint64) bool {
	r, known := t.find(key)
	if known {
		t.AddRecord(row, r)
	}
	return known
}

// Lookup appends the tags and weights of a feature to two slices.
func (t *Table) Lookup(key uint64, tags []uint16, weights []float32) ([]uint16, []float32) {
	if r, known := t.find(key); known {
		return t.ReadRecord(r, tags, weights)
	}
	return tags, weights
}

// ReadRecord appends the tags and weights of a record to two slices.
func (t *Table) ReadRecord(r Record, tags []uint16, weights []float32) ([]uint16, []float32) {
	tags, weights, _ = t.record(r.at(), tags, weights)
	return tags, weights
}

// find returns the record of a key.
func (t *Table) find(key uint64) (r Record, known bool) {
	m := mix(key, t.seed)
	return t.findFrom(m.home(t.buckets), m)
}

// findFrom is find once it is known where to begin.
func (t *Table) findFrom(bucket uint64, m mixed) (r Record, known bool) {
	for range mostBuckets {
		b := t.index[bucket*bucketSize:][:bucketSize]
		if r, known = t.among(b, m); known {
			return r, true
		}
		if b[moreAt] == 0 {
			return 0, false
		}
		if bucket++; bucket == t.buckets {
			bucket = 0
		}
	}
	return 0, false
}

// among looks for a key in one bucket: for its fingerprint in four at a time.
func (t *Table) among(b []byte, m mixed) (r Record, known bool) {
	pattern := uint64(m.fingerprint()) * 0x0001000100010001
	for word := 0; word < 3; word++ {
		hits := zeroLanes(binary.LittleEndian.Uint64(b[8*word:]) ^ pattern)
		for ; hits != 0; hits &= hits - 1 {
			slot := 4*word + bits.TrailingZeros64(hits)/16
			if slot >= int(b[countAt]) || slot >= slots {
				break
			}
			r = Record(binary.LittleEndian.Uint32(b[offsetsAt+4*slot:]))
			if t.checked(r, m) {
				return r, true
			}
		}
	}
	return 0, false
}

// checked reports whether a record is that of a key whose fingerprint led to it.
func (t *Table) checked(r Record, m mixed) bool {
	at := r.at()
	return at < len(t.records) && binary.LittleEndian.Uint32(t.records[at-checkSize:]) == m.check()
}

// at is where what a record says begins: behind its check.
func (r Record) at() int { return int(r) + checkSize }

// zeroLanes has the highest bit of the 16 of every lane that is zero, and maybe of
// lanes that are one above such a lane.
func zeroLanes(x uint64) uint64 { return (x - 0x0001000100010001) & ^x & 0x8000800080008000 }

// span returns where the tags and the weights of a record lie; n is 0 where they
// would lie outside.
func (t *Table) span(at int) (tags, weights, n int) {
	size := 1
	if t.wide {
		if size = 2; at+2 > len(t.records) {
			return 0, 0, 0
		}
		n = int(binary.LittleEndian.Uint16(t.records[at:]))
	} else {
		n = int(t.records[at])
	}
	tags = at + size
	weights = tags + size*n
	if weights+n*t.code.size() > len(t.records) {
		return 0, 0, 0
	}
	return tags, weights, n
}

// tag returns a tag of a record.
func (t *Table) tag(tags, i int) int {
	if t.wide {
		return int(binary.LittleEndian.Uint16(t.records[tags+2*i:]))
	}
	return int(t.records[tags+i])
}

// record appends what a record says, and returns where the next one begins.
func (t *Table) record(at int, tags []uint16, weights []float32) ([]uint16, []float32, int) {
	from, numbers, n := t.span(at)
	for i := range n {
		tags = append(tags, uint16(t.tag(from, i)))
		weights = append(weights, t.code.weight(t.records[numbers:], i))
	}
	return tags, weights, numbers + n*t.code.size()
}

// AddRecord adds what a record says to a row.
func (t *Table) AddRecord(row []float32, r Record) {
	tags, weights, n := t.span(r.at())
	numbers := t.records[weights:]
	switch {
	case t.wide:
	case t.code.quantise == Exact:
		addExact(row, t.records[tags:][:n], numbers[:4*n])
		return
	case t.code.quantise == Int8:
		addCoded(row, t.records[tags:][:n], numbers[:n], &t.code.values)
		return
	}
	for i := range n {
		if tag := t.tag(tags, i); tag < len(row) {
			row[tag] += t.code.weight(numbers, i)
		}
	}
}

// addExact is AddRecord for one byte a tag and four a weight.
func addExact(row []float32, tags, weights []byte) {
	for i, tag := range tags {
		if int(tag) < len(row) {
			row[tag] += math.Float32frombits(binary.LittleEndian.Uint32(weights[4*i:]))
		}
	}
}

// addCoded is AddRecord for one byte a tag and a weight.
func addCoded(row []float32, tags, numbers []byte, values *[256]float32) {
	numbers = numbers[:len(tags)]
	for i, tag := range tags {
		if int(tag) < len(row) {
			row[tag] += values[numbers[i]]
		}
	}
}
