package pipeline

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/onomast/onomast/core/config"
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
// result for each, in the same order. The documents get new layers. An error
// concerns all of them: a segment cannot work, or ctx has ended.
func (r *Runner) Annotate(ctx context.Context, docs []*document.Document) ([]Result, error) {
	t := &trip{runner: r, docs: make([]*document.Document, len(docs)), results: make([]Result, len(docs))}
	for i, d := range docs {
		t.docs[i] = r.withLanguage(d)
	}
	if err := t.run(ctx); err != nil {
		return nil, err
	}
	for i := range t.results {
		t.results[i].Document = t.docs[i].With(r.keep(t.docs[i])...)
		for _, n := range t.docs[i].Notes() {
			t.results[i].Document.AddNote(n)
		}
	}
	return t.results, nil
}

// keep names the layers of a result in the order of the stages, after the
// language a document came with.
func (r *Runner) keep(d *document.Document) []string {
	if d.Layer(document.Language) != nil && !slices.Contains(r.layers, document.Language) {
		return append([]string{document.Language}, r.layers...)
	}
	return r.layers
}

// withLanguage gives a document the pipeline's default language when it names
// none, and leaves the choice to a stage that writes the language.
func (r *Runner) withLanguage(d *document.Document) *document.Document {
	if slices.Contains(r.layers, document.Language) {
		return d.With()
	}
	if r.language == "" || d.LanguageCode() != "" || d.Text() == "" {
		return d
	}
	with := d.With()
	l := document.NewLayer(document.Language)
	l.AddRange(0, len(d.Text()), r.language)
	_ = with.Add(l) // a document without layers cannot have it twice
	return with
}

// A trip is one frame of documents on its way through the segments.
type trip struct {
	runner *Runner
	docs   []*document.Document

	mu      sync.Mutex
	results []Result
}

func (t *trip) run(ctx context.Context) error {
	segs := t.runner.plan.Segments
	if len(segs) == 1 { // no need for goroutines
		return t.visit(ctx, 0)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	finished := make([]chan struct{}, len(segs))
	for i := range segs {
		finished[i] = make(chan struct{})
	}
	var all sync.WaitGroup
	for i := range segs {
		all.Go(func() {
			defer close(finished[i])
			for _, before := range segs[i].After {
				<-finished[before]
			}
			if ctx.Err() != nil {
				return
			}
			if err := t.visit(ctx, i); err != nil {
				cancel(err)
			}
		})
	}
	all.Wait()
	return context.Cause(ctx)
}

// visit carries the documents that are still alive through one segment.
func (t *trip) visit(ctx context.Context, i int) error {
	seg := &t.runner.plan.Segments[i]
	views, index := t.alive(seg)
	if len(views) == 0 {
		return nil
	}
	reply, err := t.runner.segments[i].Annotate(ctx, views, seg.Needs)
	if err != nil {
		return fmt.Errorf("%w: segment %q: %w", ErrUnusable, seg.ID, err)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.merge(seg, reply, index)
}

// alive returns the documents no stage has failed on, with the layers the
// segment reads, and their indices.
func (t *trip) alive(seg *Segment) ([]*document.Document, []int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	views := make([]*document.Document, 0, len(t.docs))
	index := make([]int, 0, len(t.docs))
	for i, d := range t.docs {
		if t.results[i].Failure == nil {
			views = append(views, d.With(seg.Needs...))
			index = append(index, i)
		}
	}
	return views, index
}

func (t *trip) merge(seg *Segment, reply *document.Reply, index []int) error {
	lost := make(map[int]bool)
	for _, f := range reply.Failures {
		at := index[f.Document]
		if stages := t.runner.skippable(seg, f); stages != nil {
			t.results[at].FailedStages = append(t.results[at].FailedStages, stages...)
			lost[f.Document] = lost[f.Document] || !f.Skipped
			continue
		}
		lost[f.Document] = true
		t.fail(at, f)
	}
	for k, at := range index {
		if lost[k] {
			continue
		}
		for _, l := range reply.Layers[k] {
			if err := t.docs[at].Add(l); err != nil {
				return fmt.Errorf("segment %q: %w", seg.ID, err)
			}
		}
		if reply.Notes != nil {
			for _, n := range reply.Notes[k] {
				t.docs[at].AddNote(n)
			}
		}
	}
	return nil
}

// skippable returns the stages a document goes on without after a failure, or
// nil when the failure loses the document. A plugin that dies takes all stages
// of its segment with it: then all of them must be skippable.
func (r *Runner) skippable(seg *Segment, f document.Failure) []string {
	if f.Skipped {
		return []string{f.Stage}
	}
	if f.Stage != seg.ID || f.Code == "error" || f.Code == "panic" {
		return nil // a stage's own failure: the plugin would have skipped it
	}
	var ids []string
	for _, i := range seg.Stages {
		s := &r.plan.Stages[i]
		if s.OnError != config.SkipStage {
			return nil
		}
		ids = append(ids, s.ID)
	}
	return ids
}

// fail records a failure; of several the one of the earlier stage counts, so
// that the answer does not depend on who was faster.
func (t *trip) fail(at int, f document.Failure) {
	r := &t.results[at]
	if r.Failure == nil || t.runner.rank(f.Stage) < t.runner.rank(r.Failure.Stage) {
		f.Document = 0
		r.Failure = &f
	}
}

// rank returns the place of a stage, or of the first stage of a segment.
func (r *Runner) rank(stage string) int {
	first, _, _ := strings.Cut(stage, "+")
	return slices.IndexFunc(r.plan.Stages, func(s Stage) bool { return s.ID == first })
}

func (r *Runner) aborts(stage string) bool {
	for id := range strings.SplitSeq(stage, "+") {
		if s := r.plan.Stage(id); s != nil && s.OnError == config.Abort {
			return true
		}
	}
	return false
}
