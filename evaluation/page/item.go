package page

import (
	"cmp"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/evaluation/analysis"
	"github.com/onomast/onomast/evaluation/render"
)

// mostErrors is how many errors a page lists: a browser has to hold them.
const mostErrors = 5000

// An item is one error in its context.
type item struct {
	Category, Name, Kind string
	Document             string
	Number               int // of the document
	// Score is the highest of the predictions; Scored: there is one.
	Score   float64
	Scored  bool
	Source  string
	Labels  []string
	Sides   []sideText
	Key     string // of the labels, for the filter
	Lang    string
	Details string
}

// A sideText is a stretch of text with what one side says of it.
type sideText struct {
	Name  string
	Parts []part
}

// A part is a piece of text; one with a label is an entity.
type part struct {
	Text   string
	Marked bool
	Label  string // at the last piece of an entity
}

// items makes items of findings, the surest mistakes first.
func items(docs []analysis.Document, labels []string, findings []analysis.Finding) (list []item, left int) {
	order := slices.Clone(findings)
	slices.SortStableFunc(order, func(a, b analysis.Finding) int {
		x, _, _ := confidence(&docs[a.Document], &a)
		y, _, _ := confidence(&docs[b.Document], &b)
		return cmp.Compare(y, x)
	})
	left = max(0, len(order)-mostErrors)
	for i := range order[:len(order)-left] {
		list = append(list, newItem(&docs[order[i].Document], labels, &order[i]))
	}
	return list, left
}

// confidence is the highest score of the predictions of a finding.
func confidence(d *analysis.Document, f *analysis.Finding) (score float64, source string, scored bool) {
	score = math.Inf(-1)
	for _, i := range f.Pred {
		p := &d.Pred[i]
		source = cmp.Or(source, p.Source)
		if p.Kind != document.None && p.Score > score {
			score, source, scored = p.Score, p.Source, true
		}
	}
	return score, source, scored
}

func newItem(d *analysis.Document, labels []string, f *analysis.Finding) item {
	it := item{Category: string(f.Category), Name: render.Title(string(f.Category)), Document: d.ID, Number: f.Document, Lang: d.Language}
	if f.Kind != "" {
		it.Kind = render.Title(f.Kind)
	}
	score, source, scored := confidence(d, f)
	it.Source, it.Scored = source, scored
	if scored {
		it.Score = score
	}
	from, to := window(d, f)
	for _, side := range []struct {
		name     string
		entities []analysis.Entity
		which    []int32
	}{{"gold", d.Gold, f.Gold}, {"found", d.Pred, f.Pred}} {
		if len(side.which) == 0 {
			continue
		}
		it.Sides = append(it.Sides, sideText{Name: side.name, Parts: parts(d.Text, from, to, side.entities, side.which, labels)})
		for _, i := range side.which {
			if l := labels[side.entities[i].Label]; !slices.Contains(it.Labels, l) {
				it.Labels = append(it.Labels, l)
			}
			if rule := side.entities[i].Rule; rule != "" && it.Details == "" {
				it.Details = "rule " + rule
			}
		}
	}
	it.Key = "\n" + strings.Join(it.Labels, "\n") + "\n"
	return it
}

// context is how many bytes are shown on either side of an error.
const context = 90

// window is what is shown of a text: whole words around a finding.
func window(d *analysis.Document, f *analysis.Finding) (from, to int) {
	from, to = len(d.Text), 0
	for _, i := range f.Gold {
		from, to = min(from, d.Gold[i].Start), max(to, d.Gold[i].End)
	}
	for _, i := range f.Pred {
		from, to = min(from, d.Pred[i].Start), max(to, d.Pred[i].End)
	}
	from, to = max(0, from-context), min(len(d.Text), to+context)
	for from < len(d.Text) && !utf8.RuneStart(d.Text[from]) {
		from++
	}
	for to < len(d.Text) && !utf8.RuneStart(d.Text[to]) {
		to++
	}
	return afterSpace(d.Text, from), to
}

// afterSpace moves the start of a window to that of a word, where one is near.
func afterSpace(text string, from int) int {
	const near = 20
	if from == 0 {
		return 0
	}
	if at := strings.IndexAny(text[from:min(len(text), from+near)], " \n"); at >= 0 {
		return from + at + 1
	}
	return from
}

// inLine keeps an error on one line.
func inLine(s string) string { return breaks.ReplaceAllString(s, " ⏎ ") }

// breaks are line breaks and the white space around them.
var breaks = regexp.MustCompile(`[ \t]*(\r\n|[\n\r])\s*`)

// A piece is a fragment of an entity.
type piece struct {
	start, end int
	label      string
}

// parts cuts a window at the entities of one side. Of overlapping entities the first
// is marked as far as the next begins.
func parts(text string, from, to int, entities []analysis.Entity, which []int32, labels []string) []part {
	var pieces []piece
	for _, i := range which {
		e := &entities[i]
		fragments := e.Parts()
		for k, r := range fragments {
			p := piece{start: r.Start, end: r.End}
			if k == len(fragments)-1 {
				p.label = labels[e.Label]
			}
			pieces = append(pieces, p)
		}
	}
	slices.SortFunc(pieces, func(a, b piece) int { return cmp.Or(a.start-b.start, b.end-a.end) })
	var out []part
	at := from
	if from > 0 {
		out = append(out, part{Text: "… "})
	}
	for k, p := range pieces {
		end := p.end
		if k+1 < len(pieces) {
			end = min(end, max(pieces[k+1].start, p.start))
		}
		if p.start > at {
			before := inLine(text[at:p.start])
			if at == from {
				before = strings.TrimLeft(before, " ⏎")
			}
			out = append(out, part{Text: before})
		}
		if end > max(at, p.start) || p.label != "" {
			out = append(out, part{Text: inLine(text[max(at, p.start):max(at, end)]), Marked: true, Label: p.label})
		}
		at = max(at, end)
	}
	if at < to {
		out = append(out, part{Text: inLine(text[at:to])})
	}
	if to < len(text) {
		out = append(out, part{Text: " …"})
	}
	return out
}

// filters returns the labels and sources that errors have.
func filters(errors []item) (labels, sources []string) {
	l, s := map[string]bool{}, map[string]bool{}
	for i := range errors {
		for _, label := range errors[i].Labels {
			l[label] = true
		}
		if errors[i].Source != "" {
			s[errors[i].Source] = true
		}
	}
	for name := range l {
		labels = append(labels, name)
	}
	for name := range s {
		sources = append(sources, name)
	}
	slices.Sort(labels)
	slices.Sort(sources)
	return labels, sources
}

// Confidence renders the score, "no score" without one.
func (it *item) Confidence() string {
	if !it.Scored {
		return "no score"
	}
	return fmt.Sprintf("%.2f", it.Score)
}
