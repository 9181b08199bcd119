package host

import (
	"context"
	"errors"
	"sync"
	"time"
)

// A supervisor keeps one process of a command alive, starting it when it is
// needed and not there.
type supervisor struct {
	host *Host
	cmd  Command
	b    budget

	// quarantine is held for reading by work that shares the process, and for
	// writing by a suspect, which must be alone in it.
	quarantine sync.RWMutex

	starting chan struct{} // holds one token: who has it may start the process

	mu      sync.Mutex
	current *process
	dead    int // deaths and failed starts since anything was completed
	closed  bool
}

func newSupervisor(h *Host, cmd Command, b budget) *supervisor {
	s := &supervisor{host: h, cmd: cmd, b: b, starting: make(chan struct{}, 1)}
	s.starting <- struct{}{}
	return s
}

// process returns the living process, starting one if there is none.
func (s *supervisor) process(ctx context.Context) (*process, error) {
	select {
	case <-s.starting:
		defer func() { s.starting <- struct{}{} }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	s.mu.Lock()
	p, closed := s.current, s.closed
	if p != nil && p.dead() {
		s.dead++
		s.current, p = nil, nil
	}
	s.mu.Unlock()
	switch {
	case closed:
		return nil, ErrClosed
	case p != nil:
		return p, nil
	}
	return s.restart(ctx)
}

// restart starts a process, pausing the longer the more have died in a row.
func (s *supervisor) restart(ctx context.Context) (*process, error) {
	for {
		s.mu.Lock()
		dead := s.dead
		s.mu.Unlock()
		if err := pause(ctx, s.host.opts.backoff(dead)); err != nil {
			return nil, err
		}
		p, err := s.host.start(ctx, s.cmd, s.b)
		if err == nil {
			return p, s.keep(p)
		}
		s.mu.Lock()
		s.dead++
		first, last := dead == 0, s.dead >= s.host.opts.Attempts
		s.mu.Unlock()
		var start *StartError
		// A command that never worked is a mistake of configuration: do not
		// insist. One that did may be short of memory for a moment.
		if first || last || !errors.As(err, &start) || ctx.Err() != nil {
			return nil, err
		}
	}
}

func (s *supervisor) keep(p *process) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		p.kill(&deathError{code: FailureCrash, detail: ErrClosed.Error(), document: -1})
		return ErrClosed
	}
	s.current = p
	return nil
}

// completed forgets earlier deaths: the process does useful work.
func (s *supervisor) completed() {
	s.mu.Lock()
	s.dead = 0
	s.mu.Unlock()
}

// exhausted reports whether too many processes have died without completing
// anything.
func (s *supervisor) exhausted() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.dead >= 4*s.host.opts.Attempts
}

func (s *supervisor) stop(deadline time.Time) {
	s.mu.Lock()
	p := s.current
	s.closed, s.current = true, nil
	s.mu.Unlock()
	if p != nil {
		p.stop(deadline)
	}
}

// backoff is the pause before the start after that many deaths in a row. The
// first death costs none: most are the fault of one document.
func (o Options) backoff(dead int) time.Duration {
	if dead < 2 {
		return 0
	}
	d := o.Backoff
	for range min(dead-2, 20) {
		if d >= o.MaxBackoff {
			return o.MaxBackoff
		}
		d *= 2
	}
	return min(d, o.MaxBackoff)
}

func pause(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
