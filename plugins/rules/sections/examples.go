package sections

import (
	"context"
	"strconv"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/plugins/rules/internal/example"
)

// test tries out the examples of every rule.
func test(ctx context.Context, cfg plugin.Config) diag.List {
	rs, o, problems := compile(cfg)
	if problems.HasErrors() {
		return nil // contract has reported it
	}
	t := &tester{ctx: ctx, rules: rs}
	for i := range o.Sections {
		t.rule = rs.rules[i]
		t.examples(&o.Sections[i].Examples)
	}
	return t.list
}

// A tester tries out examples and gathers those that fail.
type tester struct {
	ctx    context.Context
	rules  *ruleset
	rule   *rule // whose examples they are
	memory memory
	list   diag.List
}

func (t *tester) examples(given *Examples) {
	if len(given.Match) == 0 && len(given.Reject) == 0 {
		t.report(diag.Info, t.rule.pointer, "sections.no-examples", "the rule has no examples", "add examples: {match: [...], reject: [...]}")
	}
	for i, text := range given.Match {
		t.example(t.rule.pointer+"/examples/match/"+strconv.Itoa(i), text, (*example.Example).Missing)
	}
	for i, text := range given.Reject {
		t.example(t.rule.pointer+"/examples/reject/"+strconv.Itoa(i), text, (*example.Example).Unwanted)
	}
}

// example tries out one example; check says what is wrong with what was found.
func (t *tester) example(pointer, written string, check func(*example.Example, *example.Found) (summary, hint string)) {
	e, err := example.Parse(written)
	if err != nil {
		t.report(diag.Error, pointer, "sections.example", err.Error(), example.MarkHint)
		return
	}
	if _, err = document.New("example", e.Text); err == nil {
		err = t.rules.find(t.ctx.Err, e.Text, &t.memory)
	}
	if err != nil {
		t.report(diag.Error, pointer, "sections.example", err.Error(), "")
		return
	}
	var f example.Found
	for _, s := range t.memory.out {
		at := example.Extent{Start: s.start, End: s.end}
		if s.rule == t.rule {
			f.Kept = append(f.Kept, at)
		} else {
			f.Dropped = append(f.Dropped, "“"+e.Of(at)+"” is a "+s.rule.label+" by "+s.rule.name)
		}
	}
	if summary, hint := check(&e, &f); summary != "" {
		t.report(diag.Error, pointer, "sections.example", summary, hint)
	}
}

func (t *tester) report(severity diag.Severity, pointer, code, summary, hint string) {
	t.list = append(t.list, diag.Diagnostic{Severity: severity, Code: code, Pointer: pointer, Summary: summary, Hint: hint})
}
