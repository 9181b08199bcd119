package model

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
)

const (
	// perBucket is how many features there are to a bucket of ten, on average: one
	// in eleven buckets overflows.
	perBucket = 7
	// mostSeeds is how many ways to mix keys are tried. One is enough unless two
	// keys share 48 bits and a bucket.
	mostSeeds = 16
)

// errTooLarge is more than offsets of 32 bits can lead to.
var errTooLarge = errors.New("the weights of features take more than 4 GB: train with a higher min_count, with L1 (c1), or with fewer features")

// A built is a table in the making.
type built struct {
	Table
	// features are those kept, in the order of their records.
	features []Feature
	loss     Loss
	weights  int // that are not zero before rounding
}

// build makes a table of features: those that have a weight after rounding.
func build(features []Feature, tags int, q Quantise) (*built, error) {
	features, err := sorted(features)
	if err != nil {
		return nil, err
	}
	b := &built{Table: Table{wide: tags > narrowTags, code: newCode(q, features)}, loss: Loss{Quantise: q}}
	b.keep(features)
	offsets, err := b.write()
	if err != nil {
		return nil, err
	}
	for b.seed = range uint64(mostSeeds) {
		if b.place(offsets) {
			return b, nil
		}
	}
	return nil, errors.New("the keys of features are no hashes: too many share their bits")
}

// sorted orders features by name: alike names compress well, and the file does not
// depend on the order they came in.
func sorted(features []Feature) ([]Feature, error) {
	features = slices.Clone(features)
	slices.SortFunc(features, func(f, g Feature) int { return cmp.Compare(f.Key, g.Key) })
	for i := 1; i < len(features); i++ {
		if f, other := features[i], features[i-1]; f.Key == other.Key {
			return nil, fmt.Errorf("two features have the key %016x: %q and %q", f.Key, other.Name, f.Name)
		}
	}
	slices.SortFunc(features, func(f, g Feature) int {
		return cmp.Or(strings.Compare(f.Name, g.Name), cmp.Compare(f.Key, g.Key))
	})
	return features, nil
}

// keep drops what says nothing, and counts what rounding costs. It takes the place of
// the features given.
func (b *built) keep(features []Feature) {
	b.features = features[:0]
	for _, f := range features {
		if kept := b.rounded(f); len(kept.Tags) > 0 {
			b.features = append(b.features, kept)
		}
	}
	if b.weights > 0 {
		b.loss.Mean /= float64(b.weights)
	}
}

// rounded returns a feature with the weights that are kept of it.
func (b *built) rounded(f Feature) Feature {
	kept, same := Feature{Key: f.Key, Name: f.Name}, true
	for _, w := range f.Weights {
		r := b.code.round(w)
		same = same && r == w && w != 0
		if w == 0 {
			continue
		}
		off := math.Abs(float64(r) - float64(w))
		b.loss.Largest = max(b.loss.Largest, off)
		b.loss.Mean += off
		b.weights++
		if r == 0 {
			b.loss.Dropped++
		}
	}
	if same {
		return f
	}
	for i, w := range f.Weights {
		if r := b.code.round(w); r != 0 && w != 0 {
			kept.Tags, kept.Weights = append(kept.Tags, f.Tags[i]), append(kept.Weights, r)
		}
	}
	return kept
}

// write writes the records, without their checks, and returns where they begin.
func (b *built) write() ([]uint32, error) {
	offsets := make([]uint32, len(b.features))
	for i, f := range b.features {
		if len(b.records) > math.MaxUint32 {
			return nil, errTooLarge
		}
		offsets[i] = uint32(len(b.records))
		b.records = append(b.records, make([]byte, checkSize)...)
		if b.wide {
			b.records = binary.LittleEndian.AppendUint16(b.records, uint16(len(f.Tags)))
		} else {
			b.records = append(b.records, byte(len(f.Tags)))
		}
		for _, tag := range f.Tags {
			if b.wide {
				b.records = binary.LittleEndian.AppendUint16(b.records, tag)
			} else {
				b.records = append(b.records, byte(tag))
			}
		}
		for _, w := range f.Weights {
			b.records = b.code.append(b.records, w)
		}
	}
	return offsets, nil
}

// place fills the index. It fails where two keys cannot be told apart, or one
// would be too far from home.
func (b *built) place(offsets []uint32) bool {
	b.buckets = uint64(len(b.features)/perBucket + 1)
	b.index = make([]byte, b.buckets*bucketSize)
	for i, f := range b.features {
		m := mix(f.Key, b.seed)
		binary.LittleEndian.PutUint32(b.records[offsets[i]:], m.check())
		if _, known := b.find(f.Key); known || !b.insert(m, offsets[i]) {
			return false
		}
	}
	return true
}

// insert puts a key into the first bucket from its home on that has room.
func (b *built) insert(m mixed, offset uint32) bool {
	bucket := m.home(b.buckets)
	for range mostBuckets {
		line := b.index[bucket*bucketSize:][:bucketSize]
		if n := int(line[countAt]); n < slots {
			binary.LittleEndian.PutUint16(line[2*n:], m.fingerprint())
			binary.LittleEndian.PutUint32(line[offsetsAt+4*n:], offset)
			line[countAt]++
			return true
		}
		line[moreAt] = 1
		bucket = (bucket + 1) % b.buckets
	}
	return false
}
