package regexset

import "regexp/syntax"

// A trigger is what the filter looks for on behalf of an expression: the
// expression itself, or a part of it that every match holds and that is rarer.
// A match of [\w.]+@\w+ begins at most words, but not many texts have an @.
type trigger struct {
	code *syntax.Prog
	// run is nil for the expression itself. Else all bytes of a match before
	// the part are of run, so that matches can be found backwards from it.
	run *[256]bool
}

// Limits of what is worth looking for.
const (
	commonStart = 0.005 // share of text: begins too often
	rarer       = 0.1   // what a part must be, compared to the expression
)

// trigger chooses what to look for.
func (re *Regexp) trigger() trigger {
	best := trigger{code: re.code}
	whole := rarity(re.code)
	if whole < commonStart {
		return best
	}
	limit := whole * rarer
	items := parts(re.parsed)
	for i := 1; i < len(items); i++ {
		part := compileAll(items[i:])
		rare := rarity(part)
		if rare > limit {
			continue
		}
		if run := runOf(compileAll(items[:i])); run != nil {
			best, limit = trigger{code: part, run: run}, rare
		}
	}
	return best
}

// parts returns the parts of an expression that follow one another.
func parts(re *syntax.Regexp) []*syntax.Regexp {
	switch re.Op {
	case syntax.OpCapture, syntax.OpConcat:
		var all []*syntax.Regexp
		for _, sub := range re.Sub {
			all = append(all, parts(sub)...)
		}
		return all
	default:
		return []*syntax.Regexp{re}
	}
}

func compileAll(items []*syntax.Regexp) *syntax.Prog {
	code, err := syntax.Compile(&syntax.Regexp{Op: syntax.OpConcat, Sub: items})
	if err != nil {
		panic(err) // syntax.Compile has no errors to return
	}
	return code
}

// runOf returns the bytes that texts matched by the code are made of, nil if
// these make longer runs than words.
func runOf(code *syntax.Prog) *[256]bool {
	run := &[256]bool{}
	charsOf(code).bytes(run)
	if run[' '] || run['\n'] {
		return nil
	}
	return run
}
