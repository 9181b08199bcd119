package rules

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/plugins/rules/alphabet"
	"github.com/onomast/onomast/plugins/rules/gazetteer"
	"github.com/onomast/onomast/plugins/rules/termlist"
)

// A listRule is a compiled [List]. Its terms are in a gazetteer.
type listRule struct {
	rule
	file    string   // as written
	origins []string // of terms in the YAML, by their index
	labels  []string // that its terms can have
	mode    gazetteer.Mode
	handle  listHandle
	silent  bool // its terms are no entities
}

// keepsAll reports whether nothing can drop a hit of the list.
func (l *listRule) keepsAll() bool {
	return len(l.except.list) == 0 && l.context == nil && l.values == nil
}

// place says where an entry of the list is written: "file:line".
func (l *listRule) place(line int32) string {
	if line < 0 {
		return l.origins[-line-1]
	}
	return fmt.Sprintf("%s:%d", l.file, line)
}

// A listBuilder fills a listRule with terms.
type listBuilder struct {
	*listRule
	listFacts
	pointer string
	given   *List
	data    []byte // of the file
	unread  bool   // the file can not be read
	variants
}

func (c *compiler) list(pointer string, given *List) {
	l := &listRule{
		rule: c.common(pointer, given.ID, given.Label, &given.Outcome),
		file: given.File, silent: given.Silent,
		mode: gazetteer.Mode{Words: given.WordBoundary, Mode: alphabet.Mode{Fold: given.IgnoreCase, Strip: given.IgnoreAccents}},
	}
	l.handle = c.rules.terms.newList(l.mode, gazetteer.List{All: !given.Longest, Distance: given.Fuzzy, From: given.FuzzyFrom})
	l.except = c.exceptions(pointer+"/except", given.Except, exceptionStyle{mode: termMode(given.IgnoreCase, given.IgnoreAccents)})
	for i := range given.Terms {
		at := item(pointer+"/terms", i)
		origin := c.cfg.Origin(at)
		if origin == "" {
			origin = at[1:]
		}
		l.origins = append(l.origins, origin)
	}
	if given.Fuzzy > 0 && !given.WordBoundary {
		c.fail(pointer+"/fuzzy", "rules.fuzzy", "typing errors are only looked for in whole words", "leave out word_boundary: false, or fuzzy")
	}
	b := &listBuilder{listRule: l, pointer: pointer, given: given, variants: newVariants(given.Variants)}
	if l.label != "" {
		b.Labels = []string{l.label}
	}
	c.lists = append(c.lists, b)
	c.rules.lists = append(c.rules.lists, l)
}

// fillLists gives all lists their terms, those of one gazetteer together.
func (c *compiler) fillLists() {
	for _, g := range c.rules.terms.order {
		var lists []*listBuilder
		for _, b := range c.lists {
			if b.handle.of == g {
				lists = append(lists, b)
			}
		}
		c.fill(g, lists)
	}
	for _, b := range c.lists {
		b.labels = b.Labels
	}
}

func (b *listBuilder) add(r termlist.Row, line int32) {
	e := gazetteer.Entry{Label: r.Label, Attrs: r.Attrs, Lines: []int32{line}}
	if e.Label == "" {
		e.Label = b.label
	}
	switch {
	case e.Label == "":
		if b.Unlabelled == 0 {
			b.Unlabelled = line
		}
	case !slices.Contains(b.Labels, e.Label):
		b.Labels = append(b.Labels, e.Label)
	}
	b.Terms++
	b.variants.add(r.Term, e)
	if b.handle.add(r.Term, e) {
		if b.Repeated++; b.Repeated == 1 {
			b.FirstRepeated = b.place(line)
		}
	}
}

func (c *compiler) inlineTerms(b *listBuilder) {
	for i, term := range b.given.Terms {
		if problem := termlist.Problem(term); problem != "" {
			c.fail(item(b.pointer+"/terms", i), "rules.term", problem, "")
			continue
		}
		b.add(termlist.Row{Term: strings.TrimSpace(term)}, int32(-i-1))
	}
}

// readFile reads the list's file, if it has one.
func (c *compiler) readFile(b *listBuilder) bool {
	if b.given.File == "" {
		return true
	}
	at := b.pointer + "/file"
	data, err := os.ReadFile(c.cfg.File(at, b.given.File))
	if err != nil {
		c.fail(at, "rules.list-file", "the list can not be read: "+plainError(err), "the path counts from the folder of the YAML file")
		b.unread = true
		return false
	}
	b.data = data
	return true
}

// fileTerms adds the terms of the list's file.
func (c *compiler) fileTerms(b *listBuilder) {
	if b.given.File == "" || b.unread {
		return
	}
	file := termlist.File{Name: b.given.File, Format: b.given.Format, Columns: b.given.Columns, Term: b.given.TermColumn}
	mistakes := termlist.Read(b.data, file, func(r termlist.Row) { b.add(r, int32(r.Line)) })
	for _, d := range mistakes {
		if at := c.written(b.pointer, "term_column"); d.Code == termlist.NoTermColumn && at != b.pointer {
			d.Position, d.Pointer, d.Summary = diag.Position{}, at, b.given.File+": "+d.Summary
		}
		c.found = append(c.found, d)
	}
	b.unread = mistakes.HasErrors()
}

// plainError leaves out the absolute path that errors of package os hold.
func plainError(err error) string {
	text := err.Error()
	if cut := strings.LastIndex(text, ": "); cut >= 0 {
		return text[cut+2:]
	}
	return text
}

// checkList reports what is wrong with a list as a whole.
func (c *compiler) checkList(b *listBuilder) {
	if b.unread {
		return // that has been reported
	}
	pointer, given := b.pointer, b.given
	switch {
	case b.Terms == 0 && given.File == "" && len(given.Terms) == 0:
		c.fail(pointer, "rules.empty-list", "the list has no terms", "add file or terms")
	case b.Terms == 0 && given.File != "":
		c.report(diag.Diagnostic{
			Severity: diag.Error, Code: "rules.empty-list", Position: diag.Position{File: given.File},
			Summary: "the list has no terms", Hint: "add terms, or remove the list from the pipeline",
		})
	case b.Unlabelled != 0 && !given.Silent:
		c.fail(pointer, "rules.no-label", "the list has no label, and neither has "+b.place(b.Unlabelled), "add label to the list, or a column label to its file")
	}
	if b.Repeated > 0 {
		c.warn(pointer, "rules.repeated-terms", fmt.Sprintf("the list repeats %s; the first repetition is at %s", count(b.Repeated, "term"), b.FirstRepeated), "remove the repetitions; they change nothing")
	}
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// describe adds what the entry of a find says to the span of its rule.
func (l *listRule) describe(f *find, span *document.Span) {
	said := f.entry.index.Entry(f.entry.number)
	span.Label = said.Label
	if len(said.Attrs) > 0 {
		span.Attributes = slices.Clip(span.Attributes)
		for _, a := range said.Attrs {
			span.Attributes = append(span.Attributes, document.Attr{Key: a.Key, Value: a.Value})
		}
	}
	span.Evidence = slices.Clip(span.Evidence)
	for _, line := range said.Lines {
		span.Evidence = append(span.Evidence, document.Attr{Key: "list", Value: l.place(line)})
	}
	if f.errors > 0 {
		span.Evidence = append(span.Evidence, document.Attr{Key: "typing_errors", Value: strconv.Itoa(f.errors)})
	}
}
