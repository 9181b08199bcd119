package rules

import (
	"fmt"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/plugins/rules/regexset"
)

// slow reports expressions that make long texts slow: those that the search for
// places where a match may begin hardly helps.
func (t *tester) slow(p *patternRule, given *Pattern) {
	for i := range p.expressions {
		pointer := p.pointer + "/regex"
		if given.Regex == "" {
			pointer = item(p.pointer+"/regexes", i)
		}
		if reason, hint := whySlow(p.expressions[i].engine); reason != "" {
			t.report(diag.Warning, pointer, "rules.slow-pattern", "the expression makes long texts slow: "+reason, hint)
		}
	}
}

// Limits of what counts as slow, as parts of ordinary text.
const (
	readsMuch  = 2  // reads more than half of it
	triedOften = 20 // is tried at more than every twentieth character: every third word
)

// whySlow says why an expression is slow and what to do, or "".
func whySlow(e engine) (reason, hint string) {
	switch e := e.(type) {
	case *linear:
		return whySlowLinear(e.re)
	case *backtrack:
		if e.gate != nil {
			if reason, _ := whySlowLinear(e.gate); reason == "" {
				return "", ""
			}
		}
		return "nothing rare outside its look-around and back-references says where a match can be, so that most texts are searched by backtracking",
			"let it match something rare, such as a fixed word, beside the look-around"
	}
	return "", ""
}

func whySlowLinear(re *regexset.Regexp) (reason, hint string) {
	places, bytes := re.Effort(plainProse)
	switch size := len(plainProse); {
	case bytes < size/readsMuch:
		return "", ""
	case places > size/triedOften:
		return fmt.Sprintf("a match may begin nearly anywhere, so that ordinary prose has %d places in 100 characters to try it at", (100*places+size/2)/size),
			"begin it with something rarer, such as a fixed word, a digit or a capital; or let something rare follow the first word at once, as @ does in an e-mail address"
	default:
		return fmt.Sprintf("each try reads far, %d characters on average in ordinary prose", bytes/places),
			`bound what may stand between its parts, e.g. [^\n]{1,40} instead of .*`
	}
}

// plainProse is text like what most documents hold.
const plainProse = `The committee met again on Tuesday to go through the comments it had received since the spring. Most of
them were about the new entrance on Harbour Street, which opens next year and will cost about 2.4 million euros. Anna
Becker, who runs the office in Leeds, said that visitors had asked for longer hours and for a map that shows where the
lifts are. "We can do that by June," she wrote, "but not with three people." Nobody had a better idea. The minutes were
sent to everybody the same evening, with the list of open questions and a note that the budget is to be decided in the
meeting after the next one. Those who could not come may write to the secretary until Friday; what arrives later will
be kept for the autumn. Two members asked whether the old rooms could be used as a store until they are rebuilt, and
were told that the fire service had not allowed it. The chairman thanked the Friends of the Library for their gift of
140 books and closed the meeting at half past nine.
`
