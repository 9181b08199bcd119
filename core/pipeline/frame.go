package pipeline

import (
	"context"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"github.com/onomast/onomast/core/document"
)

// A frame is a batch of jobs that travels together.
type frame struct {
	jobs   []Job
	bytes  int
	weight int64 // of the room it takes
	done   chan struct{}
	out    []Result
	err    error
}

// jobOverhead stands for the cost of a document without text, in bytes.
const jobOverhead = 64

// flushAfter is how long the first document of a frame waits for others.
const flushAfter = 5 * time.Millisecond

// A filler puts jobs into frames and sends them on their way. A frame leaves
// when the next document would make it longer than the limit, or when its first
// document has waited long enough. A document longer than the limit travels
// alone.
//
// The frames under way have a bounded room: as many as the runner's window, and
// as many bytes as that window of full frames. One that is larger than the whole
// room waits until it has it for itself.
type filler struct {
	ctx    context.Context
	runner *Runner
	frames chan *frame
	room   *semaphore.Weighted
	size   int64

	mu    sync.Mutex
	open  *frame
	timer *time.Timer
	ended bool
	count int // jobs of the last frame: the next will hold about as many
}

func newFiller(ctx context.Context, r *Runner) *filler {
	size := int64(r.inFlight) * int64(r.frame)
	f := &filler{ctx: ctx, runner: r, frames: make(chan *frame, r.inFlight), room: semaphore.NewWeighted(size), size: size}
	f.timer = time.AfterFunc(time.Hour, f.flush)
	f.timer.Stop()
	return f
}

// add reports false when ctx has ended.
func (f *filler) add(job Job) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.ended {
		return false
	}
	bytes := jobOverhead
	if job.Document != nil {
		bytes += len(job.Document.Text())
	}
	if f.open != nil && f.open.bytes+bytes > f.runner.frame && !f.send() {
		return false
	}
	if f.open == nil {
		f.open = &frame{jobs: make([]Job, 0, f.count+1), done: make(chan struct{})}
		f.timer.Reset(flushAfter)
	}
	f.open.jobs = append(f.open.jobs, job)
	f.open.bytes += bytes
	return f.open.bytes < f.runner.frame || f.send()
}

// send starts the open frame, as soon as there is room for it. The caller holds
// mu: while there is no room, nothing is added.
func (f *filler) send() bool {
	f.timer.Stop()
	out := f.open
	f.open, f.count = nil, len(out.jobs)
	out.weight = min(f.size, int64(max(out.bytes, f.runner.frame)))
	if f.room.Acquire(f.ctx, out.weight) != nil {
		return false
	}
	if f.ctx.Err() != nil { // Acquire may prefer the room
		f.room.Release(out.weight)
		return false
	}
	f.frames <- out // never blocks: room has fewer frames than the channel
	go f.runner.carry(f.ctx, out)
	return true
}

// release gives back the room of a frame that has been put.
func (f *filler) release(done *frame) { f.room.Release(done.weight) }

// flush sends what has waited for company.
func (f *filler) flush() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.open != nil && !f.ended {
		f.send()
	}
}

// end sends what is left, if ctx has not ended. Nothing is added after it.
func (f *filler) end() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.ended {
		return
	}
	if f.open != nil {
		f.send()
	}
	f.ended = true
	close(f.frames)
}

// carry runs the frame's documents through the segments.
func (r *Runner) carry(ctx context.Context, f *frame) {
	defer close(f.done)
	docs := make([]*document.Document, 0, len(f.jobs))
	for _, job := range f.jobs {
		if job.Document != nil {
			docs = append(docs, job.Document)
		}
	}
	if len(docs) > 0 {
		f.out, f.err = r.Annotate(ctx, docs)
	}
}
