package rules

import (
	"context"
	"fmt"
	"strings"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

// test tries out the examples of every rule.
func (m *memo) test(ctx context.Context, cfg plugin.Config) diag.List {
	rs, found := m.compile(cfg)
	if found.HasErrors() {
		return nil // contract has reported it
	}
	t := &tester{rules: rs}
	for i, p := range rs.patterns {
		t.examples(ctx, &p.rule, rs.options.Patterns[i].Examples, func(ctx context.Context, s *subject, yield yieldFunc) error {
			return s.eachOfPattern(ctx, p, yield)
		})
		t.slow(p, &rs.options.Patterns[i])
	}
	for i, q := range rs.sequences {
		t.examples(ctx, &q.rule, rs.options.Sequences[i].Examples, func(ctx context.Context, s *subject, yield yieldFunc) error {
			return s.eachOfSequence(ctx, q, yield)
		})
	}
	for i, l := range rs.lists {
		t.examples(ctx, &l.rule, rs.options.Lists[i].Examples, func(ctx context.Context, s *subject, yield yieldFunc) error {
			return s.eachOfLists(ctx, func(r *rule, f *find, v *verdict) {
				if r == &l.rule {
					yield(r, f, v)
				}
			})
		})
	}
	return t.found
}

// A yieldFunc takes each find of a rule and what becomes of it.
type yieldFunc func(*rule, *find, *verdict)

// A tester tries out examples and gathers those that fail.
type tester struct {
	rules *ruleset
	found diag.List
}

type runFunc func(context.Context, *subject, yieldFunc) error

func (t *tester) examples(ctx context.Context, r *rule, given Examples, run runFunc) {
	if len(given.Match) == 0 && len(given.Reject) == 0 {
		t.report(diag.Info, r.pointer, "rules.no-examples", "the rule has no examples", "add examples: {match: [...], reject: [...]}")
	}
	for i, text := range given.Match {
		t.example(ctx, item(r.pointer+"/examples/match", i), text, run, missing)
	}
	for i, text := range given.Reject {
		t.example(ctx, item(r.pointer+"/examples/reject", i), text, run, unwanted)
	}
}

// example tries out one example; check says what is wrong with what was found.
func (t *tester) example(ctx context.Context, pointer, written string, run runFunc, check func(*trial) (summary, hint string)) {
	text, marks, err := unmark(written)
	if err != nil {
		t.report(diag.Error, pointer, "rules.example", err.Error(), "mark entities so: said [[Dr. Smith]] today")
		return
	}
	doc, err := document.New("example", text)
	if err != nil {
		t.report(diag.Error, pointer, "rules.example", err.Error(), "")
		return
	}
	tr := &trial{text: text, marks: marks}
	s := newSubject(t.rules, doc)
	defer s.close()
	if err := run(ctx, s, tr.take); err != nil {
		t.report(diag.Error, pointer, "rules.example", err.Error(), "")
		return
	}
	if summary, hint := check(tr); summary != "" {
		t.report(diag.Error, pointer, "rules.example", summary, hint)
	}
}

func (t *tester) report(severity diag.Severity, pointer, code, summary, hint string) {
	t.found = append(t.found, diag.Diagnostic{Severity: severity, Code: code, Pointer: pointer, Summary: summary, Hint: hint})
}

// unmark returns the text of an example without its marks, and the byte ranges
// that were marked.
func unmark(written string) (text string, marks []extent, err error) {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(written, "[[")
		b.WriteString(before)
		if !found {
			return b.String(), marks, nil
		}
		inside, rest, found := strings.Cut(rest, "]]")
		if !found || inside == "" || strings.Contains(inside, "[[") {
			return "", nil, fmt.Errorf("the mark [[ of the example has no ]]")
		}
		marks = append(marks, extent{b.Len(), b.Len() + len(inside)})
		b.WriteString(inside)
		written = rest
	}
}
