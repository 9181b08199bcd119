package rules

import (
	"sort"
	"strconv"
	"sync"
	"time"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/plugins/rules/alphabet"
	"github.com/onomast/onomast/plugins/rules/normalize"
	"github.com/onomast/onomast/plugins/rules/regexset"
)

// A ruleset is a compiled [Options]. It never changes, so goroutines share it.
type ruleset struct {
	alphabet  *alphabet.Table
	patterns  []*patternRule
	sequences []*sequenceRule
	lists     []*listRule
	terms     *gazetteers // of the lists; a list's number is its index in lists
	aside     *gazetteers // exceptions that are terms, and context words
	budget    time.Duration

	set      *regexset.Set // the expressions of the patterns, or outlines of them
	owner    []int         // by number in set: the index of its pattern
	searched []int         // indices of patterns with expressions that have no outline
	idle     sync.Pool     // of memory

	exceptions       int     // how many are expressions that backtrack
	exceptionSets    int     // of linear expressions, one for each rule that has some
	ranked           []*rule // all, by falling priority, each after those that override it; nil: none beats any
	tokens, sentence bool
	language         bool     // values are read in the language of the document
	referred         []string // layers with the reference of relative dates

	listNumbers map[string]int // by id
	asksLists   bool           // rules ask for the terms of lists

	assertions    []*assertion
	sectionLabels []askedLabel // in the order of the options

	cfg     plugin.Config // as it was compiled from, for relaxed
	options Options
}

// A rule is what patterns and lists have in common.
type rule struct {
	pointer   string // JSON pointer of the rule
	id        string
	name      string // for messages: its id, or its pointer
	evidence  []document.Attr
	origin    string // "file:line"
	label     string
	score     *float64
	kind      document.ScoreKind
	attrs     []document.Attr
	except    exceptions
	context   *contextRule
	priority  int
	overrides []string   // ids of rules
	values    *valueRule // nil: none
	groups    map[string]*groupRule
	// judgesGroups is set when some group has values.
	judgesGroups bool
	beatenBy     []*rule // those of the same priority that override this
}

// A compiler makes a ruleset and gathers the mistakes it meets.
type compiler struct {
	cfg         plugin.Config
	defaults    Defaults
	rules       *ruleset
	linears     []*regexset.Regexp // of the patterns and outlines of others, in order; see ruleset.owner
	found       diag.List
	ids         map[string]string // id -> pointer of the rule that has it
	lists       []*listBuilder
	normalisers map[string]*normalize.Normaliser
	listIDs     []string // those that listNumbers has
}

// compile decodes and compiles the options of cfg. The ruleset is usable only
// when the list has no error.
func compile(cfg plugin.Config) (*ruleset, diag.List) {
	var o Options
	if err := cfg.Decode(&o); err != nil {
		return nil, diag.From(err, "rules.options")
	}
	return compileOptions(cfg, o)
}

func compileOptions(cfg plugin.Config, o Options) (*ruleset, diag.List) {
	a := alphabet.New()
	c := &compiler{
		cfg: cfg, defaults: o.Defaults, ids: map[string]string{},
		rules: &ruleset{alphabet: a, terms: newGazetteers(a), aside: newGazetteers(a), budget: o.Budget, cfg: cfg, options: o},
	}
	if o.Budget <= 0 {
		c.rules.budget = defaultBudget
	}
	if len(o.Patterns) == 0 && len(o.Lists) == 0 && len(o.Sequences) == 0 {
		c.warn("", "rules.none", "no rules: the stage finds nothing", "add patterns, lists or sequences")
	}
	c.checkCache()
	c.numberLists(o.Lists)
	c.checkDefaults()
	for i := range o.Patterns {
		c.pattern(item("/patterns", i), &o.Patterns[i])
	}
	for i := range o.Lists {
		c.list(item("/lists", i), &o.Lists[i])
	}
	for i := range o.Sequences {
		c.sequence(item("/sequences", i), &o.Sequences[i])
	}
	c.checkCircles()
	c.rank()
	c.fillLists()
	c.compileAssertions(o.Assertions)
	c.rules.aside.build()
	c.rules.set = regexset.New(c.linears)
	return c.rules, c.found
}

// common fills what patterns and lists have in common.
func (c *compiler) common(pointer, id, label string, o *Outcome) rule {
	r := rule{
		pointer: pointer, id: id, name: id, label: label, origin: c.cfg.Origin(pointer),
		attrs: sortedAttrs(o.Attributes), priority: o.Priority, overrides: o.Overrides,
	}
	if id == "" {
		r.name = pointer[1:]
	}
	if r.origin == "" {
		r.origin = r.name
	}
	r.evidence = []document.Attr{{Key: "rule", Value: r.origin}}
	if id != "" {
		r.evidence = append(r.evidence, document.Attr{Key: "rule_id", Value: id})
		c.unique(pointer+"/id", id)
	}
	c.scoring(&r, o)
	r.context = c.context(pointer+"/context", o.Context, r.score != nil)
	r.values = c.values(valueSite{pointer, r.score != nil}, o.Validate, o.Normalize)
	return r
}

// scoring gives a rule its score and says what that means.
func (c *compiler) scoring(r *rule, o *Outcome) {
	if r.score = o.Score; r.score == nil {
		r.score = c.defaults.Score
	}
	switch {
	case r.score == nil && o.Calibrated:
		c.fail(r.pointer+"/calibrated", "rules.no-score", "calibrated is about a score, and the rule has none", "give the rule a score")
	case r.score == nil:
	case o.Calibrated || c.defaults.Calibrated:
		r.kind = document.Calibrated
	default:
		r.kind = document.Raw
	}
}

func (c *compiler) unique(pointer, id string) {
	if first, taken := c.ids[id]; taken {
		c.fail(pointer, "rules.duplicate-id", "another rule has the id “"+id+"”", "the first is "+c.place(first)+"; give one of them another id")
		return
	}
	c.ids[id] = pointer
}

// written is the pointer of a key if that is in the options, else of what lacks
// it.
func (c *compiler) written(pointer, key string) string {
	if _, there := c.cfg.Origins[pointer+"/"+key]; there {
		return pointer + "/" + key
	}
	return pointer
}

// place names the value at a pointer for people.
func (c *compiler) place(pointer string) string {
	if at := c.cfg.Origin(pointer); at != "" {
		return "at " + at
	}
	return pointer
}

func sortedAttrs(m map[string]string) []document.Attr {
	var attrs []document.Attr
	for k, v := range m {
		attrs = append(attrs, document.Attr{Key: k, Value: v})
	}
	sort.Slice(attrs, func(i, j int) bool { return attrs[i].Key < attrs[j].Key })
	return attrs
}

// item is the JSON pointer of an item of a sequence.
func item(pointer string, i int) string { return pointer + "/" + strconv.Itoa(i) }

func (c *compiler) report(d diag.Diagnostic) { c.found = append(c.found, d) }

func (c *compiler) fail(pointer, code, summary, hint string) {
	c.report(diag.Diagnostic{Severity: diag.Error, Code: code, Pointer: pointer, Summary: summary, Hint: hint})
}

func (c *compiler) warn(pointer, code, summary, hint string) {
	c.report(diag.Diagnostic{Severity: diag.Warning, Code: code, Pointer: pointer, Summary: summary, Hint: hint})
}
