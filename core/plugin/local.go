package plugin

import (
	"context"

	"github.com/onomast/onomast/core/document"
)

// A Local is a segment in the calling process: the same code a plugin runs,
// without the process. It is for tests, and for measuring what the process
// costs. It is safe for concurrent use.
type Local struct {
	seg *segment
}

// NewLocal opens the stages of a segment. Mistakes come as a diag.List whose
// pointers start at the pipeline (/stages/ID/with/...).
func NewLocal(ctx context.Context, s Segment, kinds ...Kind) (*Local, error) {
	r, err := newRegistry(kinds)
	if err != nil {
		return nil, err
	}
	seg, list := r.open(ctx, s)
	if err := list.Err(); err != nil {
		return nil, err
	}
	return &Local{seg: seg}, nil
}

// Annotate takes documents through the stages as if they came in one frame. A
// document that a stage failed on is replaced in docs by one without what that
// stage left. It returns the failures by index into docs, and the error of ctx.
func (l *Local) Annotate(ctx context.Context, docs []*document.Document) ([]document.Failure, error) {
	if !l.seg.gate.enter() {
		return nil, errClosed(l.seg.id)
	}
	defer l.seg.gate.leave()
	j := &job{docs: docs}
	l.seg.run(ctx, j)
	return j.failures, ctx.Err()
}

// Explain asks a stage as [Client.Explain] does.
func (l *Local) Explain(ctx context.Context, stage string, doc *document.Document, start, end int) ([]Reason, error) {
	st := l.seg.stage(stage)
	if st == nil {
		return nil, errNoStage(l.seg.id, stage)
	}
	return st.explain(ctx, doc, start, end)
}

// Close waits for Annotate calls in progress and closes the stages.
func (l *Local) Close() error { return l.seg.close() }
