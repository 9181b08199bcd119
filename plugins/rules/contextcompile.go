package rules

import (
	"slices"
	"strings"

	"github.com/onomast/onomast/plugins/rules/gazetteer"
	"github.com/onomast/onomast/plugins/rules/termlist"
)

const defaultWindow = 5

func (c *compiler) context(pointer string, given *Context, scored bool) *contextRule {
	if given == nil {
		return nil
	}
	made := &contextRule{
		window: given.Window, sentence: given.Sentence,
		required: given.Required, boost: given.Boost, penalty: given.Penalty, wordList: slices.Clip(given.Words),
		sections: c.askSections(pointer+"/sections", given.Sections),
		outside:  c.askSections(pointer+"/forbid_sections", given.ForbidSections),
	}
	if made.window <= 0 {
		made.window = defaultWindow
	}
	made.side = c.side(pointer+"/side", given.Side, both)
	c.checkContext(pointer, given, scored)
	made.words = c.terms(pointer+"/words", given.Words, pointer+"/lists", given.Lists)
	made.forbid = c.terms(pointer+"/forbid", given.Forbid, pointer+"/forbid_lists", given.ForbidLists)
	for _, id := range given.Lists {
		made.wordList = append(made.wordList, "terms of "+id)
	}
	if !made.words.none() || !made.forbid.none() {
		c.needs(made.sentence)
	}
	return made
}

// terms compiles what a context looks for.
func (c *compiler) terms(wordsAt string, words []string, listsAt string, lists []string) terms {
	t := terms{words: -1, lists: c.askLists(listsAt, lists)}
	if h, ok := c.asideList(wordsAt, words, foldedWords(), gazetteer.List{All: true}); ok {
		t.words = h.number
	}
	return t
}

// needs notes what the extent of a context is counted in.
func (c *compiler) needs(sentence bool) {
	if sentence {
		c.rules.sentence = true
	} else {
		c.rules.tokens = true
	}
}

func (c *compiler) side(pointer, name string, otherwise side) side {
	switch name {
	case "":
		return otherwise
	case "both":
		return both
	case "before":
		return before
	case "after":
		return after
	}
	c.fail(pointer, "rules.side", "unknown side “"+name+"”", "use both, before or after")
	return otherwise
}

func (c *compiler) checkContext(pointer string, given *Context, scored bool) {
	words := len(given.Words) + len(given.Lists)
	others := len(given.Forbid) + len(given.ForbidLists) + len(given.Sections) + len(given.ForbidSections)
	moves := given.Boost != 0 || given.Penalty != 0
	if words == 0 && (moves || given.Required) {
		c.fail(pointer, "rules.context-words", "boost, penalty and required are about words, and there are none", "add words or lists")
	}
	if words == 0 && others == 0 && !moves && !given.Required {
		c.fail(pointer, "rules.context-words", "a context without words", "add words, forbid, lists or sections")
	}
	if moves && !scored {
		c.fail(pointer, "rules.no-score", "boost and penalty move a score, and the rule has none", "give the rule a score, e.g. score: 0.6")
	}
	if words > 0 && !moves && !given.Required {
		c.warn(pointer, "rules.idle-context", "the words change nothing", "add required: true, boost or penalty")
	}
	for i, label := range given.ForbidSections {
		if slices.Contains(given.Sections, label) {
			c.fail(item(pointer+"/forbid_sections", i), "rules.contradiction", "the section “"+label+"” is required and forbidden", "remove it from one of them")
		}
	}
}

// asideList makes a list of terms that are no entities themselves: context
// words, cues or exceptions. The line of a term is its number from 1. It reports
// false when there is no term.
func (c *compiler) asideList(pointer string, terms []string, m gazetteer.Mode, l gazetteer.List) (listHandle, bool) {
	if len(terms) == 0 {
		return listHandle{}, false
	}
	h := c.rules.aside.newList(m, l)
	some := false
	for i, term := range terms {
		at := pointer
		if len(terms) > 1 {
			at = item(pointer, i)
		}
		if problem := termlist.Problem(term); problem != "" {
			c.fail(at, "rules.term", problem, "")
			continue
		}
		h.add(strings.TrimSpace(term), gazetteer.Entry{Label: term, Lines: []int32{int32(i + 1)}})
		some = true
	}
	return h, some
}
