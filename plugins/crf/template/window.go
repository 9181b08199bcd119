package template

import "slices"

// A window is what conjunctions see of the words of a sentence, side by side: the parts
// that any of them looks at, spread for mix, of the places before the sentence, of its
// words, and of the places behind it.
type window struct {
	parts          []int // indices in Word.Parts
	before, behind []uint64
	// joins has for each conjunction where its parts lie, from those of the first place
	// that the token could see. It is nil where one is of a track.
	joins [][]int
}

func newWindow(x *Extractor) window {
	w := window{joins: make([][]int, len(x.joins))}
	for _, j := range x.joins {
		for _, p := range j.parts {
			if p.word >= 0 && !slices.Contains(w.parts, p.word) {
				w.parts = append(w.parts, p.word)
			}
		}
	}
	for i := range x.joins {
		w.joins[i] = w.where(&x.joins[i], len(x.outside[0]))
	}
	for _, word := range slices.Backward(x.outside[0]) {
		w.before = w.lay(w.before, word.Parts)
	}
	for _, word := range x.outside[1] {
		w.behind = w.lay(w.behind, word.Parts)
	}
	return w
}

// where returns where the parts of a conjunction lie; there are so many places before a
// sentence.
func (w *window) where(j *join, places int) []int {
	var at []int
	for _, p := range j.parts {
		if p.word < 0 {
			return nil
		}
		at = append(at, (places+p.offset)*len(w.parts)+slices.Index(w.parts, p.word))
	}
	return at
}

// lay appends what is seen of a word.
func (w *window) lay(dst, parts []uint64) []uint64 {
	for _, p := range w.parts {
		dst = append(dst, spread(parts[p]))
	}
	return dst
}

// Joined returns the keys of all conjunctions at all tokens: what [Extractor.Join] says of
// conjunction j at token i is at i*[Extractor.Joins]+j. They are good until the next call
// with the sentence.
func (x *Extractor) Joined(s *Sentence) []uint64 {
	w := &x.window
	laid := append(s.laid[:0], w.before...)
	for _, parts := range s.Parts {
		laid = w.lay(laid, parts)
	}
	s.laid = append(laid, w.behind...)
	s.joined = s.joined[:0]
	for i := range s.Parts {
		seen := s.laid[i*len(w.parts):]
		for j, at := range w.joins {
			if at == nil {
				s.joined = append(s.joined, x.Join(j, i, s))
			} else {
				s.joined = append(s.joined, x.joins[j].key(seen, at))
			}
		}
	}
	return s.joined
}

// key makes the key of spread parts.
func (j *join) key(seen []uint64, at []int) uint64 {
	key := j.salt
	for _, k := range at {
		if seen[k] == 0 {
			return 0
		}
		key = stir(key ^ seen[k])
	}
	return some(key)
}
