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

	mu       sync.Mutex
	seq      uint64
	pending  map[uint64]*pending
	heard    time.Time // when the process last said anything
	repeated bool      // an answer that came twice has been logged
	over     *deathError
}

type answer struct {
	reply *document.Reply
	err   error
}

// send sends a frame and waits for its answer.
func (s *session) send(ctx context.Context, docs []*document.Document, layers []string) (*document.Reply, error) {
	frame, seq, err := s.encode(docs, layers)
	if err != nil {
		return nil, err
	}
	w := &pending{documents: len(docs), document: -1, answer: make(chan answer, 1), moved: time.Now()}
	if err := s.register(seq, w); err != nil {
		s.stream.Drop(frame)
		return nil, err
	}
	s.sending.Lock()
	_ = s.stream.SendBuffer(frame) // a broken stream is noticed by receive
	s.sending.Unlock()
	select {
	case a := <-w.answer:
		return a.reply, a.err
	case <-ctx.Done():
		s.mu.Lock()
		w.abandoned = true // the process still works on it
		s.mu.Unlock()
		return nil, ctx.Err()
	}
}

// encode makes a frame that fits into one message.
func (s *session) encode(docs []*document.Document, layers []string) (*[]byte, uint64, error) {
	limit := s.segment.host.opts.MaxMessage
	size := 0
	for _, d := range docs {
		size += len(d.ID()) + len(d.Text())
	}
	if size > limit {
		return nil, 0, errTooLarge
	}
	s.mu.Lock()
	s.seq++
	seq := s.seq
	s.mu.Unlock()
	frame := s.stream.Buffer()
	*frame = document.AppendFrame((*frame)[:0], seq, docs, layers)
	if len(*frame) > limit {
		s.stream.Drop(frame)
		return nil, 0, errTooLarge
	}
	return frame, seq, nil
}

func (s *session) register(seq uint64, w *pending) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over != nil {
		own := *s.over
		return &own
	}
	if len(s.pending) == 0 {
		s.heard = w.moved
	}
	s.pending[seq] = w
	return nil
}

// receive hands out answers until the stream ends.
func (s *session) receive() {
	defer close(s.ended)
	for {
		data, err := s.stream.Recv()
		if err != nil {
			s.end(err)
			return
		}
		breach := s.read(data)
		if breach != "" {
			s.p.kill(&deathError{code: FailureProtocol, detail: breach, document: -1})
		}
	}
}

// read takes in one message. It returns what is wrong with it, as take does.
func (s *session) read(data []byte) (breach string) {
	reply, err := document.DecodeReply(data)
	if err != nil {
		return "the plugin's answer cannot be understood: " + err.Error()
	}
	return s.take(reply)
}

// take hands an answer to who waits for it. It returns what is wrong with the
// answer, if it makes the plugin untrustworthy.
func (s *session) take(reply *document.Reply) (breach string) {
	now := time.Now()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.heard = now
	w := s.pending[reply.Seq]
	switch {
	case w != nil && reply.Progress != nil:
		w.progress(reply.Progress, now)
	case reply.Progress != nil: // it crossed the end of the frame
	case w == nil && (reply.Seq == 0 || reply.Seq > s.seq):
		return "the plugin answered a frame that it was never sent"
	case w == nil:
		s.ignore(reply.Seq)
	case reply.Documents != w.documents:
		return fmt.Sprintf("the plugin answered %d documents instead of %d", reply.Documents, w.documents)
	default:
		delete(s.pending, reply.Seq)
		w.answer <- answer{reply: reply}
	}
	return ""
}

// ignore passes over a second answer: the first was taken.
func (s *session) ignore(seq uint64) {
	if !s.repeated {
		s.repeated = true
		s.p.log.Warn("the plugin answers a frame twice; only the first answer counts (logged once)",
			"stage", s.segment.request.ID, "frame", seq)
	}
}

// end fails everything that is still waiting.
func (s *session) end(broken error) {
	s.cancel()
	death := &deathError{code: FailureCrash, detail: ErrClosed.Error(), document: -1}
	if !s.p.isStopping() && !s.segment.isClosed() {
		death = s.p.death(broken)
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

// close ends the session when its work is done, and closes the segment. A
// process that does not come to an end is killed.
func (s *session) close(deadline time.Time) {
	late := time.AfterFunc(time.Until(deadline), s.cancel)
	defer late.Stop()
	if !s.awaited() {
		s.cancel()
	}
	s.sending.Lock()
	_ = s.stream.CloseSend()
	s.sending.Unlock()
	<-s.ended
	if s.p.isStopping() || s.p.dead() {
		return
	}
	ctx, cancel := context.WithDeadline(context.Background(), deadline)
	defer cancel()
	if err := s.p.client.Close(ctx, s.segment.request.ID); err != nil && ctx.Err() != nil {
		s.p.kill(&deathError{code: FailureTimeout, document: -1, detail: "the plugin did not close its stages in time"})
	}
}

// awaited reports whether somebody waits for an answer.
func (s *session) awaited() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, w := range s.pending {
		if !w.abandoned {
			return true
		}
	}
	return false
}
