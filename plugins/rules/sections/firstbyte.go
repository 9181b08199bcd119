package sections

import (
	"regexp/syntax"
	"unicode"
	"unicode/utf8"
)

// firstBytes reports which bytes a line may begin with that an expression matches
// at its beginning. Lines that begin otherwise need not be tried; that most do
// makes many rules cheap.
func firstBytes(expr string) (set [256]bool, err error) {
	parsed, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return set, err
	}
	code, err := syntax.Compile(parsed.Simplify())
	if err != nil {
		return set, err
	}
	seen := make([]bool, len(code.Inst))
	todo := []uint32{uint32(code.Start)}
	for len(todo) > 0 {
		at := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[at] {
			continue
		}
		seen[at] = true
		switch i := &code.Inst[at]; i.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			todo = append(todo, i.Out, i.Arg)
		case syntax.InstCapture, syntax.InstEmptyWidth, syntax.InstNop:
			todo = append(todo, i.Out)
		case syntax.InstMatch: // whatever the line is
			for b := range set {
				set[b] = true
			}
		case syntax.InstFail:
		default:
			addFirst(&set, i)
		}
	}
	return set, nil
}

// addFirst adds the first bytes of the characters that an instruction takes.
func addFirst(set *[256]bool, i *syntax.Inst) {
	for b := range utf8.RuneSelf {
		set[b] = set[b] || i.MatchRune(rune(b))
	}
	if i.Op == syntax.InstRuneAny || i.Op == syntax.InstRuneAnyNotNL {
		addRange(set, utf8.RuneSelf, unicode.MaxRune)
		return
	}
	if len(i.Rune) == 1 {
		addRange(set, i.Rune[0], i.Rune[0])
		for r := unicode.SimpleFold(i.Rune[0]); syntax.Flags(i.Arg)&syntax.FoldCase != 0 && r != i.Rune[0]; r = unicode.SimpleFold(r) {
			addRange(set, r, r)
		}
	}
	for k := 0; k+1 < len(i.Rune); k += 2 {
		addRange(set, i.Rune[k], i.Rune[k+1])
	}
}

// addRange adds the first bytes of the characters from low to high that are not
// ASCII. Those bytes rise with the characters.
func addRange(set *[256]bool, low, high rune) {
	if high < utf8.RuneSelf {
		return
	}
	for b := lead(max(low, utf8.RuneSelf)); b <= lead(high); b++ {
		set[b] = true
	}
}

// lead is the first byte of a character of two bytes or more.
func lead(r rune) rune {
	switch {
	case r < 0x800:
		return 0xC0 | r>>6
	case r < 0x10000:
		return 0xE0 | r>>12
	default:
		return 0xF0 | r>>18
	}
}
