package template

import (
	"slices"

	"github.com/cespare/xxhash/v2"
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
	salt  uint64
	salts []uint64 // of the offsets
	fill  filler
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

// track returns the index of a unit's track, and makes it at first.
func (c *compiler) track(u unit) (int, error) {
	if i, known := c.tracks[u.id]; known {
		return i, nil
	}
	made := track{Track: Track{Name: u.id}, salt: xxhash.Sum64String(u.id)}
	switch u.name {
	case "position":
		made.fill = position{}
	case "casing":
		made.fill = casing(c.x.parts)
		c.x.caseOf = c.x.parts
		c.x.parts++
	case "list":
		l, err := c.list(u)
		if err != nil {
			return 0, err
		}
		made.fill = l
	case "layer":
		made.fill = layer(len(c.x.layers))
		c.x.layers = append(c.x.layers, u.options.Layer)
	}
	c.tracks[u.id] = len(c.x.tracks)
	c.x.tracks = append(c.x.tracks, made)
	return len(c.x.tracks) - 1, nil
}

// position marks the ends of the sentence.
type position struct{}

func (position) fill(_ *Sentence, out []uint64) {
	clear(out)
	switch n := len(out); n {
	case 0:
	case 1:
		out[0] = Hash("only")
	default:
		out[0], out[n-1] = Hash("first"), Hash("last")
	}
}

func (position) name(value uint64) string { return nameAmong(value, "only", "first", "last") }

// nameAmong returns the tag whose hash the value is.
func nameAmong(value uint64, tags ...string) string {
	i := slices.IndexFunc(tags, func(tag string) bool { return Hash(tag) == value })
	if i < 0 {
		return ""
	}
	return tags[i]
}

// layer is the index of a layer.
type layer int

func (l layer) fill(s *Sentence, out []uint64) {
	if int(l) >= len(s.Layers) {
		clear(out) // nobody wrote it
		return
	}
	n := copy(out, s.Layers[l])
	clear(out[n:])
}

func (layer) name(uint64) string { return "" }
