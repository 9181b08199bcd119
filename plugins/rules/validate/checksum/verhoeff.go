package checksum

// Verhoeff reports whether the last digit is right by the scheme of J. Verhoeff
// ("Error detecting decimal codes", 1969): multiplication in the dihedral group
// of order ten after a permutation by place. It catches every wrong digit and
// every transposition of neighbours.
func Verhoeff(digits string) bool {
	c := 0
	for i := range len(digits) {
		c = dihedral(c, permuted(i, value(digits[len(digits)-1-i])))
	}
	return c == 0
}

// dihedral multiplies in the dihedral group D5: 0 to 4 are rotations, 5 to 9
// reflections.
func dihedral(a, b int) int {
	switch {
	case a < 5 && b < 5:
		return (a + b) % 5
	case a < 5:
		return (a+b-5)%5 + 5
	case b < 5:
		return (a-5-b+5)%5 + 5
	default:
		return (a - b + 5) % 5
	}
}

// permuted applies the permutation of Verhoeff n times to a digit.
func permuted(n, d int) int {
	permutation := [10]int{1, 5, 7, 6, 2, 8, 3, 0, 9, 4}
	for range n % 8 {
		d = permutation[d%10]
	}
	return d
}
