package host

import (
	"context"
	"errors"
	"math"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"github.com/onomast/onomast/core/plugin"
)

// everybody is the weight of all that may use a process at once.
const everybody = math.MaxInt32

// A supervisor keeps one process of a command alive, starting it when it is
// needed and not there.
type supervisor struct {
	host *Host
	cmd  Command
	b    budget

	// room is the process: work that shares it takes a place of one, a suspect,
	// which must be alone in it, all there are.
	room *semaphore.Weighted

	starting chan struct{} // holds one token: who has it may start the process
	ctx      context.Context
	cancel   context.CancelFunc // ends what is being started

	mu      sync.Mutex
	current *process
	worked  bool // some process got as far as to shake hands
	barren  int  // deaths and failed starts since anything was completed
	failed  int  // failed starts since one came up
	blamed  int  // documents given up since anything was completed
	refusal *StartError
	refused time.Time
	closed  bool
}

func newSupervisor(h *Host, cmd Command, b budget) *supervisor {
	s := &supervisor{
		host: h, cmd: cmd, b: b,
		room: semaphore.NewWeighted(everybody), starting: make(chan struct{}, 1),
	}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	s.starting <- struct{}{}
	return s
}

// process returns the living process, starting one if there is none.
func (s *supervisor) process(ctx context.Context) (*process, error) {
	if p, err := s.alive(); p != nil || err != nil {
		return p, err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(s.ctx, cancel)()
	select {
	case <-s.starting:
		defer func() { s.starting <- struct{}{} }()
	case <-ctx.Done():
		return nil, s.ended(ctx)
	}
	if p, err := s.alive(); p != nil || err != nil { // somebody was faster
		return p, err
	}
	p, err := s.restart(ctx)
	if err != nil && ctx.Err() != nil {
		return nil, s.ended(ctx)
	}
	return p, err
}

// ended tells the end of the host from that of the caller's context.
func (s *supervisor) ended(ctx context.Context) error {
	if s.ctx.Err() != nil {
		return ErrClosed
	}
	return ctx.Err()
}

// alive returns the process if it lives, and why none can be had if that is
// known.
func (s *supervisor) alive() (*process, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, ErrClosed
	}
	if s.current != nil && s.current.dead() {
		s.barren++
		s.current = nil
	}
	if s.current == nil && s.refusal != nil && time.Since(s.refused) < s.host.opts.StartTimeout {
		return nil, s.refusal
	}
	return s.current, nil
}

// restart starts a process, pausing the longer the more have died in a row.
func (s *supervisor) restart(ctx context.Context) (*process, error) {
	for {
		s.mu.Lock()
		barren := s.barren
		s.mu.Unlock()
		if err := pause(ctx, s.host.opts.backoff(barren)); err != nil {
			return nil, err
		}
		p, err := s.host.start(ctx, s.cmd, s.b)
		if err == nil {
			s.keep(p)
			return p, nil
		}
		if ctx.Err() != nil || !s.mayRetry(err) {
			return nil, err
		}
	}
}

// mayRetry decides what to do about a failed start. A command that never worked
// is a mistake of configuration: do not insist. One that did, or that somebody
// killed, may be short of memory for a moment.
func (s *supervisor) mayRetry(err error) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.barren++
	s.failed++
	var start *StartError
	if !errors.As(err, &start) {
		return false
	}
	if !s.worked && start.Code == CodeTimeout { // the next to ask need not wait as long
		s.refusal, s.refused = start, time.Now()
	}
	promising := s.worked || start.Code == CodeKilled
	return promising && s.failed < s.host.opts.Attempts && start.Code != CodeAttach
}

func (s *supervisor) keep(p *process) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.current, s.worked, s.refusal, s.failed = p, true, nil, 0
}

// call makes one call of the process, again when it dies under it by no fault of
// the call perhaps.
func (s *supervisor) call(ctx context.Context, what string, timeout time.Duration, f func(context.Context, *plugin.Client) error) error {
	if err := s.room.Acquire(ctx, 1); err != nil {
		return err
	}
	defer s.room.Release(1)
	for attempt := 1; ; attempt++ {
		p, err := s.process(ctx)
		if err != nil {
			return err
		}
		err = p.call(ctx, s.cmd, what, timeout, f)
		if !died(err) || attempt == callAttempts {
			return err
		}
	}
}

// completed forgets earlier deaths: the process does useful work.
func (s *supervisor) completed() {
	s.mu.Lock()
	s.barren, s.blamed = 0, 0
	s.mu.Unlock()
}

// blame counts a document that is given up. The deaths were its fault, not the
// plugin's; but so many in a row, and nothing completed between them, make one
// doubt it: then it returns true.
func (s *supervisor) blame() (doubtful bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.barren = 0
	s.blamed++
	return s.blamed%doubtAfter == 0
}

// doubtAfter is how many documents in a row are given up before the plugin
// itself is tried.
const doubtAfter = 8

func (s *supervisor) stop(deadline time.Time) {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.cancel()
	<-s.starting // nothing is being started any more, nor will be
	s.mu.Lock()
	p := s.current
	s.current = nil
	s.mu.Unlock()
	s.starting <- struct{}{}
	if p != nil {
		p.stop(deadline)
	}
}
