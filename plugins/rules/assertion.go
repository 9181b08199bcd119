package rules

import (
	"slices"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/plugins/rules/gazetteer"
)

// An assertion is a compiled [Assertion].
type assertion struct {
	number  int // its index among those of the stage
	pointer string
	name    string // for messages: its id, or its pointer
	origin  string // "file:line"
	attrs   []document.Attr
	labels  []string // nil: of any entity that is not nested
	// cues, ends and except are numbers of aside lists; -1: none.
	cues, ends, except int
	origins            []string // of the cues
	evidence           []string // what a claim by each of the cues says
	lists              []int    // numbers of lists whose terms are cues
	side               side
	window             int // in tokens; 0: the sentence
	sections           []string
	// rivals are other assertions about one of the attributes, whose cues end
	// what a cue of this asserts.
	rivals []*assertion
}

// about reports whether an assertion is about spans of a label.
func (a *assertion) about(label string, nested bool) bool {
	if a.labels == nil {
		return !nested
	}
	return slices.Contains(a.labels, label)
}

// cued reports whether an assertion has cues.
func (a *assertion) cued() bool { return a.cues >= 0 || len(a.lists) > 0 }

// disputes reports whether two assertions are about the same attribute of the
// same entities.
func (a *assertion) disputes(b *assertion) bool {
	sharesLabel := a.labels == nil || b.labels == nil || slices.ContainsFunc(a.labels, func(l string) bool { return slices.Contains(b.labels, l) })
	return sharesLabel && slices.ContainsFunc(a.attrs, func(x document.Attr) bool { return hasKey(b.attrs, x.Key) })
}

func hasKey(attrs []document.Attr, key string) bool {
	return slices.ContainsFunc(attrs, func(a document.Attr) bool { return a.Key == key })
}

// assertion compiles an assertion.
func (c *compiler) assertion(pointer string, given *Assertion) *assertion {
	a := &assertion{
		number: len(c.rules.assertions), pointer: pointer, name: given.ID, origin: c.cfg.Origin(pointer),
		attrs: sortedAttrs(given.Attributes), labels: given.Labels, window: given.Window,
		lists:    c.askLists(pointer+"/lists", given.Lists),
		sections: c.askSections(pointer+"/sections", given.Sections),
		side:     c.side(pointer+"/side", given.Side, before),
	}
	if a.name == "" {
		a.name = pointer[1:]
	} else {
		c.unique(pointer+"/id", a.name)
	}
	if a.origin == "" {
		a.origin = a.name
	}
	for i, word := range given.Cues {
		at := c.cfg.Origin(item(pointer+"/cues", i))
		if at == "" {
			at = a.origin
		}
		a.origins = append(a.origins, at)
		a.evidence = append(a.evidence, a.name+": “"+word+"” ("+at+")")
	}
	a.cues = c.cueList(pointer+"/cues", given.Cues, gazetteer.List{})
	a.ends = c.cueList(pointer+"/end", given.End, gazetteer.List{All: true})
	a.except = c.cueList(pointer+"/except", given.Except, gazetteer.List{All: true})
	if a.cued() {
		c.needs(true)
	}
	if a.window > 0 {
		c.needs(false)
	}
	c.checkAssertion(pointer, given)
	return a
}

// cueList makes an aside list of cues and the like; -1: there are none.
func (c *compiler) cueList(pointer string, terms []string, l gazetteer.List) int {
	if h, ok := c.asideList(pointer, terms, foldedWords(), l); ok {
		return h.number
	}
	return -1
}

// compileAssertions compiles all assertions, once the labels of the rules are known.
func (c *compiler) compileAssertions(given []Assertion) {
	for i := range given {
		a := c.assertion(item("/assertions", i), &given[i])
		for _, b := range c.rules.assertions {
			if a.disputes(b) {
				a.rivals, b.rivals = append(a.rivals, b), append(b.rivals, a)
			}
		}
		c.rules.assertions = append(c.rules.assertions, a)
	}
	c.checkRivals(given)
	c.checkAssertionLabels()
}
