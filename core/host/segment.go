package host

import (
	"context"
	"errors"
	"fmt"
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
	emit    map[string]bool

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
	s := &Segment{
		host: h, cmd: cmd, request: seg, limits: limits,
		emit: make(map[string]bool), closed: make(chan struct{}),
	}
	for _, name := range seg.Emit {
		s.emit[name] = true
	}
	if err := s.addReplicas(max(1, limits.Replicas)); err != nil {
		return nil, err
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
	if err := errors.Join(errs...); err != nil {
		return nil, errors.Join(err, s.Close())
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
		window[i] = w + 2
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
	reply, err := s.together(ctx, r, docs, layers)
	var death *deathError
	if !errors.As(err, &death) {
		return reply, err
	}
	return s.alone(ctx, r, docs, layers, death)
}

// together sends a frame beside others.
func (s *Segment) together(ctx context.Context, r *replica, docs []*document.Document, layers []string) (*document.Reply, error) {
	r.quarantine.RLock()
	defer r.quarantine.RUnlock()
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
	s.validate(docs, reply)
	return reply, nil
}

// session returns the segment's session in the replica's process, starting the
// process and opening the segment if need be.
func (s *Segment) session(ctx context.Context, r *replica) (*session, error) {
	for {
		p, err := r.process(ctx)
		if err != nil {
			return nil, err
		}
		found, err := p.session(ctx, s)
		if err == nil || !p.dead() || ctx.Err() != nil || r.exhausted() {
			return found, err
		}
	}
}

// Explain asks a stage of the segment why it did or did not propose something
// for the bytes [start,end) of a document.
func (s *Segment) Explain(ctx context.Context, stage string, doc *document.Document, start, end int) ([]plugin.Reason, error) {
	session, err := s.session(ctx, s.replicas[0])
	if err != nil {
		return nil, err
	}
	var reasons []plugin.Reason
	err = session.p.call(ctx, s.cmd, "explain", s.host.opts.RPCTimeout, func(ctx context.Context, c *plugin.Client) (err error) {
		reasons, err = c.Explain(ctx, s.request.ID, stage, doc, start, end)
		return err
	})
	return reasons, err
}

// Close releases the segment and stops the processes that serve it alone.
func (s *Segment) Close() error {
	s.once.Do(func() {
		close(s.closed)
		deadline := time.Now().Add(s.host.opts.StopTimeout)
		for _, r := range s.replicas {
			r.release(s)
			if !r.shared {
				r.stop(deadline)
			}
		}
	})
	return nil
}

// release closes the segment in the replica's process, if that lives.
func (r *replica) release(s *Segment) {
	r.mu.Lock()
	p := r.current
	r.mu.Unlock()
	if p == nil || p.dead() {
		return
	}
	p.mu.Lock()
	session := p.sessions[s]
	delete(p.sessions, s)
	p.mu.Unlock()
	if session != nil {
		session.close()
	}
}

// validate turns layers that do not fit their document into failures.
func (s *Segment) validate(docs []*document.Document, reply *document.Reply) {
	for i, layers := range reply.Layers {
		for _, l := range layers {
			err := l.Validate(docs[i].Text())
			if err == nil && !s.emit[l.Name()] {
				err = fmt.Errorf("layer %q was not asked for", l.Name())
			}
			if err == nil {
				continue
			}
			reply.Layers[i] = nil
			reply.Failures = append(reply.Failures, document.Failure{
				Document: i, Stage: s.request.ID, Code: FailureLayer, Message: err.Error(),
			})
			break
		}
	}
}
