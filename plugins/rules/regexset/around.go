package regexset

import "regexp/syntax"

// emptyOp is a set of assertions.
type emptyOp = syntax.EmptyOp

// A kind is what assertions need to know of what stands on one side of a place.
type kind uint8

const (
	otherByte kind = iota
	wordByte       // of a word, by RE2: ASCII letters, digits and _
	lineBreak
	textEdge // nothing: the text begins or ends here
	kinds    = iota
)

func kindOf(c byte) kind {
	switch {
	case c == '\n':
		return lineBreak
	case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '_':
		return wordByte
	}
	return otherByte
}

// kindBefore is the kind of what stands before byte at.
func kindBefore(text string, at int) kind {
	if at == 0 {
		return textEdge
	}
	return kindOf(text[at-1])
}

// kindAfter is the kind of the byte at.
func kindAfter(text string, at int) kind {
	if at == len(text) {
		return textEdge
	}
	return kindOf(text[at])
}

// holding returns the assertions that hold between two kinds.
func holding(before, after kind) emptyOp {
	flags := syntax.EmptyNoWordBoundary
	if (before == wordByte) != (after == wordByte) {
		flags = syntax.EmptyWordBoundary
	}
	switch before {
	case textEdge:
		flags |= syntax.EmptyBeginText | syntax.EmptyBeginLine
	case lineBreak:
		flags |= syntax.EmptyBeginLine
	default:
	}
	switch after {
	case textEdge:
		flags |= syntax.EmptyEndText | syntax.EmptyEndLine
	case lineBreak:
		flags |= syntax.EmptyEndLine
	default:
	}
	return flags
}

// holdingAt returns the assertions that hold before byte at.
func holdingAt(text string, at int) emptyOp {
	return holding(kindBefore(text, at), kindAfter(text, at))
}
