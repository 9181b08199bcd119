package plugin

import (
	"context"
	"errors"
	"io"
	"sync"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin/pluginpb"
)

// waitingFrames is how many received frames may wait for a worker. More stay in
// the connection, and the host gets no progress for them.
const waitingFrames = 64

// annotator serves one stream.
type annotator struct {
	seg     *segment
	stream  grpc.ServerStream
	workers int
	pool    bufferPool // of answers

	mu      sync.Mutex // one sender at a time
	pending []*frameJob
	over    bool
}

// frameJob is a job that came in a frame.
type frameJob struct {
	job
	seq uint64
	old bool // has seen a heartbeat
}

// Annotate reads frames and answers them as they get done, in any order.
func (s *server) Annotate(stream grpc.BidiStreamingServer[pluginpb.Frame, pluginpb.Frame]) error {
	seg, err := s.segmentOf(stream.Context())
	if err != nil {
		return err
	}
	a := &annotator{seg: seg, stream: stream, workers: s.workers}
	return a.serve()
}

func (a *annotator) serve() error {
	ctx, cancel := context.WithCancel(a.stream.Context())
	defer cancel()
	queue := make(chan *frameJob, waitingFrames)
	var workers sync.WaitGroup
	for range a.workers {
		workers.Go(func() { a.work(ctx, queue) })
	}
	go a.beat(ctx)
	err := a.receive(queue)
	close(queue)
	if err == nil {
		workers.Wait()
	}
	a.stop() // workers that are left finish their document and say nothing
	return err
}

// receive queues the frames of the stream until it ends.
func (a *annotator) receive(queue chan<- *frameJob) error {
	for {
		var raw rawFrame
		err := a.stream.RecvMsg(&raw)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		j, err := a.accept(raw.data)
		if err != nil {
			return err
		}
		select {
		case queue <- j:
		case <-a.stream.Context().Done():
			a.seg.gate.leave()
			return status.FromContextError(a.stream.Context().Err()).Err()
		}
	}
}

func (a *annotator) accept(data []byte) (*frameJob, error) {
	frame, err := document.DecodeFrame(data)
	if err != nil {
		return nil, status.Errorf(codes.InvalidArgument, "a frame cannot be read: %v", err)
	}
	if !a.seg.gate.enter() {
		return nil, errClosed(a.seg.id)
	}
	j := &frameJob{job: job{docs: frame.Documents}, seq: frame.Seq}
	a.mu.Lock()
	a.pending = append(a.pending, j)
	a.mu.Unlock()
	return j, nil
}

// work answers frames until the queue is closed. After ctx it only empties it.
func (a *annotator) work(ctx context.Context, queue <-chan *frameJob) {
	for j := range queue {
		if ctx.Err() == nil {
			a.seg.run(ctx, &j.job)
		}
		if ctx.Err() == nil {
			reply := document.AppendReply((*a.pool.Get(0))[:0], j.seq, j.docs, a.seg.emit, j.failures)
			a.answer(j, reply)
		}
		a.seg.gate.leave()
	}
}

func (a *annotator) stop() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.over = true
}
