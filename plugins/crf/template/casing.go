package template

// How a word is written, as casing counts it.
const (
	uncased = iota // no letters with case
	allSmall
	onlyFirst   // a capital at its beginning
	allCapitals // more than one
	otherwise   // mixed
	casings     // how many there are
)

// caseOf returns how the word is written.
func (a *analysis) caseOf() uint64 {
	switch n := a.count(); {
	case n.upper+n.lower == 0:
		return uncased
	case n.upper == 0:
		return allSmall
	case n.lower == 0 && n.upper > 1:
		return allCapitals
	case n.firstUpper && n.upper == 1:
		return onlyFirst
	}
	return otherwise
}

// casing is how a sentence is written, the same for all its tokens: where all is in
// capitals, or nothing is, capitals tell nothing. Its value is the index of a word
// in Word.Parts.
type casing int

func (c *compiler) casing(unit) (filler, error) {
	c.x.caseOf = c.x.parts
	c.x.parts++
	return casing(c.x.caseOf), nil
}

func (c casing) fill(s *Sentence, out []uint64) {
	value := Hash(c.of(s.Parts))
	for i := range out {
		out[i] = value
	}
}

// of judges a sentence by its words but the first, which has a capital anyway.
func (c casing) of(parts [][]uint64) string {
	var n [casings]int
	for i := 1; i < len(parts); i++ {
		n[min(parts[i][c], otherwise)]++
	}
	switch cased := len(parts) - 1 - n[uncased]; {
	case cased < 3: // too few to tell
		return ""
	case n[allCapitals]*10 >= cased*7:
		return "capitals"
	case n[allSmall] == cased && parts[0][c] <= allSmall:
		return "small"
	case (n[allCapitals]+n[onlyFirst])*10 >= cased*6:
		return "titles"
	}
	return "usual"
}

func (casing) name(value uint64) string {
	return nameAmong(value, "capitals", "small", "titles", "usual")
}
