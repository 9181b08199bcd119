package tags

import (
	"fmt"
	"strings"
)

// A Scheme is a way to write entities as tags.
type Scheme uint8

// The schemes.
const (
	// IOB1: B only where an entity follows another of its type.
	IOB1 Scheme = iota
	// IOB2: every entity begins with B. Also called BIO.
	IOB2
	// IOE1: E only where an entity is followed by another of its type.
	IOE1
	// IOE2: every entity ends with E.
	IOE2
	// IOBES: B, I, E, and S for an entity of one token.
	IOBES
	// BILOU: the same with L for E and U for S.
	BILOU
	schemes
)

var schemeNames = [schemes]string{"iob1", "iob2", "ioe1", "ioe2", "iobes", "bilou"}

// String returns the name in small letters.
func (s Scheme) String() string { return schemeNames[s] }

// Schemes returns all schemes.
func Schemes() []Scheme { return []Scheme{IOB1, IOB2, IOE1, IOE2, IOBES, BILOU} }

// ParseScheme reads the name of a scheme; bio is iob2 and bioes is iobes.
func ParseScheme(name string) (Scheme, error) {
	lower := strings.ToLower(name)
	switch lower {
	case "bio":
		return IOB2, nil
	case "bioes":
		return IOBES, nil
	}
	for s, known := range schemeNames {
		if lower == known {
			return Scheme(s), nil
		}
	}
	return 0, fmt.Errorf("there is no tagging scheme %q: use %s", name, strings.Join(schemeNames[:], ", "))
}

// kinds says what the prefixes of a scheme mean.
var kinds = [schemes]string{"IOB", "IOB", "IOE", "IOE", "IOBES", "BILOU"}

// Allows reports whether a tag is one of the scheme.
func (s Scheme) Allows(t Tag) bool { return strings.ContainsRune(kinds[s], t.Prefix) }

// Detect returns the scheme that sequences are written in, as far as their
// prefixes tell, and false if they are of none. Tags of B, I and O are taken for
// IOB2, those of I, E and O for IOE2.
func Detect(sentences [][]Tag) (Scheme, bool) {
	seen := map[rune]bool{}
	for _, tags := range sentences {
		for _, t := range tags {
			seen[t.Prefix] = true
		}
	}
	for _, s := range []Scheme{IOB2, IOE2, IOBES, BILOU} {
		if subset(seen, kinds[s]) {
			return s, true
		}
	}
	return 0, false
}

func subset(seen map[rune]bool, prefixes string) bool {
	for p := range seen {
		if !strings.ContainsRune(prefixes, p) {
			return false
		}
	}
	return true
}
