package rules

import (
	"regexp/syntax"
	"slices"
)

// checkGreedy reports an exception that reaches to the beginning or the end of
// the line, whatever stands there: it drops matches its author never thought of.
// One with ^ or $ is about a match by itself, so that it may.
func (c *compiler) checkGreedy(pointer, expr string) {
	re, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return // it has look-around; or there is a mistake, which has been reported
	}
	back, on := sweeps(re, first), sweeps(re, last)
	var what string
	switch {
	case sweeps(re, every):
		what = "matches whole lines, so it drops every match of the rule"
	case anchored(re):
	case back && on:
		what = "reaches over the whole line, so it drops all matches in it"
	case back:
		what = "reaches back to the beginning of the line, so it drops all matches before it, too"
	case on:
		what = "reaches on to the end of the line, so it drops all matches behind it, too"
	}
	if what != "" {
		c.warn(pointer, "rules.greedy-except", "the exception "+what, `leave .* out at its ends, or bound it: \S{1,20}`)
	}
}

// A choice is which parts of an expression sweeps looks at.
type choice uint8

const (
	first choice = iota
	last
	every
)

// sweeps reports whether some match is, in the chosen parts, as long as the line
// allows.
func sweeps(re *syntax.Regexp, which choice) bool {
	switch re.Op {
	case syntax.OpCapture:
		return sweeps(re.Sub[0], which)
	case syntax.OpAlternate:
		return slices.ContainsFunc(re.Sub, func(sub *syntax.Regexp) bool { return sweeps(sub, which) })
	case syntax.OpConcat:
		parts := slices.DeleteFunc(slices.Clone(re.Sub), isEdge)
		switch {
		case len(parts) == 0:
			return false
		case which == first:
			parts = parts[:1]
		case which == last:
			parts = parts[len(parts)-1:]
		}
		return !slices.ContainsFunc(parts, func(sub *syntax.Regexp) bool { return !sweeps(sub, which) })
	case syntax.OpStar, syntax.OpPlus, syntax.OpRepeat:
		lazy := re.Flags&syntax.NonGreedy != 0
		return (re.Op != syntax.OpRepeat || re.Max < 0) && (!lazy || which == first) && isAnything(re.Sub[0])
	}
	return false
}

// anchored reports whether an expression begins or ends with an anchor of the
// text.
func anchored(re *syntax.Regexp) bool {
	return re.Op == syntax.OpConcat && (re.Sub[0].Op == syntax.OpBeginText || re.Sub[len(re.Sub)-1].Op == syntax.OpEndText)
}

// isEdge reports whether a part matches no text: an anchor or a boundary.
func isEdge(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary, syntax.OpEmptyMatch:
		return true
	}
	return false
}

// isAnything reports whether a part is nearly any character, letters and spaces
// among them.
func isAnything(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return true
	case syntax.OpCharClass:
		return !slices.ContainsFunc([]rune(" a1."), func(r rune) bool { return !holds(re.Rune, r) })
	case syntax.OpCapture:
		return isAnything(re.Sub[0])
	}
	return false
}

// holds reports whether one of the ranges, pairs of first and last, has r.
func holds(ranges []rune, r rune) bool {
	for i := 0; i+1 < len(ranges); i += 2 {
		if ranges[i] <= r && r <= ranges[i+1] {
			return true
		}
	}
	return false
}
