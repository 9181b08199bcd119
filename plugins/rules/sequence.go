package rules

import (
	"context"
	"errors"
	"slices"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/plugins/rules/tokenpattern"
)

// A sequenceRule is a compiled [Sequence].
type sequenceRule struct {
	rule
	program *tokenpattern.Program
	entity  int // index of the group that is the entity; -1: the whole match
	uses    []groupUse
}

func (c *compiler) sequence(pointer string, given *Sequence) {
	q := &sequenceRule{rule: c.common(pointer, given.ID, given.Label, &given.Outcome), entity: -1}
	if given.Label == "" {
		c.fail(c.written(pointer, "label"), "rules.no-label", "the sequence has no label", "add label, e.g. label: PERSON")
	}
	q.except = c.exceptions(pointer+"/except", given.Except, exceptionStyle{plainIsRegex: true, mode: termMode(false, false)})
	c.rules.sequences = append(c.rules.sequences, q)
	c.rules.tokens = true
	program, err := tokenpattern.Compile(given.Tokens)
	if err != nil {
		at := pointer + "/tokens"
		var step *tokenpattern.StepError
		if errors.As(err, &step) {
			at = item(at, step.Step)
			if step.Field != "" {
				at += "/" + step.Field
			}
		}
		c.fail(at, "rules.tokens", err.Error(), "")
		return
	}
	q.program = program
	c.sequenceGroups(q, given)
	c.sequenceLists(q, pointer)
}

func (c *compiler) sequenceGroups(q *sequenceRule, given *Sequence) {
	names := q.program.Groups()
	if given.Group != "" {
		if q.entity = slices.Index(names, given.Group); q.entity < 0 {
			c.fail(q.pointer+"/group", "rules.unknown-group", "no step has the group “"+given.Group+"”", stepHint(names)(given.Group))
		}
	}
	c.groups(&q.rule, given.Groups, names, stepHint(names))
	q.uses = q.rule.uses(names)
}

// sequenceLists reports lists that the stage does not have.
func (c *compiler) sequenceLists(q *sequenceRule, pointer string) {
	for _, id := range q.program.Lists() {
		if _, known := c.rules.listNumbers[id]; !known {
			c.fail(pointer+"/tokens", "rules.unknown-list", "the stage has no list with the id “"+id+"”", diag.Suggest(id, c.listIDs))
		}
		c.rules.asksLists = true
	}
	q.program.Bind(c.rules.listNumbers)
}

// askedLayers returns the layers of other stages that sequences ask.
func (rs *ruleset) askedLayers() []string {
	var layers []string
	for _, q := range rs.sequences {
		if q.program != nil {
			layers = append(layers, q.program.Layers()...)
		}
	}
	slices.Sort(layers)
	return slices.Compact(layers)
}

// eachOfSequence calls yield with every find of a sequence and what becomes of
// it.
func (s *subject) eachOfSequence(ctx context.Context, q *sequenceRule, yield func(*rule, *find, *verdict)) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	view := s.tokenView(ctx)
	var failed error
	err := q.program.Find(ctx, view, func(m tokenpattern.Match) bool {
		f, ok := q.find(view, m)
		if !ok {
			return true
		}
		var v verdict
		if v, failed = q.judge(ctx, s, &f); failed == nil {
			yield(&q.rule, &f, &v)
		}
		return failed == nil
	})
	return errors.Join(failed, view.failed, err)
}

// find makes a find of a match. It reports false when the group that is the
// entity took no part.
func (q *sequenceRule) find(view *tokenView, m tokenpattern.Match) (find, bool) {
	start, end := view.bytes(m.Start, m.End)
	f := find{start: start, end: end, matchStart: start, matchEnd: end}
	if q.entity >= 0 {
		g := m.Groups[q.entity]
		if g.Start < 0 {
			return f, false
		}
		f.start, f.end = view.bytes(g.Start, g.End)
	}
	for _, use := range q.uses {
		g := m.Groups[use.index]
		if g.Start < 0 {
			continue
		}
		start, end := view.bytes(g.Start, g.End)
		f.take(use, start, end)
	}
	return f, true
}

// tokenView returns what sequences ask of the document's tokens.
func (s *subject) tokenView(ctx context.Context) *tokenView {
	if s.view == nil {
		s.view = &tokenView{subject: s, ctx: ctx, windows: s.tokenWindows()}
	}
	return s.view
}
