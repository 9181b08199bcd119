package template

import (
	"math/bits"

	"github.com/cespare/xxhash/v2"
)

// Keys are made in three steps, which models depend on for ever:
//
//	value   = xxhash of the value's bytes
//	part    = mix(value, xxhash of the attribute's name)   joins are made of these
//	key     = mix(part, salt of the offset)
//
// A key tells nothing of the template it comes from: two templates that declare
// the same feature give it the same key.

// mix joins two hashes into one. The order matters.
func mix(a, b uint64) uint64 { return stir(a ^ spread(b)) }

// spread is what mix makes of its second hash alone; that of 0 is 0, and of no other.
func spread(b uint64) uint64 { return bits.RotateLeft64(b*0x9E3779B97F4A7C15, 29) }

func stir(x uint64) uint64 {
	x = (x ^ x>>33) * 0xFF51AFD7ED558CCD
	x = (x ^ x>>33) * 0xC4CEB9FE1A85EC53
	return x ^ x>>33
}

// some keeps a hash from being 0, which stands for nothing.
func some(x uint64) uint64 {
	if x == 0 {
		return 1
	}
	return x
}

// Hash returns the hash of a tag such as B-CITY, as [Sentence.Layers] wants it.
// The empty tag is 0: nothing.
func Hash(tag string) uint64 {
	if tag == "" {
		return 0
	}
	return some(xxhash.Sum64String(tag))
}

// hashOf is [Hash] for bytes, with a hash for no bytes as well.
func hashOf(value []byte) uint64 { return some(xxhash.Sum64(value)) }

// offsetSalt is what tells the features of one offset from those of another.
func offsetSalt(offset int) uint64 { return mix(uint64(int64(offset)), 0x6F66667365740001) }

// salt tells the features of a declaration at an offset from others. Those of a
// bag have one salt at all offsets.
func (d *decl) salt(offset int) uint64 {
	if !d.bag {
		return offsetSalt(offset)
	}
	salt := uint64(0x6261670000000001)
	for _, o := range d.offsets {
		salt = mix(salt, offsetSalt(o))
	}
	return salt
}

// A Values remembers which tags hashes stand for, so that features can be named.
// It is not safe for concurrent use.
type Values map[uint64]string

// Hash is the function [Hash], and remembers the tag.
func (v Values) Hash(tag string) uint64 {
	h := Hash(tag)
	if h != 0 {
		v[h] = tag
	}
	return h
}
