package sections

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/plugins/rules/regexset"
)

// A ruleset is a compiled [Options]. It never changes, so goroutines share it.
type ruleset struct {
	rules    []*rule
	headings headings
	openers  [256][]int // by the first byte of a line: rules of start or lines that may match it
	empty    []int      // the same for an empty line
}

// A rule is a compiled [Section].
type rule struct {
	pointer  string // JSON pointer of the rule
	name     string // for messages: its id, or its label
	origin   string // "file:line"
	label    string
	evidence []document.Attr
	level    int
	maxLines int // 0: no limit

	opens           *regexset.Regexp // start or lines; nil: headings
	run             bool             // opens is lines
	groups          *regexp.Regexp   // opens, where it has groups that are asked for
	number, heading int              // those groups; 0: none
	lead            *regexset.Regexp
	needLead        bool
	end, until      *regexset.Regexp
}

// A compiler makes a ruleset and gathers the mistakes it meets.
type compiler struct {
	cfg   plugin.Config
	rules ruleset
	found diag.List
	ids   map[string]string // id -> pointer of the rule that has it
}

// compile decodes and compiles the options of cfg. The ruleset is usable only
// when the list has no error.
func compile(cfg plugin.Config) (*ruleset, Options, diag.List) {
	var o Options
	if err := cfg.Decode(&o); err != nil {
		return nil, o, diag.From(err, "sections.options")
	}
	c := &compiler{cfg: cfg, ids: map[string]string{}}
	c.rules.headings.rules = map[string]int{}
	for i := range o.Sections {
		c.section("/sections/"+strconv.Itoa(i), i, &o.Sections[i])
	}
	return &c.rules, o, c.found
}

func (c *compiler) section(pointer string, number int, s *Section) {
	r := &rule{pointer: pointer, name: s.ID, origin: c.cfg.Origin(pointer), label: s.Label, maxLines: s.MaxLines, needLead: s.NeedLead}
	if r.name == "" {
		r.name = s.Label
	}
	if r.origin == "" {
		r.origin = pointer[1:]
	}
	r.evidence = []document.Attr{{Key: "rule", Value: r.origin}}
	if s.ID != "" {
		r.evidence = append(r.evidence, document.Attr{Key: "rule_id", Value: s.ID})
		c.unique(pointer+"/id", s.ID)
	}
	c.rules.rules = append(c.rules.rules, r)
	c.combination(pointer, s)
	r.lead = c.regex(pointer+"/lead", s.Lead)
	r.end = c.regex(pointer+"/end", s.End)
	r.until = c.regex(pointer+"/until", s.Until)
	switch r.run = s.Lines != ""; {
	case r.run:
		c.opener(r, pointer+"/lines", number, s.Lines)
		c.marked(r, pointer+"/lines")
	case s.Start != "":
		c.opener(r, pointer+"/start", number, s.Start)
	}
	for i, term := range s.Headings {
		c.term(pointer+"/headings/"+strconv.Itoa(i), number, term)
	}
	switch {
	case s.Level != nil:
		r.level = *s.Level
	case !r.run && r.end == nil && r.until == nil:
		r.level = 1
	}
}

// combination reports options that make no sense together.
func (c *compiler) combination(pointer string, s *Section) {
	var ways []string
	for _, way := range []struct {
		name  string
		given bool
	}{{"headings", len(s.Headings) > 0}, {"start", s.Start != ""}, {"lines", s.Lines != ""}} {
		if way.given {
			ways = append(ways, way.name)
		}
	}
	switch len(ways) {
	case 0:
		c.fail(pointer, "sections.no-opening", "the rule does not say how its sections open", "give it headings, start or lines")
	case 1:
	default:
		c.fail(pointer+"/"+ways[1], "sections.two-openings", strings.Join(ways, " and ")+" both say how the sections open", "write a rule of the same label for each")
	}
	needless := func(option, value string, odd bool, why, hint string) {
		if value != "" && odd {
			c.fail(pointer+"/"+option, "sections.needless", option+" "+why, hint)
		}
	}
	if s.Level != nil && *s.Level == 0 && s.Lines == "" && s.End == "" && s.Until == "" {
		c.fail(pointer+"/level", "sections.no-closing", "a section of level 0 needs an end of its own", "give it end or until, or a level from 1 on")
	}
	needless("end", s.End, s.Lines != "", "is not for lines: a run ends with the last line that has the mark", "use start instead of lines")
	needless("until", s.Until, s.Lines != "", "is not for lines: a run ends with the last line that has the mark", "use start instead of lines")
	needless("until", s.Until, s.End != "", "is never asked: nothing counts in the section before its end", "give either end or until")
	if s.NeedLead && s.Lead == "" {
		c.fail(pointer+"/lead_required", "sections.needless", "lead_required is about lead, and there is none", "give it lead")
	}
	needless("lead", s.Lead, len(s.Headings) > 0, "is not for headings", "use start instead of headings")
}

