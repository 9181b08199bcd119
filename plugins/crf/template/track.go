package template

import (
	"slices"
)

// A Track is one value per token of a sentence.
type Track struct {
	// Name is what people call it: position, list:cities, layer:rules.
	Name string
	// Offsets are those at which the track is a feature, sorted. There are none
	// when only joins look at it.
	Offsets []int
	// Min is the min_count at each of the offsets, 0 if none was given.
	Min []int
}

// A track fills one [Track].
type track struct {
	Track
	salt     uint64
	salts    []uint64 // of the offsets
	resource string   // the ID of the file it reads, or ""
	fill     filler
}

// A filler writes the values of a track.
type filler interface {
	fill(s *Sentence, out []uint64)
	// name returns what a value stands for, or "".
	name(value uint64) string
}

// A Sentence is what the extractor knows of a sentence.
type Sentence struct {
	// Parts holds [Word.Parts] of each token.
	Parts [][]uint64
	// Layers holds the hash of each token's tag, 0 where it has none, of each of
	// [Extractor.Layers]: Layers[layer][token]. See [Hash].
	Layers [][]uint64
	// Tracks is what [Extractor.Fill] writes: Tracks[track][token]. 0 is nothing.
	Tracks [][]uint64

	// Scratch: of lists, and of conjunctions.
	pairs  []place
	laid   []uint64
	joined []uint64
}

// Tracks returns the tracks, in the order of [Sentence.Tracks]. It is not to be
// changed.
func (x *Extractor) Tracks() []Track {
	out := make([]Track, len(x.tracks))
	for i := range x.tracks {
		out[i] = x.tracks[i].Track
	}
	return out
}

// Layers returns the names of the layers that are read, in the order in which
// [Sentence.Layers] has them. It is not to be changed.
func (x *Extractor) Layers() []string { return x.layers }

// Fill writes the tracks of a sentence. It uses the memory of s.Tracks again.
func (x *Extractor) Fill(s *Sentence) {
	n := len(s.Parts)
	if cap(s.Tracks) < len(x.tracks) {
		s.Tracks = make([][]uint64, len(x.tracks))
	}
	s.Tracks = s.Tracks[:len(x.tracks)]
	for i := range x.tracks {
		out := s.Tracks[i]
		if cap(out) < n {
			out = make([]uint64, n, n+n/2)
		}
		s.Tracks[i] = out[:n]
		x.tracks[i].fill.fill(s, out[:n])
	}
}

// Key returns the key of a track's value at the offset of index k in its
// Offsets. The value 0 has the key 0: no feature.
func (x *Extractor) Key(track, k int, value uint64) uint64 {
	if value == 0 {
		return 0
	}
	t := &x.tracks[track]
	return some(mix(mix(value, t.salt), t.salts[k]))
}

// see adds the offsets of a declaration.
func (t *track) see(d decl) {
	for _, o := range d.offsets {
		i, _ := slices.BinarySearch(t.Offsets, o)
		t.Offsets = slices.Insert(t.Offsets, i, o)
		t.Min = slices.Insert(t.Min, i, d.min)
		t.salts = slices.Insert(t.salts, i, offsetSalt(o))
	}
}
