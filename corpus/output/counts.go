package output

import (
	"fmt"
	"maps"

	"github.com/onomast/onomast/corpus"
)

// manyReasons bounds how many kinds of failure or reasons to skip are counted
// apart, so that reasons that name each document do not fill the manifest.
const manyReasons = 100

// otherReasons counts what comes when the table is full.
const otherReasons = "other"

// Counts say what became of the documents: In = OK + Dead + Skipped.
type Counts struct {
	In      int `json:"in"`
	OK      int `json:"ok"`
	Dead    int `json:"dead"`
	Skipped int `json:"skipped"`
	// Degraded are those of OK for which a stage failed and was passed over.
	Degraded int `json:"degraded"`
	// DeadBy counts the dead by "stage: code", SkippedBy the skipped by reason.
	DeadBy    map[string]int `json:"dead_by"`
	SkippedBy map[string]int `json:"skipped_by"`
	// Losses count what the output format cannot hold, by effect and reason.
	Losses map[string]int `json:"losses,omitempty"`
}

func newCounts() Counts {
	return Counts{DeadBy: map[string]int{}, SkippedBy: map[string]int{}}
}

func (c *Counts) clone() Counts {
	copied := *c
	copied.DeadBy, copied.SkippedBy, copied.Losses = maps.Clone(c.DeadBy), maps.Clone(c.SkippedBy), maps.Clone(c.Losses)
	return copied
}

func (c *Counts) add(o *corpus.Outcome) {
	c.In++
	switch {
	case o.Failure != nil:
		c.Dead++
		tally(c.DeadBy, o.Failure.Stage+": "+o.Failure.Code)
	case o.Skipped != "":
		c.Skipped++
		tally(c.SkippedBy, o.Skipped)
	default:
		c.OK++
		if len(o.FailedStages) > 0 {
			c.Degraded++
		}
		for reason, n := range o.Losses {
			if c.Losses == nil {
				c.Losses = map[string]int{}
			}
			c.Losses[reason] += n
		}
	}
}

func tally(by map[string]int, reason string) {
	if _, known := by[reason]; !known && len(by) >= manyReasons {
		reason = otherReasons
	}
	by[reason]++
}

// check holds the counts against the number of documents the reader gave.
func (c *Counts) check(in int) error {
	if c.In == in && c.OK+c.Dead+c.Skipped == in {
		return nil
	}
	return report(CodeCounts, nil, "this is a mistake in Onomast: please report it",
		"%d documents were read, but %d are done: %d ok, %d dead, %d skipped", in, c.In, c.OK, c.Dead, c.Skipped)
}

// String renders the counts for people.
func (c Counts) String() string {
	documents := "documents"
	if c.In == 1 {
		documents = "document"
	}
	return fmt.Sprintf("%d %s: %d ok, %d dead, %d skipped", c.In, documents, c.OK, c.Dead, c.Skipped)
}
