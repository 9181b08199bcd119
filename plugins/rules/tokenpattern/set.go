package tokenpattern

// A Set is a set of small numbers: number n is bit n%64 of word n/64.
type Set []uint64

// With returns the set with a number more; the set may be changed by it.
func (s Set) With(number int) Set {
	for len(s) <= number/64 {
		s = append(s, 0)
	}
	s[number/64] |= 1 << (number % 64)
	return s
}

// Has reports whether a number is in the set.
func (s Set) Has(number int) bool {
	return number/64 < len(s) && s[number/64]>>(number%64)&1 != 0
}
