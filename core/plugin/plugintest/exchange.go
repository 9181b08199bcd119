package plugintest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

// longSilence is how long an unanswered frame may go without a message. The
// protocol says a second; the rest is for a busy machine.
const longSilence = 5 * time.Second

// exchangeStats says how fast answers came.
type exchangeStats struct {
	answer  time.Duration // the longest time a frame took
	silence time.Duration // the longest time without a message for a frame
}

// exchange is what is under way on one stream.
type exchange struct {
	frames  [][]*document.Document
	replies []*document.Reply
	sent    time.Time
	heard   []time.Time // per frame
	stats   exchangeStats
}

// exchange sends frames over one stream and returns the replies in their order.
// It finds frames answered twice, not at all or for another number of documents.
func (s *subject) exchange(ctx context.Context, segment string, frames [][]*document.Document) ([]*document.Reply, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	stream, err := s.client.Annotate(ctx, segment)
	if err != nil {
		return nil, err
	}
	now := time.Now()
	x := &exchange{frames: frames, replies: make([]*document.Reply, len(frames)), sent: now, heard: make([]time.Time, len(frames))}
	for i := range x.heard {
		x.heard[i] = now
	}
	failed := make(chan error, 1)
	go func() { failed <- sendAll(stream, frames, s.inputNames()) }()
	err = x.receive(stream)
	if err != nil {
		cancel()
	}
	if sendErr := <-failed; err == nil {
		err = sendErr
	}
	s.slowest.answer = max(s.slowest.answer, x.stats.answer)
	s.slowest.silence = max(s.slowest.silence, x.stats.silence)
	return x.replies, err
}

func sendAll(stream *plugin.Stream, frames [][]*document.Document, layers []string) error {
	for i, docs := range frames {
		if err := stream.Send(document.AppendFrame(nil, uint64(i)+1, docs, layers)); err != nil {
			return fmt.Errorf("sending frame %d: %w", i+1, err)
		}
	}
	return stream.CloseSend()
}

func (x *exchange) receive(stream *plugin.Stream) error {
	for {
		data, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return x.complete()
		}
		if err != nil {
			return err
		}
		reply, err := document.DecodeReply(data)
		if err != nil {
			return err
		}
		if err := x.take(reply); err != nil {
			return err
		}
	}
}

func (x *exchange) take(r *document.Reply) error {
	if r.Seq < 1 || r.Seq > uint64(len(x.frames)) {
		return fmt.Errorf("an answer to frame %d, which was not sent", r.Seq)
	}
	i := r.Seq - 1
	switch {
	case x.replies[i] != nil && r.Progress != nil:
		return fmt.Errorf("progress of frame %d after its answer", r.Seq)
	case x.replies[i] != nil:
		return fmt.Errorf("frame %d was answered twice", r.Seq)
	case r.Progress == nil && r.Documents != len(x.frames[i]):
		return fmt.Errorf("frame %d of %d documents was answered for %d", r.Seq, len(x.frames[i]), r.Documents)
	}
	now := time.Now()
	x.stats.silence = max(x.stats.silence, now.Sub(x.heard[i]))
	x.heard[i] = now
	if r.Progress == nil {
		x.replies[i] = r
		x.stats.answer = max(x.stats.answer, now.Sub(x.sent))
	}
	return nil
}

func (x *exchange) complete() error {
	for i, r := range x.replies {
		if r == nil {
			return fmt.Errorf("frame %d was never answered", i+1)
		}
	}
	return nil
}
