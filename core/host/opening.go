package host

import (
	"context"
	"errors"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/onomast/onomast/core/plugin"
)

// An opening is a segment being opened in a process, or open. Whoever needs it
// waits for it; it does not end with the one who asked first.
type opening struct {
	done    chan struct{}
	session *session
	err     error
}

// session returns the segment's session in this process, opening it if needed.
func (p *process) session(ctx context.Context, s *Segment) (*session, error) {
	p.mu.Lock()
	o := p.open[s]
	if o == nil {
		if s.isClosed() { // nobody would ever close it
			p.mu.Unlock()
			return nil, ErrClosed
		}
		o = &opening{done: make(chan struct{})}
		p.open[s] = o
		go p.carryOut(o, s)
	}
	p.mu.Unlock()
	select {
	case <-o.done:
		return o.session, o.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (p *process) carryOut(o *opening, s *Segment) {
	defer close(o.done)
	o.session, o.err = p.newSession(s)
	p.mu.Lock()
	defer p.mu.Unlock()
	if o.err != nil && p.open[s] == o {
		delete(p.open, s) // the next one may have more luck
	}
	p.introduce()
}

// introduce says whose words the plain lines of the process's output are, where
// there is only one segment they can come from. One that is closed may still
// have things to say. The caller holds mu.
func (p *process) introduce() {
	speaker := ""
	for s := range p.open {
		if len(p.open) == 1 {
			speaker = s.request.ID
		}
	}
	p.say(speaker)
}

// release closes the segment in this process.
func (p *process) release(s *Segment, deadline time.Time) {
	p.mu.Lock()
	o := p.open[s]
	delete(p.open, s)
	p.mu.Unlock()
	if o == nil || p.dead() {
		return
	}
	late := time.NewTimer(time.Until(deadline))
	defer late.Stop()
	select {
	case <-o.done:
		if o.session != nil {
			o.session.close(deadline)
		}
	case <-late.C: // it is still loading something for nobody
		p.kill(&deathError{code: FailureTimeout, document: -1, detail: "the plugin did not finish opening before it was closed"})
	}
}

func (p *process) newSession(s *Segment) (*session, error) {
	opts := &s.host.opts
	request := s.request
	if p.attached {
		request = untimed(request)
	}
	var workers int
	live, cancel := context.WithCancel(context.Background())
	var stream *plugin.Stream
	err := p.call(live, s.cmd, callOpen, s.openTimeout(), func(ctx context.Context, c *plugin.Client) error {
		n, list, err := c.Open(ctx, request)
		if p.attached && isOpen(err) { // a host that was there before left it behind
			_ = c.Close(ctx, request.ID)
			n, list, err = c.Open(ctx, request)
		}
		if err == nil {
			err = list.Err()
		}
		if err != nil {
			return err
		}
		workers = n
		stream, err = c.Annotate(live, request.ID, grpc.MaxCallRecvMsgSize(opts.MaxMessage))
		return err
	})
	if err != nil {
		cancel()
		return nil, err
	}
	opened := &session{
		p: p, segment: s, workers: workers, stream: stream, cancel: cancel,
		ended: make(chan struct{}), pending: make(map[uint64]*pending), heard: time.Now(),
	}
	if p.hide != nil && !opts.LogText {
		p.hide() // from now on it may print what documents hold
	}
	go opened.receive()
	if !p.attached {
		go opened.watch()
	}
	return opened, nil
}

func isOpen(err error) bool {
	var answer interface{ GRPCStatus() *status.Status }
	return errors.As(err, &answer) && answer.GRPCStatus().Code() == codes.AlreadyExists
}

// openTimeout is how long the segment may take to open.
func (s *Segment) openTimeout() time.Duration {
	if s.limits.OpenTimeout > 0 {
		return s.limits.OpenTimeout
	}
	return s.host.opts.OpenTimeout
}

// untimed lifts the time limits of stages for somebody at a debugger.
func untimed(s plugin.Segment) plugin.Segment {
	stages := make([]plugin.StageConfig, len(s.Stages))
	for i, st := range s.Stages {
		st.Timeout = 0
		stages[i] = st
	}
	s.Stages = stages
	return s
}
