package lint

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/internal/words"
)

const (
	// leastEntities is how many entities of a label tell something about what is
	// before them.
	leastEntities = 30
	// muchOf is the share of a label behind one cue, and tells the share of a cue before
	// one label, that make a bias.
	muchOf = 0.25
	tells  = 0.5
	// mostCues is how many cues are counted for a label. When there are more, all
	// counts are lowered by one (Misra and Gries 1982), so a cue that is as frequent as
	// muchOf says is always among them.
	mostCues = 512
)

// context finds labels that follow one cue, such as PERSON after "Mr.".
type context struct {
	labels *names
	cues   []cues
	biased map[int][]*bias // by the length of the cue, in bytes
}

// cues counts what is before the entities of one label.
type cues struct {
	n      int
	counts map[string]int
	lost   int // how much counts are too low, at most
}

// A bias is a cue that is before much of a label.
type bias struct {
	cue     string
	label   int32
	n, of   int
	anyhow  int // how often the cue is there at all
	finding Finding
}

func (c *context) learn(d *annotation.Document) {
	for i := range d.Entities {
		n := c.labels.number(d.Entities[i].Label)
		for len(c.cues) <= int(n) {
			c.cues = append(c.cues, cues{counts: map[string]int{}})
		}
		c.cues[n].n++
		if cue := before(d.Text, d.Entities[i].Hull().Start); cue != "" {
			c.cues[n].add(cue)
		}
	}
}

// before is the word before a place, in lower case, without the full stop of an
// abbreviation; "" when there is a line end or another mark between.
func before(text string, at int) string {
	start, end := words.Before(text, at)
	if start == end || strings.Contains(text[end:at], "\n") {
		return ""
	}
	if text[start:end] == "." {
		stop := start
		if start, end = words.Before(text, stop); end != stop {
			return ""
		}
	}
	const longest = 40
	if word := text[start:end]; len(word) <= longest && strings.IndexFunc(word, letter) >= 0 {
		return strings.ToLower(word)
	}
	return ""
}

func letter(r rune) bool { return words.ClassOf(r) == words.Letter && (r < '0' || r > '9') }

func (c *cues) add(cue string) {
	if _, known := c.counts[cue]; known || len(c.counts) < mostCues {
		c.counts[cue]++
		return
	}
	c.lost++
	for cue, n := range c.counts {
		if n == 1 {
			delete(c.counts, cue)
		} else {
			c.counts[cue] = n - 1
		}
	}
}

func (c *context) between() {
	c.biased = map[int][]*bias{}
	for label := range c.cues {
		of := &c.cues[label]
		if of.n < leastEntities {
			continue
		}
		for _, cue := range slices.Sorted(maps.Keys(of.counts)) {
			if float64(of.counts[cue]+of.lost) >= muchOf*float64(of.n) {
				c.biased[len(cue)] = append(c.biased[len(cue)], &bias{cue: cue, label: int32(label), of: of.n})
			}
		}
	}
}

func (c *context) search(d *annotation.Document) {
	if len(c.biased) == 0 {
		return
	}
	for start, end, _ := words.Next(d.Text, 0); start < len(d.Text); start, end, _ = words.Next(d.Text, end) {
		for _, b := range c.biased[end-start] {
			if strings.EqualFold(d.Text[start:end], b.cue) {
				b.anyhow++
			}
		}
	}
	for i := range d.Entities {
		e := &d.Entities[i]
		cue := before(d.Text, e.Hull().Start)
		for _, b := range c.biased[len(cue)] {
			if cue == b.cue && c.labels.list[b.label] == e.Label {
				b.n++
				b.finding.add(func() Place { return spot(d, e.Hull(), e.Label) })
			}
		}
	}
}

func (c *context) findings() []Finding {
	var list []Finding
	for _, some := range c.biased {
		for _, b := range some {
			if float64(b.n) < muchOf*float64(b.of) || float64(b.n) < tells*float64(b.anyhow) {
				continue
			}
			f := b.finding
			f.Code, f.Severity = ContextBias, Warning
			f.Summary = fmt.Sprintf("%.0f %% of %s follow %s, and %.0f %% of %s stand before one", 100*float64(b.n)/float64(b.of),
				shown(c.labels.list[b.label]), quoted(b.cue), 100*float64(b.n)/float64(max(b.n, b.anyhow)), quoted(b.cue))
			f.Hint = "add texts with the label and without the cue: a model may learn the cue instead of the name"
			list = append(list, f)
		}
	}
	return list
}
