package resolver

import (
	"context"
	"fmt"

	"github.com/onomast/onomast/core/document"
)

// stage is an open resolver. It is read-only but for its pool.
type stage struct {
	policy    *policy
	decisions bool // somebody reads them
	problems  problems
}

// Process writes the layer of entities and, if somebody reads it, that of
// decisions.
func (s *stage) Process(ctx context.Context, doc *document.Document) error {
	p, err := s.resolve(ctx, doc)
	if err != nil {
		return err
	}
	defer s.problems.put(p)
	if err := doc.Add(p.entities()); err != nil {
		return err
	}
	if n := &p.solver; n.batched > 0 {
		doc.AddNote(document.Note{Stage: s.policy.stage, Code: "resolver.approximate", Message: approximation(n)})
	}
	if !s.decisions {
		return nil
	}
	return doc.Add(p.decisionLayer())
}

// approximation says what was not exact.
func approximation(s *solver) string {
	return fmt.Sprintf("groups of overlapping candidates with more pairs than max_pairs (%d): %d, the largest with %d candidates; judged in batches, candidates left out: %d; raise max_pairs or thresholds",
		s.p.policy.maxPairs, s.batched, s.largest, s.left)
}

// resolve decides a document. The problem goes back to s.problems after use.
func (s *stage) resolve(ctx context.Context, doc *document.Document) (*problem, error) {
	p := s.problems.take(s.policy, doc.Text())
	if err := p.resolve(ctx, doc); err != nil {
		s.problems.put(p)
		return nil, err
	}
	return p, nil
}

// resolve takes the problem from candidates to kept entities.
func (p *problem) resolve(ctx context.Context, doc *document.Document) error {
	if err := p.gather(doc); err != nil {
		return err
	}
	p.merge()
	p.joinAll()
	p.groupUnits()
	if err := p.judge(ctx); err != nil {
		return err
	}
	p.arrange()
	return nil
}
