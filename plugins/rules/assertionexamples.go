package rules

import (
	"context"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/plugins/rules/internal/example"
)

// assertion tries out the examples of an assertion.
func (t *tester) assertion(ctx context.Context, a *assertion, given AssertionExamples) {
	if len(given.Match) == 0 && len(given.Reject) == 0 && a.cued() {
		t.report(diag.Info, a.pointer, "rules.no-examples", "the assertion has no examples", "add examples: {match: ['denies [[fever]]'], reject: [...]}")
	}
	for i, text := range given.Match {
		t.asserts(ctx, a, item(a.pointer+"/examples/match", i), text, true)
	}
	for i, text := range given.Reject {
		t.asserts(ctx, a, item(a.pointer+"/examples/reject", i), text, false)
	}
}

// asserts tries out one example, in which an assertion holds of what is marked,
// or does not.
func (t *tester) asserts(ctx context.Context, a *assertion, pointer, written string, want bool) {
	e, err := example.Parse(written)
	switch {
	case err != nil:
		t.report(diag.Error, pointer, "rules.example", err.Error(), "mark entities so: denies [[fever]]")
		return
	case len(e.Marks) == 0:
		t.report(diag.Error, pointer, "rules.example", "the example marks no entity", "mark entities so: denies [[fever]]")
		return
	}
	doc, err := document.New("example", e.Text)
	if err != nil {
		t.report(diag.Error, pointer, "rules.example", err.Error(), "")
		return
	}
	s := newSubject(t.rules, doc)
	defer s.close()
	for _, mark := range e.Marks {
		c, err := s.claim(ctx, a, mark.Start, mark.End)
		switch quote := e.Text[mark.Start:mark.End]; {
		case err != nil:
			t.report(diag.Error, pointer, "rules.example", err.Error(), "")
		case want && c.reach != reaching:
			t.report(diag.Error, pointer, "rules.example", "the assertion does not hold of “"+quote+"”: "+a.lacks(&c, e.Text), "")
		case !want && c.reach == reaching:
			t.report(diag.Error, pointer, "rules.example", "the assertion holds of “"+quote+"” in an example to reject, by "+a.by(&c), "add to end or except, or set a window")
		}
	}
}

// lacks says why a claim does not hold of an entity.
func (a *assertion) lacks(c *claim, text string) string {
	switch c.reach {
	case stopped:
		return "“" + text[c.by.start:c.by.end] + "” ends what " + a.by(c) + " asserts"
	case tooFar:
		return a.by(c) + " is more than " + count(a.window, "token") + " away"
	default:
		return "there is no cue in its sentence"
	}
}

// by names what a claim rests on.
func (a *assertion) by(c *claim) string {
	if c.cue == nil {
		return "the section " + c.section
	}
	what, _ := a.place(c.cue)
	return what + c.side.of()
}
