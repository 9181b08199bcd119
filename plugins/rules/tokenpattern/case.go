package tokenpattern

import "unicode"

// A Case says which letters of a token are upper case.
type Case uint8

// The cases of tokens.
const (
	NoCase  Case = iota // no letter, or letters without case
	Lower               // no letter is upper case
	Initial             // one letter, which is upper case
	Upper               // several letters, all upper case
	Title               // the first letter is upper case, and others are not
	Mixed               // upper-case letters behind lower-case ones
)

// CaseOf returns the case of a token.
func CaseOf(token string) Case {
	upper, lower := 0, 0
	first := false // the first letter with case is upper case
	for _, r := range token {
		switch {
		case unicode.IsUpper(r) || unicode.IsTitle(r):
			first = first || lower == 0
			upper++
		case unicode.IsLower(r):
			lower++
		}
	}
	switch {
	case upper == 0 && lower == 0:
		return NoCase
	case upper == 0:
		return Lower
	case lower > 0 && first:
		return Title
	case lower > 0:
		return Mixed
	case upper == 1:
		return Initial
	}
	return Upper
}

// cases are the names of cases in conditions.
func cases(names OneOf) (set uint8, unknown string) {
	for _, name := range names {
		switch name {
		case "lower":
			set |= 1 << Lower
		case "initial":
			set |= 1 << Initial
		case "upper":
			set |= 1 << Upper
		case "title":
			set |= 1 << Title
		case "mixed":
			set |= 1 << Mixed
		case "none":
			set |= 1 << NoCase
		default:
			return set, name
		}
	}
	return set, ""
}
