package pipeline

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/onomast/onomast/core/document"
)

// A trip is one frame of documents on its way through the segments.
type trip struct {
	runner *Runner

	mu     sync.Mutex
	docs   []*document.Document
	damage map[int]*damage // by document; most have none
}

// damage is what went wrong with one document, in any order: branches run side
// by side.
type damage struct {
	failures []failure
	skipped  []string // ids of stages
}

// A failure lost the document in a segment.
type failure struct {
	document.Failure
	segment int
}

func newTrip(r *Runner, docs []*document.Document) *trip {
	t := &trip{runner: r, docs: make([]*document.Document, len(docs))}
	for i, d := range docs {
		t.docs[i] = r.withLanguage(d)
	}
	return t
}

func (t *trip) run(ctx context.Context) error {
	if t.runner.chain {
		return t.inSequence(ctx)
	}
	segs := t.runner.plan.Segments
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

// inSequence visits segments of which each waits for the one before.
func (t *trip) inSequence(ctx context.Context) error {
	for i := range t.runner.plan.Segments {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err := t.visit(ctx, i); err != nil {
			return err
		}
	}
	return nil
}

// visit carries the documents that are still alive through one segment.
func (t *trip) visit(ctx context.Context, i int) error {
	seg := &t.runner.plan.Segments[i]
	views, index := t.alive(i)
	if len(views) == 0 {
		return nil
	}
	reply, err := t.runner.segments[i].Annotate(ctx, views, seg.Needs)
	if err != nil && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if err != nil {
		return fmt.Errorf("%w: segment %q: %w", ErrUnusable, seg.ID, err)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.merge(i, reply, index)
}

// alive returns the documents that no earlier segment has lost, with the layers
// the segment reads, and their indices. Segments beside this one do not count:
// what a document goes through must not depend on who is faster.
func (t *trip) alive(i int) ([]*document.Document, []int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	needs := t.runner.plan.Segments[i].Needs
	views := make([]*document.Document, 0, len(t.docs))
	index := make([]int, 0, len(t.docs))
	for k, d := range t.docs {
		if !t.damage[k].before(t.runner.before[i]) {
			views = append(views, d.With(needs...))
			index = append(index, k)
		}
	}
	return views, index
}

// before reports whether one of the segments has lost the document.
func (d *damage) before(segments []bool) bool {
	return d != nil && slices.ContainsFunc(d.failures, func(f failure) bool { return segments[f.segment] })
}

func (t *trip) merge(i int, reply *document.Reply, index []int) error {
	var lost map[int]bool
	for _, f := range reply.Failures {
		if lost == nil {
			lost = make(map[int]bool)
		}
		if !t.note(i, index[f.Document], f) {
			lost[f.Document] = true
		}
	}
	for k, at := range index {
		if lost[k] {
			continue
		}
		if err := t.addTo(at, reply.Layers[k]); err != nil {
			return fmt.Errorf("segment %q: %w", t.runner.plan.Segments[i].ID, err)
		}
		if reply.Notes != nil {
			for _, n := range reply.Notes[k] {
				t.docs[at].AddNote(n)
			}
		}
	}
	if t.runner.plan.writesLanguage(i) {
		for _, at := range index {
			t.runner.defaultLanguage(t.docs[at])
		}
	}
	return nil
}

// note records a failure and reports whether the document has what the other
// stages of the segment added.
func (t *trip) note(segment, at int, f document.Failure) bool {
	d := t.damage[at]
	if d == nil {
		if t.damage == nil {
			t.damage = make(map[int]*damage)
		}
		d = &damage{}
		t.damage[at] = d
	}
	if stages := t.runner.skippable(segment, f); stages != nil {
		d.skipped = append(d.skipped, stages...)
		return f.Skipped
	}
	f.Document = 0
	d.failures = append(d.failures, failure{f, segment})
	return false
}

func (t *trip) addTo(at int, layers []*document.Layer) error {
	for _, l := range layers {
		if l.Name() == document.Language && l.Len() == 0 && t.runner.language != "" {
			continue // the stage found none: the default counts
		}
		if err := t.docs[at].Add(t.runner.own(t.docs[at], l)); err != nil {
			return err
		}
	}
	return nil
}

// results returns what became of the documents.
func (t *trip) results() []Result {
	out := make([]Result, len(t.docs))
	for i, d := range t.docs {
		out[i].Document = t.runner.complete(d)
		if bad := t.damage[i]; bad != nil {
			out[i].Failure, out[i].FailedStages = t.runner.verdict(bad)
		}
	}
	return out
}
