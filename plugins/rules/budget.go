package rules

import (
	"context"
	"time"
)

const (
	defaultBudget = 250 * time.Millisecond
	// budgetUnit is the size of text, in bytes, that one budget is for.
	budgetUnit = 64 << 10
)

// A budget is the time the backtracking engine may still take for a document.
type budget struct {
	rest time.Duration
}

// newBudget gives each begun [budgetUnit] of text its share.
func newBudget(each time.Duration, size int) budget {
	return budget{rest: each * time.Duration(1+size/budgetUnit)}
}

// left returns what is left, at most the time until ctx ends, and the error to
// report when it is used up. It is used up already when it is not positive.
func (b *budget) left(ctx context.Context) (rest time.Duration, overrun error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < b.rest {
		return time.Until(deadline), context.DeadlineExceeded
	}
	return b.rest, errBudget
}

func (b *budget) spend(d time.Duration) { b.rest -= d }
