package host

import (
	"fmt"
	"time"

	"github.com/onomast/onomast/core/document"
)

// pending is a frame that waits for its answer.
type pending struct {
	documents int
	answer    chan answer // holds one
	abandoned bool        // nobody waits for the answer any more

	started  bool
	done     int       // documents finished, by the last progress message
	steps    uint64    // of work, by the last progress message
	document int       // index of the one being worked on, -1 unknown
	moved    time.Time // when there was headway last
}

// progress notes what a plugin says of a frame. A count that goes back is no
// headway.
func (w *pending) progress(p *document.Progress, now time.Time) {
	if p.Done > w.done || p.Steps > w.steps || (p.Started && !w.started) {
		w.moved = now
	}
	w.started = w.started || p.Started
	w.done, w.steps = max(w.done, p.Done), max(w.steps, p.Steps)
	switch {
	case p.Working > 0:
		w.document = p.Working - 1
	case p.Steps > 0:
		w.document = -1
	default:
		w.document = p.Done
	}
}

// watch kills the process when it says nothing, or makes no headway.
func (s *session) watch() {
	opts := &s.segment.host.opts
	tick := time.NewTicker(max(5*time.Millisecond, min(opts.Silence, opts.Grace+s.segment.limits.Timeout, time.Second)/4))
	defer tick.Stop()
	for {
		select {
		case <-s.ended:
			return
		case now := <-tick.C:
			if d := s.hung(now, opts); d != nil {
				s.p.kill(d)
			}
		}
	}
}

// hung says why the process must be killed, or nil.
func (s *session) hung(now time.Time, opts *Options) *deathError {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.pending) == 0 {
		return nil
	}
	if silent := now.Sub(s.heard); silent > opts.Silence {
		return &deathError{code: FailureTimeout, document: -1,
			detail: fmt.Sprintf("the plugin said nothing for %s", opts.Silence)}
	}
	limit := s.segment.limits.Timeout
	w := s.slowest()
	if limit <= 0 || w == nil || now.Sub(w.moved) <= limit+opts.Grace {
		return nil
	}
	return &deathError{code: FailureTimeout, document: w.document, frame: w,
		detail: fmt.Sprintf("the plugin worked on one document for more than %s", limit)}
}

// slowest returns the frame under way that has not moved for the longest time.
func (s *session) slowest() *pending {
	var slowest *pending
	for _, w := range s.pending {
		if w.started && (slowest == nil || w.moved.Before(slowest.moved)) {
			slowest = w
		}
	}
	return slowest
}
