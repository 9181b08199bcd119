package rules

import (
	"slices"
	"strings"

	"github.com/onomast/onomast/core/diag"
)

// checkAssertion reports what is wrong with an assertion by itself.
func (c *compiler) checkAssertion(pointer string, given *Assertion) {
	cued := len(given.Cues)+len(given.Lists) > 0
	switch {
	case len(given.Attributes) == 0:
		c.fail(pointer, "rules.assertion", "the assertion sets no attribute", "add attributes, e.g. attributes: {negated: 'true'}")
	case !cued && len(given.Sections) == 0:
		c.fail(pointer, "rules.assertion", "the assertion never holds: it has no cues", "add cues, lists or sections")
	}
	if !cued && len(given.End)+len(given.Except)+given.Window > 0 {
		c.warn(pointer, "rules.idle-assertion", "end, except and window are about cues, and there are none", "add cues, or remove them")
	}
	c.checkCues(pointer, given)
}

// checkCues reports cues that contradict themselves, and exceptions in vain.
func (c *compiler) checkCues(pointer string, given *Assertion) {
	cues, ends := foldedAll(given.Cues), foldedAll(given.End)
	for i, end := range ends {
		if slices.Contains(cues, end) {
			c.fail(item(pointer+"/end", i), "rules.contradiction", "“"+given.End[i]+"” is a cue and ends what a cue asserts", "remove it from cues or from end")
		}
	}
	for i, cue := range cues {
		if slices.Contains(cues[:i], cue) {
			c.warn(item(pointer+"/cues", i), "rules.repeated-terms", "the cue “"+given.Cues[i]+"” is there twice", "remove the repetition; it changes nothing")
		}
	}
	for i, phrase := range foldedAll(given.Except) {
		at := item(pointer+"/except", i)
		holds := func(word string) bool { return strings.Contains(phrase, word) }
		switch {
		case slices.Contains(cues, phrase):
			c.fail(at, "rules.contradiction", "“"+given.Except[i]+"” is a cue and an exception, so it never counts", "remove it from cues or from except")
		case len(given.Lists) == 0 && !slices.ContainsFunc(cues, holds) && !slices.ContainsFunc(ends, holds):
			c.warn(at, "rules.idle-assertion", "“"+given.Except[i]+"” holds no cue and no end, so it excepts nothing", "write a phrase with a cue in it, e.g. except: [no increase] for the cue no")
		}
	}
}

// checkRivals reports cues that say two things at once: that stand for different
// values of an attribute on the same side.
func (c *compiler) checkRivals(given []Assertion) {
	for _, a := range c.rules.assertions {
		for _, b := range a.rivals {
			if b.number > a.number || a.side != b.side && a.side != both && b.side != both {
				continue
			}
			if key := a.contradicts(b); key != "" {
				c.checkShared(given, a, b, key)
			}
		}
	}
}

func (c *compiler) checkShared(given []Assertion, a, b *assertion, key string) {
	others := foldedAll(given[b.number].Cues)
	for i, cue := range given[a.number].Cues {
		if at := slices.Index(others, folded(cue)); at >= 0 {
			c.fail(item(a.pointer+"/cues", i), "rules.contradiction", "“"+cue+"” sets "+key+" to two values",
				"the other is "+c.place(item(b.pointer+"/cues", at))+"; remove the cue from one of them")
		}
	}
}

// contradicts returns the first attribute that two assertions give different
// values, or "".
func (a *assertion) contradicts(b *assertion) string {
	for _, x := range a.attrs {
		if hasKey(b.attrs, x.Key) && !slices.Contains(b.attrs, x) {
			return x.Key
		}
	}
	return ""
}

// checkAssertionLabels reports labels that no rule of the stage has. Assertions of
// a library may have some: it is not made for one stage.
func (c *compiler) checkAssertionLabels() {
	if slices.ContainsFunc(c.lists, func(b *listBuilder) bool { return b.unread }) {
		return // their files may say more labels
	}
	known := c.rules.labels()
	for _, a := range c.rules.assertions {
		for i, label := range a.labels {
			if !slices.Contains(known, label) && len(known) > 0 {
				c.warn(item(a.pointer+"/labels", i), "rules.unknown-label", "no rule of the stage has the label “"+label+"”", diag.Suggest(label, known))
			}
		}
	}
}

func foldedAll(words []string) []string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = folded(w)
	}
	return all
}

// folded is a phrase as cues are compared, near enough to find repetitions.
func folded(phrase string) string { return strings.Join(strings.Fields(strings.ToLower(phrase)), " ") }
