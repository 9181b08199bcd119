package pipeline

import (
	"context"
	"fmt"

	"github.com/onomast/onomast/core/document"
)

// A Result is what became of one document.
type Result struct {
	// Document has the layers of all stages that leave the pipeline.
	Document *document.Document
	// Failure says why the document is lost; nil when it is not.
	Failure *document.Failure
	// FailedStages are the ids of the stages that failed and were skipped, in
	// the order of the plan.
	FailedStages []string
}

// An AbortError stops a run: a stage with `on_error: abort` failed.
type AbortError struct {
	Document string
	Failure  document.Failure
}

// Error names the stage and the document.
func (e *AbortError) Error() string {
	return fmt.Sprintf("stage %q failed on document %q (%s: %s), and its on_error is abort",
		e.Failure.Stage, e.Document, e.Failure.Code, e.Failure.Message)
}

// Annotate carries documents through the pipeline as one frame and returns one
// result for each, in the same order; the documents themselves stay as they
// are. An error concerns all of them: a segment cannot work, or ctx has ended.
func (r *Runner) Annotate(ctx context.Context, docs []*document.Document) ([]Result, error) {
	t := newTrip(r, docs)
	if err := t.run(ctx); err != nil {
		return nil, err
	}
	return t.results(), nil
}
