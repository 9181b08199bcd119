package tagger

// mostValues bounds how many values of a track are kept.
const mostValues = 1 << 12

// A trackCache holds the blocks of the values of one track.
type trackCache struct {
	*chainTagger
	track int
	reach
	known map[uint64][]float32
}

func newTrackCache(c *chainTagger, track int) *trackCache {
	return &trackCache{chainTagger: c, track: track, reach: newReach(c.tracks[track].Offsets), known: map[uint64][]float32{}}
}

// of returns the block of a value.
func (t *trackCache) of(value uint64) []float32 {
	if block, ok := t.known[value]; ok {
		return block
	}
	if len(t.known) == mostValues {
		clear(t.known)
	}
	block := make([]float32, t.rows*t.tags)
	for k := range t.offsets {
		t.table.Add(block[t.row(k)*t.tags:][:t.tags], t.x.Key(t.track, k, value))
	}
	t.known[value] = block
	return block
}
