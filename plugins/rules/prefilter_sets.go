package rules

import (
	"strings"
	"unicode"

	"github.com/onomast/onomast/plugins/rules/alphabet"
)

// foldText makes texts that differ in case only the same; it is weaker than
// units and cheap.
func foldText(s string) string { return strings.Map(alphabet.SimpleFold, s) }

func caseVariants(r rune, fold bool) []rune {
	variants := []rune{r}
	for next := unicode.SimpleFold(r); fold && next != r; next = unicode.SimpleFold(next) {
		variants = append(variants, next)
	}
	return variants
}

// usable reports whether a set of literals excludes anything.
func usable(literals []string) bool { return len(literals) > 0 && shortest(literals) > 0 }

func shortest(literals []string) int {
	n := len(literals[0])
	for _, s := range literals {
		n = min(n, len(s))
	}
	return n
}

// better returns the set of literals that excludes more texts, where both must
// be met; nil if neither excludes any.
func better(a, b []string) []string {
	switch {
	case !usable(a) && !usable(b):
		return nil
	case !usable(a):
		return b
	case !usable(b):
		return a
	case shortest(a) != shortest(b):
		if shortest(a) > shortest(b) {
			return a
		}
		return b
	case len(a) <= len(b):
		return a
	}
	return b
}

// either returns the literals of both, where one must be met; nil if that
// excludes nothing.
func either(a, b []string) []string {
	if !usable(a) || !usable(b) || len(a)+len(b) > maxLiterals {
		return nil
	}
	return union(a, b)
}

func union(a, b []string) []string {
	out := append([]string{}, a...)
	for _, s := range b {
		if !contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

func contains(list []string, s string) bool {
	for _, have := range list {
		if have == s {
			return true
		}
	}
	return false
}

// product returns each of a followed by each of b.
func product(a, b []string) []string {
	out := make([]string, 0, len(a)*len(b))
	for _, x := range a {
		for _, y := range b {
			out = append(out, x+y)
		}
	}
	return out
}

// bothBytes returns the sets of a and b, where all must be met.
func bothBytes(a, b []byteSet) []byteSet {
	for _, s := range b {
		known := false
		for _, have := range a {
			known = known || have == s
		}
		if !known && len(a) < maxByteSets {
			a = append(a[:len(a):len(a)], s)
		}
	}
	return a
}

// eitherBytes returns sets that are met when those of a or those of b are.
func eitherBytes(a, b []byteSet) []byteSet {
	if len(a) == 0 || len(b) == 0 {
		return nil
	}
	var set byteSet
	for i := range set {
		set[i] = a[0][i] | b[0][i]
	}
	return []byteSet{set}
}
