package plugin

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
)

// Codes of the failures the SDK reports.
const (
	codeError   = "error"
	codePanic   = "panic"
	codeTimeout = "timeout"
)

// job is the documents of one frame on their way through a segment.
type job struct {
	docs     []*document.Document
	failures []document.Failure
	lost     []bool // documents no later stage sees; nil: none
	done     atomic.Int32
	started  atomic.Bool
}

// run takes the documents through all stages. It stops early when ctx ends;
// the job is then good for nothing.
func (s *segment) run(ctx context.Context, j *job) {
	j.started.Store(true)
	for i, part := range s.parts {
		last := i == len(s.parts)-1
		if part[0].batch != nil {
			part[0].runBatch(ctx, j)
			if last {
				j.done.Store(int32(len(j.docs)))
			}
		} else {
			runEach(ctx, part, j, last)
		}
	}
}

// runEach takes one document after the other through some stages.
func runEach(ctx context.Context, stages []*stage, j *job, last bool) {
	contexts := make([]context.Context, len(stages))
	for i, st := range stages {
		contexts[i] = withStage(ctx, st.Stage)
	}
	for doc := range j.docs {
		if ctx.Err() != nil {
			return
		}
		for i, st := range stages {
			if !j.isLost(doc) {
				st.runOne(contexts[i], j, doc)
			}
		}
		if last {
			j.done.Add(1)
		}
	}
}

// runOne takes one document through the stage.
func (st *stage) runOne(ctx context.Context, j *job, i int) {
	doc := j.docs[i]
	if !st.wants(doc) {
		return
	}
	before := mark(doc)
	if st.Timeout > 0 {
		limited := withDeadline(ctx, st.Timeout)
		defer limited.release()
		ctx = limited
	}
	if err := st.process(ctx, doc); err != nil {
		j.docs[i] = before.restore(doc)
		j.fail(ctx, st, i, err)
	}
}

func (st *stage) process(ctx context.Context, doc *document.Document) (err error) {
	defer catch(&err)
	return st.impl.Process(ctx, doc)
}

// fail records what went wrong with document i in a stage.
func (j *job) fail(ctx context.Context, st *stage, i int, err error) {
	f := document.Failure{Document: i, Stage: st.Stage, Code: codeError, Message: err.Error(), Skipped: st.SkipOnError}
	var d diag.Diagnostic
	switch {
	case isPanic(err):
		f.Code = codePanic
		st.logPanic(ctx, err)
	case errors.Is(err, context.DeadlineExceeded), errors.Is(ctx.Err(), context.DeadlineExceeded):
		f.Code = codeTimeout
		f.Message = fmt.Sprintf("not finished after %s: raise the stage's timeout or split the document", st.Timeout)
	case errors.As(err, &d) && d.Code != "":
		f.Code = d.Code
	}
	j.failures = append(j.failures, f)
	if !st.SkipOnError {
		j.lose(i)
	}
}

// logPanic logs the first panic of a stage only: there may be one a document.
func (st *stage) logPanic(ctx context.Context, err error) {
	st.panicked.Do(func() {
		slog.ErrorContext(ctx, "the stage panicked; later panics are not logged", "error", err, "stack", stackOf(err))
	})
}

func (j *job) lose(i int) {
	if j.lost == nil {
		j.lost = make([]bool, len(j.docs))
	}
	j.lost[i] = true
	j.docs[i] = j.docs[i].With() // what was found so far is not sent back
}

func (j *job) isLost(i int) bool { return j.lost != nil && j.lost[i] }
