package regexset

import "regexp/syntax"

// A kind is what assertions need to know of the byte before a place.
type kind uint8

const (
	otherByte kind = iota
	wordByte       // of a word, by RE2: ASCII letters, digits and _
	lineBreak
	textStart
	kinds = iota
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
		return textStart
	}
	return kindOf(text[at-1])
}

// holding returns the assertions that hold between a byte of kind before and
// the byte next.
func holding(before kind, next byte) syntax.EmptyOp {
	flags := holdingAfter(before)
	if next == '\n' {
		flags |= syntax.EmptyEndLine
	}
	return flags | wordEdge(before == wordByte, kindOf(next) == wordByte)
}

// holdingAtEnd is holding at the end of the text.
func holdingAtEnd(before kind) syntax.EmptyOp {
	return holdingAfter(before) | syntax.EmptyEndLine | syntax.EmptyEndText | wordEdge(before == wordByte, false)
}

func holdingAfter(before kind) syntax.EmptyOp {
	switch before {
	case textStart:
		return syntax.EmptyBeginText | syntax.EmptyBeginLine
	case lineBreak:
		return syntax.EmptyBeginLine
	default:
		return 0
	}
}

func wordEdge(before, after bool) syntax.EmptyOp {
	if before != after {
		return syntax.EmptyWordBoundary
	}
	return syntax.EmptyNoWordBoundary
}
