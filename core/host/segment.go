package host

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

// A Segment is an open segment of a pipeline. It is safe for concurrent use.
type Segment struct {
	host    *Host
	cmd     Command
	request plugin.Segment
	limits  Limits

	replicas []*replica
	slots    chan *replica // one entry for each frame that may be in flight
	closed   chan struct{}
	once     sync.Once
}

// A replica is one of the processes that carry a segment.
type replica struct {
	*supervisor
	shared bool
}

// Open starts the processes of a segment and opens its stages. What is wrong
// with their options comes as a diag.List.
func (h *Host) Open(ctx context.Context, cmd Command, seg plugin.Segment, limits Limits) (*Segment, error) {
	s := &Segment{host: h, cmd: cmd, request: seg, limits: limits, closed: make(chan struct{})}
	if err := s.addReplicas(max(1, limits.Replicas)); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	workers := make([]int, len(s.replicas))
	errs := make([]error, len(s.replicas))
	var opened sync.WaitGroup
	for i, r := range s.replicas {
		opened.Go(func() {
			var session *session
			if session, errs[i] = s.session(ctx, r); errs[i] == nil {
				workers[i] = session.workers
			}
		})
	}
	opened.Wait()
	for _, err := range errs { // they are all alike
		if err != nil {
			return nil, errors.Join(err, s.Close())
		}
	}
	s.fillSlots(workers)
	return s, nil
}

func (s *Segment) addReplicas(n int) error {
	for range n {
		var sup *supervisor
		var err error
		share := s.limits.Share && n == 1
		if share {
			sup, err = s.host.shared(s.cmd)
		} else {
			sup, err = s.host.exclusive(s.cmd, n)
		}
		if err != nil {
			return err
		}
		s.replicas = append(s.replicas, &replica{supervisor: sup, shared: share})
	}
	return nil
}

func (s *Segment) fillSlots(workers []int) {
	window := make([]int, len(workers))
	total := 0
	for i, w := range workers {
		window[i] = min(w, maxWindow) + 2
		if s.limits.Window > 0 {
			window[i] = s.limits.Window
		}
		total += window[i]
	}
	s.slots = make(chan *replica, total)
	for left := true; left; { // interleaved, so that replicas share the work
		left = false
		for i, r := range s.replicas {
			if window[i] > 0 {
				window[i]--
				s.slots <- r
				left = true
			}
		}
	}
}

// maxWindow bounds the frames in flight by a plugin's own word.
const maxWindow = 1 << 10

// Annotate carries documents, with the named layers they have, through the
// segment. It blocks while the window is full. The reply covers every document:
// what the plugin could not do is among its failures. An error means that the
// segment cannot work at all, or that ctx ended.
func (s *Segment) Annotate(ctx context.Context, docs []*document.Document, layers []string) (*document.Reply, error) {
	var r *replica
	select {
	case r = <-s.slots:
	case <-s.closed:
		return nil, ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { s.slots <- r }()
	return s.deliver(ctx, r, docs, layers)
}

// deliver sends a frame, in parts when it is too large, and alone when its
// process died with it.
func (s *Segment) deliver(ctx context.Context, r *replica, docs []*document.Document, layers []string) (*document.Reply, error) {
	reply, err := s.together(ctx, r, docs, layers)
	var death *deathError
	switch {
	case errors.As(err, &death):
		return s.alone(ctx, r, docs, layers, death)
	case !errors.Is(err, errTooLarge):
		return reply, err
	case len(docs) == 1:
		return s.tooLarge(docs[0]), nil
	}
	whole := newReply(len(docs))
	half := len(docs) / 2
	for _, from := range []int{0, half} {
		part := docs[from:]
		if from == 0 {
			part = docs[:half]
		}
		reply, err := s.deliver(ctx, r, part, layers)
		if err != nil {
			return nil, err
		}
		merge(whole, reply, from)
	}
	return whole, nil
}

// together sends a frame beside others.
func (s *Segment) together(ctx context.Context, r *replica, docs []*document.Document, layers []string) (*document.Reply, error) {
	if err := r.room.Acquire(ctx, 1); err != nil {
		return nil, err
	}
	defer r.room.Release(1)
	return s.try(ctx, r, docs, layers)
}

// try sends a frame once. A *deathError says that the process died meanwhile.
func (s *Segment) try(ctx context.Context, r *replica, docs []*document.Document, layers []string) (*document.Reply, error) {
	session, err := s.session(ctx, r)
	if err != nil {
		return nil, err
	}
	reply, err := session.send(ctx, docs, layers)
	if err != nil {
		return nil, err
	}
	r.completed()
	s.vet(docs, reply)
	return reply, nil
}

// session returns the segment's session in the replica's process, starting the
// process and opening the segment if need be.
func (s *Segment) session(ctx context.Context, r *replica) (*session, error) {
	for attempt := 1; ; attempt++ {
		p, err := r.process(ctx)
		if err != nil {
			return nil, err
		}
		found, err := p.session(ctx, s)
		if !died(err) || attempt == callAttempts {
			return found, err
		}
	}
}

// Explain asks a stage of the segment why it did or did not propose something
// for the bytes [start,end) of a document.
func (s *Segment) Explain(ctx context.Context, stage string, doc *document.Document, start, end int) ([]plugin.Reason, error) {
	r := s.replicas[0]
	if err := r.room.Acquire(ctx, 1); err != nil {
		return nil, err
	}
	defer r.room.Release(1)
	session, err := s.session(ctx, r)
	if err != nil {
		return nil, err
	}
	var reasons []plugin.Reason
	err = session.p.call(ctx, s.cmd, callExplain, s.host.opts.RPCTimeout, func(ctx context.Context, c *plugin.Client) (err error) {
		reasons, err = c.Explain(ctx, s.request.ID, stage, doc, start, end)
		return err
	})
	return reasons, err
}

// Close releases the segment and stops the processes that serve it alone. Frames
// in flight are answered first, within Options.StopTimeout.
func (s *Segment) Close() error {
	s.once.Do(func() {
		close(s.closed)
		deadline := time.Now().Add(s.host.opts.StopTimeout)
		var closing sync.WaitGroup
		for _, r := range s.replicas {
			closing.Go(func() { s.leave(r, deadline) })
		}
		closing.Wait()
	})
	return nil
}

func (s *Segment) leave(r *replica, deadline time.Time) {
	r.mu.Lock()
	p := r.current
	r.mu.Unlock()
	if p != nil {
		p.release(s, deadline)
	}
	if !r.shared {
		r.stop(deadline)
		s.host.forget(r.supervisor)
	}
}

func (s *Segment) isClosed() bool {
	select {
	case <-s.closed:
		return true
	default:
		return false
	}
}
