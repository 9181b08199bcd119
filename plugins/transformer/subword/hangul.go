package subword

// Hangul syllables are made of two or three jamo by arithmetic (Unicode, 3.12).
const (
	syllables = 0xAC00
	leads     = 0x1100
	vowels    = 0x1161
	tails     = 0x11A7 // the one before the first: no tail

	leadCount  = 19
	vowelCount = 21
	tailCount  = 28
)

func isSyllable(r rune) bool {
	return r >= syllables && r < syllables+leadCount*vowelCount*tailCount
}

// jamo returns the jamo of a syllable.
func jamo(r rune) []rune {
	i := r - syllables
	lead, vowel, tail := leads+i/(vowelCount*tailCount), vowels+i/tailCount%vowelCount, tails+i%tailCount
	if tail == tails {
		return []rune{lead, vowel}
	}
	return []rune{lead, vowel, tail}
}

// syllable returns the syllable of a lead and a vowel, or of a syllable without a tail
// and a tail.
func syllable(a, b rune) (rune, bool) {
	switch {
	case a >= leads && a < leads+leadCount && b >= vowels && b < vowels+vowelCount:
		return syllables + ((a-leads)*vowelCount+b-vowels)*tailCount, true
	case isSyllable(a) && (a-syllables)%tailCount == 0 && b > tails && b < tails+tailCount:
		return a + b - tails, true
	}
	return 0, false
}
