package stats

import "math"

// mostHashes is how many hashes a sketch keeps in the end.
const mostHashes = 4096

// A sketch counts distinct hashes: all of them as long as they are few, else by the
// smallest ones. The zero value is empty.
type sketch struct {
	hashes map[uint64]struct{}
	// limit: hashes from it on are not kept; 0: all are.
	limit uint64
}

func (s *sketch) add(hash uint64) {
	if s.limit > 0 && hash >= s.limit {
		return
	}
	if s.hashes == nil {
		s.hashes = map[uint64]struct{}{}
	}
	s.hashes[hash] = struct{}{}
	if len(s.hashes) > 2*mostHashes {
		s.halve()
	}
}

// halve lowers the limit, so that hashes of about half the range are left.
func (s *sketch) halve() {
	for len(s.hashes) > mostHashes {
		if s.limit == 0 {
			s.limit = 1 << 63
		} else {
			s.limit /= 2
		}
		for h := range s.hashes {
			if h >= s.limit {
				delete(s.hashes, h)
			}
		}
	}
}

// merge takes in what another one has counted.
func (s *sketch) merge(other *sketch) {
	if other.limit > 0 && (s.limit == 0 || other.limit < s.limit) {
		s.limit = other.limit
		for h := range s.hashes {
			if h >= s.limit {
				delete(s.hashes, h)
			}
		}
	}
	for h := range other.hashes {
		s.add(h)
	}
}

// count returns how many there are, and whether that is an estimate.
func (s *sketch) count() Distinct {
	if s.limit == 0 {
		return Distinct{Count: len(s.hashes)}
	}
	share := float64(s.limit) / math.MaxUint64
	return Distinct{Count: int(float64(len(s.hashes))/share + 0.5), Estimated: true}
}
