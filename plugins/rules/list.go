package rules

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
)

// A listRule is a compiled [List]. Its terms are in a gazetteer.
type listRule struct {
	rule
	file    string   // as written
	origins []string // of terms in the YAML, by their index
	labels  []string // that its terms can have
	mode    mode
	handle  listHandle
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
	terms, repeated int
	firstRepeated   string // where
	unlabelled      int32  // the first line without a label
}

func (c *compiler) list(pointer string, given *List) {
	l := &listRule{
		rule: c.common(pointer, given.ID, given.Label, given.Score, given.Calibrated, given.Attributes),
		file: given.File, mode: mode{fold: given.IgnoreCase, words: given.WordBoundary},
	}
	l.handle = c.rules.terms.newList(l.mode, given.Longest)
	if l.label != "" {
		l.labels = []string{l.label}
	}
	l.except = c.exceptions(pointer+"/except", given.Except, exceptionStyle{mode: mode{given.IgnoreCase, true}})
	l.context = c.context(pointer+"/context", given.Context, l.score != nil)
	b := &listBuilder{listRule: l}
	c.inlineTerms(b, pointer, given.Terms)
	sound := c.fileTerms(b, pointer, given)
	if sound {
		c.checkList(b, pointer, given)
	}
	c.rules.lists = append(c.rules.lists, l)
}

func (b *listBuilder) add(r row, line int32) {
	e := entry{line: line, label: r.label, attrs: slices.Clip(r.attrs)}
	if e.label == "" {
		e.label = b.label
	}
	switch {
	case e.label == "":
		if b.unlabelled == 0 {
			b.unlabelled = line
		}
	case !slices.Contains(b.labels, e.label):
		b.labels = append(b.labels, e.label)
	}
	b.terms++
	if b.handle.add(r.term, e) {
		if b.repeated++; b.repeated == 1 {
			b.firstRepeated = b.place(line)
		}
	}
}

func (c *compiler) inlineTerms(b *listBuilder, pointer string, terms []string) {
	for i, term := range terms {
		at := item(pointer+"/terms", i)
		origin := c.cfg.Origin(at)
		if origin == "" {
			origin = at[1:]
		}
		b.origins = append(b.origins, origin)
		if problem := checkTerm(term); problem != "" {
			c.fail(at, "rules.term", problem, "")
			continue
		}
		b.add(row{term: strings.TrimSpace(term)}, int32(-i-1))
	}
}

// fileTerms adds the terms of the list's file. It reports false if the file has
// mistakes.
func (c *compiler) fileTerms(b *listBuilder, pointer string, given *List) bool {
	at := pointer + "/file"
	if given.File == "" {
		return true
	}
	data, err := os.ReadFile(c.cfg.File(at, given.File))
	if err != nil {
		c.fail(at, "rules.list-file", "the list can not be read: "+plainError(err), "the path counts from the folder of the YAML file")
		return false
	}
	format := listFormat{name: given.File, columns: given.Columns, termColumn: given.TermColumn}
	if format.termColumn == "" {
		format.termColumn = "term"
	}
	mistakes := readList(data, format, func(r row) { b.add(r, int32(r.line)) })
	c.found = append(c.found, mistakes...)
	return !mistakes.HasErrors()
}

// plainError leaves out the absolute path that errors of package os hold.
func plainError(err error) string {
	text := err.Error()
	if cut := strings.LastIndex(text, ": "); cut >= 0 {
		return text[cut+2:]
	}
	return text
}

func (c *compiler) checkList(b *listBuilder, pointer string, given *List) {
	switch {
	case b.terms == 0 && given.File == "" && len(given.Terms) == 0:
		c.fail(pointer, "rules.empty-list", "the list has no terms", "add file or terms")
	case b.terms == 0 && given.File != "":
		c.report(diag.Diagnostic{
			Severity: diag.Error, Code: "rules.empty-list", Position: diag.Position{File: given.File},
			Summary: "the list has no terms", Hint: "add terms, or remove the list from the pipeline",
		})
	case b.unlabelled != 0:
		c.fail(pointer, "rules.no-label", "the list has no label, and neither has "+b.place(b.unlabelled), "add label to the list, or a column label to its file")
	}
	if b.repeated > 0 {
		c.warn(pointer, "rules.repeated-terms", fmt.Sprintf("the list repeats %s; the first repetition is at %s", count(b.repeated, "term"), b.firstRepeated), "remove the repetitions; they change nothing")
	}
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// describe adds what an entry says to the span of its rule.
func (l *listRule) describe(e *entry, span *document.Span) {
	span.Label = e.label
	if len(e.attrs) > 0 {
		span.Attributes = append(slices.Clip(span.Attributes), e.attrs...)
	}
	span.Evidence = append(slices.Clip(span.Evidence), document.Attr{Key: "list", Value: l.place(e.line)})
	for _, line := range e.more {
		span.Evidence = append(span.Evidence, document.Attr{Key: "list", Value: l.place(line)})
	}
}
