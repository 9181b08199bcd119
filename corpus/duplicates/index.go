package duplicates

// Bands of rows: texts that agree in all rows of a band are compared.
const (
	bands = 10
	rows  = 4
)

// mostCompared bounds how many texts of one band a text is compared with, the newest
// first, so that a corpus of one template does not take quadratic time. What is beyond
// may still be found by another band.
const mostCompared = 128

// DefaultThreshold is the Jaccard index from which texts are nearly the same.
const DefaultThreshold = 0.8

// An Index holds the signatures of distinct texts. It is not safe for concurrent use.
type Index struct {
	threshold float64
	same      map[uint64]int32
	heads     map[uint64]int32 // the newest text of a bucket
	older     [][bands]int32   // the text before in the bucket, -1: none
	mins      [][Hashes]uint32
	seen      []int32 // the text that it was last compared with
}

// NewIndex returns an empty index; a threshold of 0 is [DefaultThreshold].
func NewIndex(threshold float64) *Index {
	if threshold <= 0 {
		threshold = DefaultThreshold
	}
	return &Index{threshold: threshold, same: map[uint64]int32{}, heads: map[uint64]int32{}}
}

// Len returns how many distinct texts there are.
func (x *Index) Len() int { return len(x.mins) }

// A Match is a text that is nearly the same.
type Match struct {
	Text int
	// Similarity is the estimated Jaccard index.
	Similarity float64
}

// Add returns the number of a text, which it shares with those of the same words, and
// whether it is new. near are the earlier texts that are nearly the same as a new one.
func (x *Index) Add(s *Signature) (text int, fresh bool, near []Match) {
	if text, known := x.same[s.Same]; known {
		return int(text), false, nil
	}
	n := int32(len(x.mins))
	x.same[s.Same] = n
	var before [bands]int32
	for band := range bands {
		key := bucket(s, band)
		head, ok := x.heads[key]
		if !ok {
			head = -1
		}
		before[band] = head
		near = x.compare(s, n, band, head, near)
		x.heads[key] = n
	}
	x.older = append(x.older, before)
	x.mins = append(x.mins, s.mins)
	x.seen = append(x.seen, -1)
	return int(n), true, near
}

// compare goes through a bucket from its newest text.
func (x *Index) compare(s *Signature, n int32, band int, at int32, near []Match) []Match {
	for range mostCompared {
		if at < 0 {
			break
		}
		if x.seen[at] != n {
			x.seen[at] = n
			if j := alike(&s.mins, &x.mins[at]); j >= x.threshold {
				near = append(near, Match{int(at), j})
			}
		}
		at = x.older[at][band]
	}
	return near
}

func bucket(s *Signature, band int) uint64 {
	h := uint64(band) + 1
	for _, m := range s.mins[band*rows : (band+1)*rows] {
		h = mix(h*0x9e3779b97f4a7c15 + uint64(m))
	}
	return h
}