func (c *compiler) unique(pointer, id string) {
	if first, taken := c.ids[id]; taken {
		c.fail(pointer, "sections.duplicate-id", "another rule has the id “"+id+"”", "the first is "+c.place(first)+"; give one of them another id")
		return
	}
	c.ids[id] = pointer
}

// place names the value at a pointer for people.
func (c *compiler) place(pointer string) string {
	if at := c.cfg.Origin(pointer); at != "" {
		return "at " + at
	}
	return pointer
}

// opener compiles the expression that opens sections and files it under the bytes
// that it can begin with.
func (c *compiler) opener(r *rule, pointer string, number int, expr string) {
	if r.opens = c.regex(pointer, expr); r.opens == nil {
		return
	}
	r.number, r.heading = max(slices.Index(r.opens.Names(), "number"), 0), max(slices.Index(r.opens.Names(), "heading"), 0)
	set, err := firstBytes(expr)
	if err == nil && (r.number > 0 || r.heading > 0) {
		r.groups, err = regexp.Compile(`\A(?:` + expr + ")")
	}
	if err != nil { // too large for one of them
		c.fail(pointer, "sections.regex", "the regular expression is not valid: "+err.Error(), "repeat less, or split it")
		return
	}
	for b, may := range set {
		if may {
			c.rules.openers[b] = append(c.rules.openers[b], number)
		}
	}
	if r.opens.Prefix("") == 0 {
		c.rules.empty = append(c.rules.empty, number)
	}
}

// marked makes sure that taking marks off lines comes to an end.
func (c *compiler) marked(r *rule, pointer string) {
	if r.opens != nil && r.opens.Prefix("") == 0 {
		c.fail(pointer, "sections.no-mark", "the expression matches nothing at all, so that all lines would have the mark", "write what the lines begin with: > ? rather than >*")
	}
}

func (c *compiler) term(pointer string, number int, term string) {
	trimmed := strings.Trim(term, decoration+":")
	if fold(trimmed) == "" {
		c.fail(pointer, "sections.empty-heading", "the heading has no words", "write the words, without marks around them")
		return
	}
	if strings.ContainsAny(trimmed, ":：") {
		c.fail(pointer, "sections.bad-heading", "the heading “"+term+"” has a colon, where headings end", "use start for a heading with a colon in it")
		return
	}
	first := c.rules.headings.add(trimmed, number)
	if first != number {
		c.warn(pointer, "sections.duplicate-heading", "the heading “"+term+"” belongs to an earlier rule, "+c.rules.rules[first].name, "that is "+c.place(c.rules.rules[first].pointer)+"; the first rule opens the section")
	}
}

// regex compiles an expression; nil if there is none, or a wrong one, which is
// reported.
func (c *compiler) regex(pointer, expr string) *regexset.Regexp {
	if expr == "" {
		return nil
	}
	re, err := regexset.Compile(expr, false)
	if err != nil {
		summary, hint := explainSyntax(expr, err)
		c.fail(pointer, "sections.regex", summary, hint)
		return nil
	}
	return re
}

// explainSyntax says what is wrong with an expression, and where.
func explainSyntax(expr string, err error) (summary, hint string) {
	var bad *syntax.Error
	if !errors.As(err, &bad) {
		return "the regular expression is not valid: " + err.Error(), ""
	}
	summary = "the regular expression is not valid: " + bad.Code.String()
	if at := strings.Index(expr, bad.Expr); at >= 0 && bad.Expr != expr {
		summary += fmt.Sprintf(" “%s” at character %d", bad.Expr, utf8.RuneCountInString(expr[:at])+1)
	}
	if bad.Code == syntax.ErrInvalidPerlOp || bad.Code == syntax.ErrInvalidNamedCapture {
		hint = "this is RE2: no look-around, no back-references; end and until say what comes later"
	}
	return summary, hint
}

func (c *compiler) fail(pointer, code, summary, hint string) {
	c.found = append(c.found, diag.Diagnostic{Severity: diag.Error, Code: code, Pointer: pointer, Summary: summary, Hint: hint})
}

func (c *compiler) warn(pointer, code, summary, hint string) {
	c.found = append(c.found, diag.Diagnostic{Severity: diag.Warning, Code: code, Pointer: pointer, Summary: summary, Hint: hint})
}
