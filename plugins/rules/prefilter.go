package rules

import (
	"regexp/syntax"
	"slices"
	"strings"
)

// A requirement is what a stretch of text must hold for an expression to match
// in it. It is cheap to check and never wrong when it says no.
//
// Next issue: one automaton for the literals of all patterns, which also says
// where matches can begin.
type requirement struct {
	// literals, folded: one of them lies in every match. None: not known.
	literals []string
	// bytes: every match has a byte of each set.
	bytes []byteSet
	// inLine: no match holds a line break, and none depends on where the text
	// begins or ends, so lines can be searched one by one.
	inLine bool
}

// A byteSet is a set of bytes.
type byteSet [4]uint64

func (b *byteSet) add(c byte) { b[c>>6] |= 1 << (c & 63) }

func (b *byteSet) meets(o *byteSet) bool {
	return b[0]&o[0]|b[1]&o[1]|b[2]&o[2]|b[3]&o[3] != 0
}

// Bounds of what is worth checking.
const (
	maxLiterals = 64
	maxByteSets = 4
	maxExact    = 4 // code points of a class that is taken as literals
)

// require works out the requirement of an expression that compiles.
func require(expr string, ignoreCase bool) requirement {
	flags := syntax.Perl
	if ignoreCase {
		flags |= syntax.FoldCase
	}
	re, err := syntax.Parse(expr, flags)
	if err != nil {
		return requirement{}
	}
	i := inspect(re)
	return requirement{literals: better(i.best, i.exact), bytes: i.bytes, inLine: inLine(re)}
}

// met reports whether the expression may match in a line, or in the text whose
// lines together are l.
func (q *requirement) met(l *line) bool {
	for i := range q.bytes {
		if !q.bytes[i].meets(&l.bytes) {
			return false
		}
	}
	if len(q.literals) == 0 {
		return true
	}
	for _, lit := range q.literals {
		if strings.Contains(l.folded, lit) {
			return true
		}
	}
	return false
}

// facts is what is known of the texts that a part of an expression matches.
type facts struct {
	exact []string  // all of them, folded; nil: too many to say
	best  []string  // each of them holds one of these; nil: not known
	bytes []byteSet // each of them has a byte of each set
}

func inspect(re *syntax.Regexp) facts {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText,
		syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return facts{exact: []string{""}}
	case syntax.OpLiteral:
		return facts{exact: []string{foldText(string(re.Rune))}, bytes: []byteSet{literalBytes(re)}}
	case syntax.OpCharClass:
		return inspectClass(re.Rune)
	case syntax.OpCapture:
		return inspect(re.Sub[0])
	case syntax.OpPlus:
		return inspect(re.Sub[0]).repeated()
	case syntax.OpRepeat:
		if re.Min > 0 {
			return inspect(re.Sub[0]).repeated()
		}
	case syntax.OpQuest:
		if f := inspect(re.Sub[0]); f.exact != nil && len(f.exact) < maxLiterals {
			return facts{exact: union(f.exact, []string{""})}
		}
	case syntax.OpConcat:
		return inspectConcat(re.Sub)
	case syntax.OpAlternate:
		return inspectAlternate(re.Sub)
	default: // says nothing
	}
	return facts{}
}

// repeated is what is known of one or more in a row.
func (f facts) repeated() facts { return facts{best: better(f.best, f.exact), bytes: f.bytes} }

// literalBytes are the bytes that the first code point of a literal has.
func literalBytes(re *syntax.Regexp) byteSet {
	var b byteSet
	for _, r := range caseVariants(re.Rune[0], re.Flags&syntax.FoldCase != 0) {
		b.addRune(r)
	}
	return b
}

// addRune adds the first byte of r, or all bytes beyond ASCII.
func (b *byteSet) addRune(r rune) {
	if r < 0x80 {
		b.add(byte(r))
		return
	}
	b[2], b[3] = ^uint64(0), ^uint64(0)
}

// inspectClass takes ranges of code points, pairwise.
func inspectClass(ranges []rune) facts {
	var f facts
	var set byteSet
	size := 0
	for i := 0; i < len(ranges); i += 2 {
		size += int(ranges[i+1]-ranges[i]) + 1
		for r := ranges[i]; r <= min(ranges[i+1], 0x80); r++ {
			set.addRune(r)
		}
		if ranges[i+1] >= 0x80 {
			set.addRune(0x80)
		}
	}
	f.bytes = []byteSet{set}
	if size > maxExact {
		return f
	}
	f.exact = []string{}
	for i := 0; i < len(ranges); i += 2 {
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			f.exact = union(f.exact, []string{foldText(string(r))})
		}
	}
	return f
}

func inspectConcat(subs []*syntax.Regexp) facts {
	var all facts
	exact, whole := []string{""}, true
	for _, sub := range subs {
		f := inspect(sub)
		all.bytes = bothBytes(all.bytes, f.bytes)
		if f.exact != nil && len(exact)*len(f.exact) <= maxLiterals {
			exact = product(exact, f.exact)
			continue
		}
		whole = false
		all.best = better(better(all.best, exact), f.best)
		if exact = f.exact; exact == nil {
			exact = []string{""}
		}
	}
	if whole {
		all.exact = exact
		return all
	}
	all.best = better(all.best, exact)
	return all
}

func inspectAlternate(subs []*syntax.Regexp) facts {
	all := inspect(subs[0])
	for _, sub := range subs[1:] {
		f := inspect(sub)
		all.best = either(better(all.best, all.exact), better(f.best, f.exact))
		all.bytes = eitherBytes(all.bytes, f.bytes)
		if all.exact == nil || f.exact == nil || len(all.exact)+len(f.exact) > maxLiterals {
			all.exact = nil
		} else {
			all.exact = union(all.exact, f.exact)
		}
	}
	return all
}

// inLine reports whether lines can be searched one by one.
func inLine(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpBeginText, syntax.OpEndText, syntax.OpAnyChar:
		return false
	case syntax.OpLiteral:
		return !slices.Contains(re.Rune, '\n')
	case syntax.OpCharClass:
		for i := 0; i < len(re.Rune); i += 2 {
			if re.Rune[i] <= '\n' && '\n' <= re.Rune[i+1] {
				return false
			}
		}
	default: // its parts decide
	}
	for _, sub := range re.Sub {
		if !inLine(sub) {
			return false
		}
	}
	return true
}
