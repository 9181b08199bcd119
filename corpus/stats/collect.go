package stats

import (
	"sort"
	"unicode/utf8"

	"github.com/onomast/onomast/corpus/annotation"
)

// Limits of what is told apart, so that a broken corpus does not take all memory.
const (
	mostLabels = 1000
	mostSplits = 50
)

// Names of what is beyond the limits, and of documents that state no part.
const (
	OtherLabels = "(other labels)"
	OtherSplits = "(other parts)"
	NoSplit     = "(no part)"
)

// A Collector takes in documents. The zero value is ready. It is not safe for concurrent
// use.
type Collector struct {
	splits  []*part
	ofSplit map[string]int
	labels  []string
	ofLabel map[string]int
	last    int // of the document before, which most often has the same part
	sweeper sweeper
	measure measure
}

// A part holds the counts of one part of the data.
type part struct {
	name   string
	split  Split
	chars  tape
	labels []*label // by the number of the label; nil: it has none
}

// A label holds the counts of one label in one part.
type label struct {
	figures  Figures
	surfaces sketch
	words    tape
	chars    tape
	document int // the last one that had it
}

// Add takes in a document.
func (c *Collector) Add(d *annotation.Document) {
	p := c.part(d.Split)
	p.split.Documents++
	p.chars.add(utf8.RuneCountInString(d.Text))
	switch {
	case d.Unlabelled:
		p.split.Unlabelled++
		return
	case len(d.Entities) == 0:
		p.split.Negative++
		return
	}
	p.split.Entities += len(d.Entities)
	c.measure.begin(d.Text)
	lies, depth := c.sweeper.sweep(d.Entities)
	p.split.Deepest = max(p.split.Deepest, depth)
	for i := range d.Entities {
		c.entity(p, d, &d.Entities[i], lies[i])
	}
}

func (c *Collector) entity(p *part, d *annotation.Document, e *annotation.Entity, how lie) {
	l := p.label(c.label(e.Label))
	l.figures.Entities++
	if l.document != p.split.Documents {
		l.document = p.split.Documents
		l.figures.Documents++
	}
	if how.nested {
		l.figures.Nested++
	}
	if how.crossing {
		l.figures.Crossing++
	}
	if len(e.Fragments) > 1 {
		l.figures.Discontinuous++
	}
	l.surfaces.add(surfaceOf(d, e))
	n, characters := c.lengths(d, e)
	l.words.add(n)
	l.chars.add(characters)
}

func surfaceOf(d *annotation.Document, e *annotation.Entity) uint64 {
	if len(e.Fragments) == 1 {
		return hashOf(d.Text[e.Fragments[0].Start:e.Fragments[0].End])
	}
	return hashOf(e.Surface(d.Text))
}

// lengths counts the tokens of the document that an entity shares text with, or, where
// the document has none, its words; and its code points, without what is between
// fragments.
func (c *Collector) lengths(d *annotation.Document, e *annotation.Entity) (n, characters int) {
	for _, f := range e.Fragments {
		words, chars := c.measure.fragment(f)
		if len(d.Tokens) > 0 {
			words = tokensIn(d.Tokens, f)
		}
		n += words
		characters += chars
	}
	return n, characters
}

// tokensIn counts the tokens that share text with a stretch.
func tokensIn(tokens []annotation.Range, r annotation.Range) int {
	from := sort.Search(len(tokens), func(i int) bool { return tokens[i].End > r.Start })
	to := sort.Search(len(tokens), func(i int) bool { return tokens[i].Start >= r.End })
	return to - from
}

func (c *Collector) part(name string) *part {
	if name == "" {
		name = NoSplit
	}
	if c.last < len(c.splits) && c.splits[c.last].name == name {
		return c.splits[c.last]
	}
	c.last = number(name, OtherSplits, mostSplits, &c.ofSplit, func(name string) {
		c.splits = append(c.splits, &part{name: name})
	})
	return c.splits[c.last]
}

func (c *Collector) label(name string) int {
	return number(name, OtherLabels, mostLabels, &c.ofLabel, func(name string) { c.labels = append(c.labels, name) })
}

// number returns the number of a name, giving it one with what is made by add. When there
// are too many names, new ones share that of rest.
func number(name, rest string, most int, of *map[string]int, add func(string)) int {
	if n, known := (*of)[name]; known {
		return n
	}
	if *of == nil {
		*of = map[string]int{}
	}
	if len(*of) >= most && name != rest {
		return number(rest, rest, most, of, add)
	}
	n := len(*of)
	(*of)[name] = n
	add(name)
	return n
}

func (p *part) label(n int) *label {
	for len(p.labels) <= n {
		p.labels = append(p.labels, nil)
	}
	if p.labels[n] == nil {
		p.labels[n] = &label{}
	}
	return p.labels[n]
}
