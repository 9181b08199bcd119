package rules

import (
	"context"
	"errors"
	"fmt"

	"github.com/onomast/onomast/core/document"
)

// A verdict is what exceptions and context make of a find.
type verdict struct {
	dropped dropReason
	by      string // the exception or the word that dropped it
	score   float32
	context []document.Attr // words that moved the score or were required, and what validators said
	attrs   []document.Attr // the value of the text
}

// A dropReason says why a find is no candidate.
type dropReason uint8

const (
	kept dropReason = iota
	droppedByBoundary
	droppedByException
	droppedByForbidden
	droppedForContext
	droppedInSection
	droppedOutsideSections
	droppedByRule
	droppedByValidator
	droppedByValue
)

// failure says which rule an error is about. The time of a document is up
// whichever rule is under way then.
func (r *rule) failure(err error) error {
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		return fmt.Errorf("rule %s (%s): %w", r.name, r.origin, err)
	}
	return fmt.Errorf("rule %s (%s): %w: simplify it, or give the stage a larger budget", r.name, r.origin, err)
}

// judgedAtOnce is how many finds are judged before the context is looked at.
const judgedAtOnce = 256

// judge applies the rule's context and exceptions to a find.
func (r *rule) judge(ctx context.Context, s *subject, f *find) (verdict, error) {
	if s.judged++; s.judged%judgedAtOnce == 0 {
		if err := ctx.Err(); err != nil {
			return verdict{}, err
		}
	}
	var v verdict
	if r.score != nil {
		v.score = float32(*r.score)
	}
	if r.context != nil { // before the exceptions, which cost more
		if err := r.context.judge(ctx, s, f, &v); err != nil || v.dropped != kept {
			return v, err
		}
	}
	by, err := r.except.drop(ctx, s, f.start, f.end)
	switch {
	case err != nil:
		return verdict{}, r.failure(err)
	case by != "":
		return verdict{dropped: droppedByException, by: by}, nil
	}
	if r.values != nil && v.dropped == kept {
		r.values.judge(s, f.start, f.end, &v)
	}
	if r.judgesGroups && v.dropped == kept {
		return v, r.judgeGroups(ctx, s, f, &v)
	}
	return v, nil
}

func clamp(score float32) float32 { return min(max(score, 0), 1) }
