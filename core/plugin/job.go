package plugin

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
)

// Codes of the failures the SDK reports.
const (
	codeError   = "error"
	codePanic   = "panic"
	codeTimeout = "timeout"
	codeLayer   = "invalid_layer"
)

// job is the documents of one frame on their way through a segment.
type job struct {
	docs     []*document.Document
	failures []document.Failure
	lost     []bool // documents no later stage sees; nil: none
	headway
}

// headway is how far a job has come, for whoever watches it.
type headway struct {
	done    atomic.Int32  // documents that are finished
	started atomic.Bool   // a worker has taken it up
	steps   atomic.Uint64 // grows with every bit of work
	working atomic.Int32  // 1 + the index of the document under way; 0: several
	until   atomic.Int64  // when the batch under way has to be ready; 0: there is none
}

// progress reports the headway. A batch cannot tell how far it is: it counts as
// moving until its time is up.
func (h *headway) progress(now time.Time) document.Progress {
	if until := h.until.Load(); until > now.UnixNano() {
		h.steps.Add(1)
	}
	return document.Progress{
		Done: int(h.done.Load()), Started: h.started.Load(), Steps: h.steps.Load(), Working: int(h.working.Load()),
	}
}

// begin says which document is worked on.
func (h *headway) begin(doc int) { h.working.Store(int32(doc) + 1) }

// end says that a bit of work is done.
func (h *headway) end() { h.steps.Add(1) }

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
		j.begin(doc)
		for i, st := range stages {
			if !j.isLost(doc) {
				st.runOne(contexts[i], j, doc)
			}
		}
		j.end()
		if last {
			j.done.Add(1)
		}
	}
}

// runOne takes one document through the stage.
func (st *stage) runOne(ctx context.Context, j *job, i int) {
	doc := j.docs[i]
	regions, ok := st.parts(doc)
	if !ok {
		return
	}
	before := mark(doc)
	if st.Timeout > 0 {
		limited := withDeadline(ctx, st.Timeout)
		defer limited.release()
		ctx = limited
	}
	err := st.process(ctx, doc)
	if err == nil {
		err = before.validate(doc)
	}
	if err != nil {
		j.docs[i] = before.restore(doc)
		j.fail(ctx, st, i, err)
		return
	}
	j.docs[i] = before.restrict(doc, regions)
}

func (st *stage) process(ctx context.Context, doc *document.Document) (err error) {
	defer catch(&err)
	return st.impl.Process(ctx, doc)
}

// fail records what went wrong with document i in a stage.
func (j *job) fail(ctx context.Context, st *stage, i int, err error) {
	f := document.Failure{Document: i, Stage: st.Stage, Code: codeError, Message: err.Error(), Skipped: st.SkipOnError}
	var d diag.Diagnostic
	var layer *layerError
	switch {
	case isPanic(err):
		f.Code = codePanic
		f.Message += ": this is a bug of the stage; the plugin's log has the stack"
		st.logPanic(ctx, err)
	case errors.Is(err, context.DeadlineExceeded), errors.Is(ctx.Err(), context.DeadlineExceeded):
		f.Code = codeTimeout
		f.Message = fmt.Sprintf("not finished after %s: raise the stage's timeout or split the document", st.Timeout)
	case errors.As(err, &layer):
		f.Code = codeLayer
		f.Message += ": this is a bug of the stage"
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
