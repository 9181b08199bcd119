package rules

import (
	"context"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/plugins/rules/internal/example"
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
		if given := &rs.options.Sequences[i].Examples; given.none() && len(q.program.Layers()) > 0 {
			continue // there can be none: the layers it asks are empty here
		}
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
	for i, a := range rs.assertions {
		t.assertion(ctx, a, rs.options.Assertions[i].Examples)
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

func (e *Examples) none() bool { return len(e.Match) == 0 && len(e.Reject) == 0 }

type runFunc func(context.Context, *subject, yieldFunc) error

func (t *tester) examples(ctx context.Context, r *rule, given Examples, run runFunc) {
	if given.none() {
		t.report(diag.Info, r.pointer, "rules.no-examples", "the rule has no examples", "add examples: {match: [...], reject: [...]}")
	}
	for i, text := range given.Match {
		t.example(ctx, item(r.pointer+"/examples/match", i), text, run, (*example.Example).Missing)
	}
	for i, text := range given.Reject {
		t.example(ctx, item(r.pointer+"/examples/reject", i), text, run, (*example.Example).Unwanted)
	}
}

// example tries out one example; check says what is wrong with what was found.
func (t *tester) example(ctx context.Context, pointer, written string, run runFunc, check func(*example.Example, *example.Found) (summary, hint string)) {
	e, err := example.Parse(written)
	if err != nil {
		t.report(diag.Error, pointer, "rules.example", err.Error(), example.MarkHint)
		return
	}
	doc, err := document.New("example", e.Text)
	if err != nil {
		t.report(diag.Error, pointer, "rules.example", err.Error(), "")
		return
	}
	tr := &trial{example: &e}
	s := newSubject(t.rules, doc)
	s.anySection = true
	defer s.close()
	if err := run(ctx, s, tr.take); err != nil {
		t.report(diag.Error, pointer, "rules.example", err.Error(), "")
		return
	}
	if summary, hint := check(&e, &tr.found); summary != "" {
		t.report(diag.Error, pointer, "rules.example", summary, hint)
	}
}

func (t *tester) report(severity diag.Severity, pointer, code, summary, hint string) {
	t.found = append(t.found, diag.Diagnostic{Severity: severity, Code: code, Pointer: pointer, Summary: summary, Hint: hint})
}
