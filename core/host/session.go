package host

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

// A session is one segment open in one process.
type session struct {
	p       *process
	segment *Segment
	workers int
	stream  *plugin.Stream
	cancel  context.CancelFunc
	ended   chan struct{} // closed when the stream has ended

	sending sync.Mutex

	mu      sync.Mutex
	seq     uint64
	pending map[uint64]*pending
	heard   time.Time // when the process last said anything
	strange bool      // an unexpected answer has been logged
	over    *deathError
}

// pending is a frame that waits for its answer.
type pending struct {
	documents int
	answer    chan answer
	done      int // documents finished, by the last progress message
	started   bool
	moved     time.Time // when done last changed
}

type answer struct {
	reply *document.Reply
	err   error
}

// session returns the segment's session in this process, opening it if needed.
func (p *process) session(ctx context.Context, s *Segment) (*session, error) {
	p.mu.Lock()
	found := p.sessions[s]
	p.mu.Unlock()
	if found != nil {
		return found, nil
	}
	p.opening.Lock()
	defer p.opening.Unlock()
	p.mu.Lock()
	found = p.sessions[s]
	p.mu.Unlock()
	if found != nil {
		return found, nil
	}
	opened, err := p.open(ctx, s)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	p.sessions[s] = opened
	p.mu.Unlock()
	return opened, nil
}

func (p *process) open(ctx context.Context, s *Segment) (*session, error) {
	var workers int
	err := p.call(ctx, s.cmd, "open", s.host.opts.OpenTimeout, func(ctx context.Context, c *plugin.Client) error {
		n, list, err := c.Open(ctx, s.request)
		workers = n
		if err == nil {
			err = list.Err()
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	live, cancel := context.WithCancel(context.Background())
	stream, err := p.client.Annotate(live, s.request.ID)
	if err != nil {
		cancel()
		return nil, &CallError{Command: s.cmd.name(), Call: "annotate", Err: err}
	}
	opened := &session{
		p: p, segment: s, workers: workers, stream: stream, cancel: cancel,
		ended: make(chan struct{}), pending: make(map[uint64]*pending), heard: time.Now(),
	}
	go opened.receive()
	go opened.watch()
	return opened, nil
}

// send sends a frame and waits for its answer.
func (s *session) send(ctx context.Context, docs []*document.Document, layers []string) (*document.Reply, error) {
	w := &pending{documents: len(docs), answer: make(chan answer, 1), moved: time.Now()}
	s.mu.Lock()
	if s.over != nil {
		s.mu.Unlock()
		return nil, s.over
	}
	s.seq++
	seq := s.seq
	if len(s.pending) == 0 {
		s.heard = w.moved
	}
	s.pending[seq] = w
	s.mu.Unlock()
	frame := document.AppendFrame(nil, seq, docs, layers)
	s.sending.Lock()
	_ = s.stream.Send(frame) // a broken stream is noticed by receive
	s.sending.Unlock()
	select {
	case a := <-w.answer:
		return a.reply, a.err
	case <-ctx.Done():
		s.mu.Lock()
		delete(s.pending, seq)
		s.mu.Unlock()
		return nil, ctx.Err()
	}
}

// receive hands out answers until the stream ends.
func (s *session) receive() {
	defer close(s.ended)
	for {
		data, err := s.stream.Recv()
		if err != nil {
			s.end()
			return
		}
		reply, err := document.DecodeReply(data)
		if err != nil {
			s.p.kill(&deathError{code: FailureProtocol, detail: "the plugin's answer cannot be understood: " + err.Error(), document: -1})
			continue
		}
		s.take(reply)
	}
}

func (s *session) take(reply *document.Reply) {
	now := time.Now()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.heard = now
	w := s.pending[reply.Seq]
	switch {
	case w == nil:
		s.ignore(reply.Seq)
	case reply.Progress != nil:
		w.progress(reply.Progress, now)
	case reply.Documents != w.documents:
		go s.p.kill(&deathError{code: FailureProtocol, document: -1,
			detail: fmt.Sprintf("the plugin answered %d documents instead of %d", reply.Documents, w.documents)})
	default:
		delete(s.pending, reply.Seq)
		w.answer <- answer{reply: reply}
	}
}

func (w *pending) progress(p *document.Progress, now time.Time) {
	if p.Done != w.done || p.Started != w.started {
		w.done, w.started, w.moved = p.Done, p.Started, now
	}
}

// ignore passes over an answer nobody waits for: it comes twice, or too late.
func (s *session) ignore(seq uint64) {
	if !s.strange && seq > s.seq {
		s.strange = true
		s.p.log.Warn("the plugin answers frames it was never sent; they are ignored", "segment", s.segment.request.ID)
	}
}

// end fails everything that is still waiting.
func (s *session) end() {
	s.cancel()
	s.p.mu.Lock()
	stopping := s.p.stopping
	s.p.mu.Unlock()
	s.mu.Lock()
	idle := len(s.pending) == 0
	s.mu.Unlock()
	var death *deathError
	if stopping || (idle && !s.p.dead() && s.isClosed()) {
		death = &deathError{code: FailureCrash, detail: ErrClosed.Error(), document: -1}
	} else {
		death = s.p.death()
		s.p.report(death)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.over = death
	for seq, w := range s.pending {
		delete(s.pending, seq)
		own := *death
		if own.document >= 0 && own.frame != w {
			own.document = -1 // it was another frame's document that hung
		}
		w.answer <- answer{err: &own}
	}
}

func (s *session) isClosed() bool {
	select {
	case <-s.segment.closed:
		return true
	default:
		return false
	}
}

// watch kills the process when it says nothing, or makes no headway.
func (s *session) watch() {
	opts := s.segment.host.opts
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
func (s *session) hung(now time.Time, opts Options) *deathError {
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
	for _, w := range s.pending {
		if limit > 0 && w.started && now.Sub(w.moved) > limit+opts.Grace {
			return &deathError{code: FailureTimeout, document: w.done, frame: w,
				detail: fmt.Sprintf("the plugin worked on one document for more than %s", limit)}
		}
	}
	return nil
}

// close ends the session when its work is done, and closes the segment.
func (s *session) close() {
	s.sending.Lock()
	_ = s.stream.CloseSend()
	s.sending.Unlock()
	ctx, cancel := context.WithTimeout(context.Background(), s.segment.host.opts.StopTimeout)
	defer cancel()
	_ = s.p.client.Close(ctx, s.segment.request.ID) // a process that is gone has closed it
	s.cancel()
	<-s.ended
}
