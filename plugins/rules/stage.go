package rules

import (
	"cmp"
	"context"

	"github.com/onomast/onomast/core/document"
)

// A stage proposes entities by a ruleset.
type stage struct {
	id    string
	rules *ruleset
}

// Process adds the layer of candidates, named by the stage's id.
func (st *stage) Process(ctx context.Context, doc *document.Document) error {
	out := document.NewLayer(st.id)
	s := newSubject(st.rules, doc)
	defer s.close()
	err := s.each(ctx, func(r *rule, f *find, v *verdict) {
		if v.dropped == kept && s.failed == nil {
			s.failed = s.write(ctx, out, r, f, v)
		}
	})
	if err = cmp.Or(err, s.failed); err != nil {
		return err
	}
	return doc.Add(out)
}

// each calls yield with every find of every rule that finds entities, and what
// becomes of it: patterns first, then lists, then sequences, each in their
// order. What yield gets is valid until it returns.
func (s *subject) each(ctx context.Context, yield func(*rule, *find, *verdict)) error {
	if s.rules.ranked == nil {
		return s.eachAlone(ctx, yield)
	}
	return s.eachRanked(ctx, yield)
}

// eachAlone is each as if no rule beat another.
func (s *subject) eachAlone(ctx context.Context, yield func(*rule, *find, *verdict)) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := s.eachOfPatterns(ctx, yield); err != nil {
		return err
	}
	err := s.eachOfLists(ctx, func(r *rule, f *find, v *verdict) {
		if !f.list.silent {
			yield(r, f, v)
		}
	})
	if err != nil {
		return err
	}
	for _, q := range s.rules.sequences {
		if err := s.eachOfSequence(ctx, q, yield); err != nil {
			return err
		}
	}
	return nil
}

// eachOfPatterns goes through the patterns that have matches, and those of which
// that is not known yet. The others, however many, take no time.
func (s *subject) eachOfPatterns(ctx context.Context, yield func(*rule, *find, *verdict)) error {
	found, err := s.matches(ctx)
	if err != nil {
		return err
	}
	matches, searched := found.All(), s.rules.searched
	for len(matches) > 0 || len(searched) > 0 {
		next := len(s.rules.patterns)
		if len(matches) > 0 {
			next = s.rules.owner[matches[0].Regexp]
		}
		if len(searched) > 0 && searched[0] <= next {
			next = searched[0]
			searched = searched[1:]
		}
		for len(matches) > 0 && s.rules.owner[matches[0].Regexp] == next {
			matches = matches[1:]
		}
		if err := s.eachOfPattern(ctx, s.rules.patterns[next], yield); err != nil {
			return err
		}
	}
	return nil
}

func (s *subject) eachOfPattern(ctx context.Context, p *patternRule, yield func(*rule, *find, *verdict)) error {
	for i := range p.expressions {
		e := &p.expressions[i]
		err := e.engine.each(ctx, s, func(groups []int) bool {
			if e.find(&s.find, groups) {
				s.take(ctx, p, yield)
			}
			return s.failed == nil
		})
		if s.failed != nil {
			return s.failed
		}
		if err != nil {
			return p.failure(err)
		}
	}
	return nil
}

// take judges the find of a pattern.
func (s *subject) take(ctx context.Context, p *patternRule, yield func(*rule, *find, *verdict)) {
	if p.bounded && !s.rules.alphabet.Bounded(s.text, s.find.start, s.find.end) {
		s.verdict = verdict{dropped: droppedByBoundary}
	} else if s.verdict, s.failed = p.judge(ctx, s, &s.find); s.failed != nil {
		return
	}
	yield(&p.rule, &s.find, &s.verdict)
}

func (s *subject) eachOfLists(ctx context.Context, yield func(*rule, *find, *verdict)) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	err := s.eachHit(ctx, func(list int, h hit) bool {
		l := s.rules.lists[list]
		s.find = l.find(h)
		if s.verdict, s.failed = l.judge(ctx, s, &s.find); s.failed == nil {
			yield(&l.rule, &s.find, &s.verdict)
		}
		return s.failed == nil
	})
	if s.failed != nil {
		return s.failed
	}
	return err
}
