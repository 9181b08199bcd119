package proposal

import (
	"cmp"
	"regexp/syntax"
	"slices"
	"unicode"
)

// An alphabet is all characters that matches of an expression can have: ranges in order,
// their ends included. Few entities have only such characters as the exceptions name, so
// that the text need not be searched for the others.
type alphabet struct {
	ranges [][2]rune
	// edges: it matters where the text begins or ends.
	edges bool
}

// alphabetOf returns the alphabet of an expression that compiles.
func alphabetOf(expr string) alphabet {
	var a alphabet
	parsed, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return alphabet{ranges: [][2]rune{{0, unicode.MaxRune}}, edges: true}
	}
	a.add(parsed)
	slices.SortFunc(a.ranges, func(r, s [2]rune) int { return cmp.Compare(r[0], s[0]) })
	merged := a.ranges[:0]
	for _, r := range a.ranges {
		if n := len(merged); n > 0 && r[0] <= merged[n-1][1] {
			merged[n-1][1] = max(merged[n-1][1], r[1])
		} else {
			merged = append(merged, r)
		}
	}
	a.ranges = merged
	return a
}

// add adds what a part of an expression matches.
func (a *alphabet) add(re *syntax.Regexp) {
	switch re.Op {
	case syntax.OpAnyChar:
		a.ranges = append(a.ranges, [2]rune{0, unicode.MaxRune})
	case syntax.OpAnyCharNotNL:
		a.ranges = append(a.ranges, [2]rune{0, '\n' - 1}, [2]rune{'\n' + 1, unicode.MaxRune})
	case syntax.OpBeginText, syntax.OpEndText:
		a.edges = true
	case syntax.OpCharClass:
		for r := range slices.Chunk(re.Rune, 2) {
			a.ranges = append(a.ranges, [2]rune{r[0], r[1]})
		}
	case syntax.OpLiteral:
		for _, r := range re.Rune {
			a.letter(r, re.Flags&syntax.FoldCase != 0)
		}
	}
	for _, sub := range re.Sub {
		a.add(sub)
	}
}

// letter adds one character, or all that differ from it in case only.
func (a *alphabet) letter(r rune, fold bool) {
	a.ranges = append(a.ranges, [2]rune{r, r})
	if !fold {
		return
	}
	for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
		a.ranges = append(a.ranges, [2]rune{other, other})
	}
}

// inLines reports whether the matches in a text are those in each of its lines.
func (a *alphabet) inLines() bool { return !a.edges && !a.spells("\n") }

// spells reports whether a text has no other characters.
func (a *alphabet) spells(text string) bool {
	for _, r := range text {
		_, known := slices.BinarySearchFunc(a.ranges, r, func(e [2]rune, r rune) int {
			switch {
			case e[1] < r:
				return -1
			case e[0] > r:
				return 1
			}
			return 0
		})
		if !known {
			return false
		}
	}
	return true
}
