package rules

import (
	"strings"

	"github.com/onomast/onomast/plugins/rules/gazetteer"
	"github.com/onomast/onomast/plugins/rules/termlist"
)

// A side says where context words count.
type side uint8

const (
	both side = iota
	before
	after
)

// A contextRule is a compiled [Context].
type contextRule struct {
	words, forbid  int // numbers of aside lists; -1: none
	window         int
	sentence       bool
	side           side
	required       bool
	boost, penalty float64
	wordList       []string // for messages
}

// near returns the nearest word of a list before and after the match, as
// written in the options; "" where there is none.
func (c *contextRule) near(s *subject, list, start, end int) (left, right string) {
	if list < 0 {
		return "", ""
	}
	found := s.occurrencesOf(list)
	if len(found.hits) == 0 {
		return "", ""
	}
	from, to := s.window(c, start, end)
	if c.side != after {
		left = found.lastWithin(from, start)
	}
	if c.side != before {
		right = found.firstWithin(end, to)
	}
	return left, right
}

// lastWithin returns the term that lies in [from,to) and begins last.
func (o *occurrences) lastWithin(from, to int) string {
	for i := o.from(to) - 1; i >= 0 && o.hits[i].start >= from; i-- {
		if o.hits[i].end <= to {
			return o.hits[i].entry.label()
		}
	}
	return ""
}

// firstWithin returns the term that lies in [from,to) and begins first.
func (o *occurrences) firstWithin(from, to int) string {
	for i := o.from(from); i < len(o.hits) && o.hits[i].start < to; i++ {
		if o.hits[i].end <= to {
			return o.hits[i].entry.label()
		}
	}
	return ""
}

func (c *compiler) context(pointer string, given *Context, scored bool) *contextRule {
	if given == nil {
		return nil
	}
	made := &contextRule{
		words: -1, forbid: -1, window: given.Window, sentence: given.Sentence,
		required: given.Required, boost: given.Boost, penalty: given.Penalty, wordList: given.Words,
	}
	if made.window <= 0 {
		made.window = defaultWindow
	}
	made.side = c.side(pointer+"/side", given.Side)
	c.checkContext(pointer, given, scored)
	if h, ok := c.asideList(pointer+"/words", given.Words, foldedWords()); ok {
		made.words = h.number
	}
	if h, ok := c.asideList(pointer+"/forbid", given.Forbid, foldedWords()); ok {
		made.forbid = h.number
	}
	c.needs(made)
	return made
}

const defaultWindow = 5

func (c *compiler) side(pointer, name string) side {
	switch name {
	case "", "both":
		return both
	case "before":
		return before
	case "after":
		return after
	}
	c.fail(pointer, "rules.side", "unknown side “"+name+"”", "use both, before or after")
	return both
}

func (c *compiler) checkContext(pointer string, given *Context, scored bool) {
	moves := given.Boost != 0 || given.Penalty != 0
	if len(given.Words) == 0 && (moves || given.Required) {
		c.fail(pointer, "rules.context-words", "boost, penalty and required are about words, and there are none", "add words")
	}
	if len(given.Words) == 0 && len(given.Forbid) == 0 && !moves && !given.Required {
		c.fail(pointer, "rules.context-words", "a context without words", "add words or forbid")
	}
	if moves && !scored {
		c.fail(pointer, "rules.no-score", "boost and penalty move a score, and the rule has none", "give the rule a score, e.g. score: 0.6")
	}
	if len(given.Words) > 0 && !moves && !given.Required {
		c.warn(pointer, "rules.idle-context", "the words change nothing", "add required: true, boost or penalty")
	}
}

// asideList makes a list of terms that are no entities themselves: context
// words or exceptions. It reports false when there is no term.
func (c *compiler) asideList(pointer string, terms []string, m gazetteer.Mode) (listHandle, bool) {
	if len(terms) == 0 {
		return listHandle{}, false
	}
	h := c.rules.aside.newList(m, gazetteer.List{All: true})
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
		h.add(strings.TrimSpace(term), gazetteer.Entry{Label: term})
		some = true
	}
	return h, some
}
