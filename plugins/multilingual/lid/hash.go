package lid

// Numbers of the FNV-1a hash, and the seed of whole words, which are no n-grams.
const (
	fnvOffset = 2166136261
	fnvPrime  = 16777619
	wordSeed  = 0x9747b28c
)

// dense is how many letters a character of a script without spaces counts for: it says
// as much as a syllable or two of others.
const dense = 3

// Features appends the rows of the word's features in a table of 1<<bits rows:
// one for each of its n-grams, and one for the word.
func (s *Scanner) Features(dst []uint32, bits uint) []uint32 {
	first := len(dst)
	for i := range s.runes {
		h := uint32(fnvOffset)
		for n, r := range s.runes[i:min(i+maxGram, len(s.runes))] {
			h = (h ^ uint32(r)) * fnvPrime
			if n == 0 && r == boundary {
				continue // a boundary alone says nothing
			}
			dst = append(dst, mix(h)>>(32-bits))
		}
	}
	if len(s.runes) > maxGram && len(s.runes) < maxWord {
		h := uint32(wordSeed)
		for _, r := range s.runes {
			h = (h ^ uint32(r)) * fnvPrime
		}
		dst = append(dst, mix(h)>>(32-bits))
	}
	if len(s.runes) > 0 && s.runes[0] != boundary {
		word := dst[first:]
		for range dense - 1 {
			dst = append(dst, word...)
		}
	}
	return dst
}

// mix spreads a hash over all its bits (the finaliser of MurmurHash3).
func mix(h uint32) uint32 {
	h ^= h >> 16
	h *= 0x85ebca6b
	h ^= h >> 13
	h *= 0xc2b2ae35
	return h ^ h>>16
}
