package plugin

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/grpc/codes"

	"github.com/onomast/onomast/core/document"
)

func openStream(t *testing.T, c *Client, segment string) *Stream {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), testTime)
	t.Cleanup(cancel)
	s, err := c.Annotate(ctx, segment)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func send(t *testing.T, s *Stream, seq uint64, docs ...*document.Document) {
	t.Helper()
	if err := s.Send(document.AppendFrame(nil, seq, docs, []string{document.Tokens})); err != nil {
		t.Fatal(err)
	}
}

func recv(t *testing.T, s *Stream) *document.Reply {
	t.Helper()
	data, err := s.Recv()
	if err != nil {
		t.Fatal(err)
	}
	r, err := document.DecodeReply(data)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestEveryFrameIsAnsweredOnce(t *testing.T) {
	t.Parallel()
	const frames = 300 // more than may wait
	c := testClient(t)
	openSegment(t, c, "s", []string{"a"}, stageOf("a", "word"))
	s := openStream(t, c, "s")
	go func() {
		for seq := range uint64(frames) {
			docs := make([]*document.Document, seq%4)
			for i := range docs {
				docs[i], _ = document.New("", strings.Repeat("XG-4500 ", int(seq)))
			}
			if s.Send(document.AppendFrame(nil, seq, docs, nil)) != nil {
				return
			}
		}
		_ = s.CloseSend()
	}()
	seen := make(map[uint64]bool)
	for range frames {
		r := recv(t, s)
		if seen[r.Seq] || r.Progress != nil || r.Documents != int(r.Seq%4) {
			t.Fatalf("answer to frame %d of %d documents (before: %v)", r.Seq, r.Documents, seen[r.Seq])
		}
		seen[r.Seq] = true
		for _, layers := range r.Layers {
			if len(layers) != 1 || layers[0].Len() != int(r.Seq) {
				t.Fatalf("frame %d has layers %v", r.Seq, layers)
			}
		}
	}
	if _, err := s.Recv(); !errors.Is(err, io.EOF) {
		t.Errorf("after the last answer: %v", err)
	}
}

func TestOnlyEmittedLayersComeBack(t *testing.T) {
	t.Parallel()
	c := testClient(t)
	openSegment(t, c, "s", []string{"b"}, stageOf("a", "word"), stageOf("b", "word"))
	s := openStream(t, c, "s")
	d := docOf(t, "one XG-4500")
	if err := d.Add(document.NewLayer(document.Tokens)); err != nil {
		t.Fatal(err)
	}
	send(t, s, 1, d)
	r := recv(t, s)
	if len(r.Layers) != 1 || len(r.Layers[0]) != 1 || r.Layers[0][0].Name() != "b" {
		t.Errorf("got layers %v, want b alone", r.Layers)
	}
	_ = s.CloseSend()
}

func TestFailuresAndNotesComeBack(t *testing.T) {
	t.Parallel()
	noting := simple("noting", func(_ context.Context, d *document.Document) error {
		d.AddNote(document.Note{Stage: "n", Code: "c", Message: d.Text()})
		return nil
	})
	c := connect(t, Plugin{Kinds: append(testKinds(), noting)})
	openSegment(t, c, "s", []string{"a"}, stageOf("n", "noting"), stageOf("p", "panic"))
	s := openStream(t, c, "s")
	send(t, s, 1, docsOf(t, "one", "panic", "three")...)
	r := recv(t, s)
	want := []document.Failure{{Document: 1, Stage: "p", Code: "panic", Message: "panic: oh no: this is a bug of the stage; the plugin's log has the stack"}}
	if diff := cmp.Diff(want, r.Failures); diff != "" {
		t.Error(diff)
	}
	if len(r.Notes) != 3 || len(r.Notes[2]) != 1 || r.Notes[2][0].Message != "three" {
		t.Errorf("notes %v", r.Notes)
	}
	_ = s.CloseSend()
}

func TestStreamErrors(t *testing.T) {
	t.Parallel()
	c := testClient(t)
	openSegment(t, c, "s", nil, stageOf("a", "word"))
	tests := []struct {
		name, segment string
		frame         []byte
		want          codes.Code
	}{
		{"unknown segment", "other", nil, codes.NotFound},
		{"garbage", "s", []byte{0xff, 0xff, 0xff}, codes.InvalidArgument},
		{"columns that do not fit", "s", []byte{2 << 3, 1}, codes.InvalidArgument},
	}
	for _, tt := range tests {
		s := openStream(t, c, tt.segment)
		if tt.frame != nil {
			if err := s.Send(tt.frame); err != nil {
				t.Fatal(err)
			}
		}
		_, err := s.Recv()
		t.Log(err)
		wantCode(t, err, tt.want)
	}
}

func TestStreamWithoutASegment(t *testing.T) {
	t.Parallel()
	c := testClient(t)
	s, err := c.rpc.Annotate(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Recv()
	wantCode(t, err, codes.InvalidArgument)
}

func TestSlowFramesReportProgress(t *testing.T) {
	t.Parallel()
	c := testClient(t)
	openSegment(t, c, "s", nil, stageOf("a", "wait"))
	ctx, cancel := context.WithTimeout(t.Context(), testTime)
	defer cancel()
	s, err := c.Annotate(ctx, "s")
	if err != nil {
		t.Fatal(err)
	}
	send(t, s, 7, docsOf(t, "go", "go", "wait", "go")...)
	send(t, s, 8)
	var progress *document.Progress
	for progress == nil {
		if r := recv(t, s); r.Seq == 7 {
			progress = r.Progress
		}
	}
	if want := (document.Progress{Done: 2, Started: true, Steps: 2, Working: 3}); *progress != want {
		t.Errorf("progress %+v, want %+v", *progress, want)
	}
	cancel()
	for err == nil {
		_, err = s.Recv()
	}
	wantCode(t, err, codes.Canceled)
}

func TestWaitingFramesReportProgress(t *testing.T) {
	t.Parallel()
	srv, err := newServer(Plugin{Kinds: testKinds()})
	if err != nil {
		t.Fatal(err)
	}
	c := testClient(t)
	openSegment(t, c, "s", nil, stageOf("a", "wait"))
	ctx, cancel := context.WithTimeout(t.Context(), testTime)
	defer cancel()
	s, err := c.Annotate(ctx, "s")
	if err != nil {
		t.Fatal(err)
	}
	frames := uint64(srv.workers) + 1
	for seq := range frames {
		send(t, s, seq, docOf(t, "wait"))
	}
	waiting := make(map[uint64]bool)
	for len(waiting) < int(frames) {
		r := recv(t, s)
		if r.Progress == nil {
			t.Fatal("a frame was answered")
		}
		waiting[r.Seq] = waiting[r.Seq] || !r.Progress.Started
		if n := count(waiting); len(waiting) == int(frames) && n != 1 {
			t.Errorf("%d frames have not started, want 1", n)
		}
	}
	cancel()
}

func count(m map[uint64]bool) (n int) {
	for _, yes := range m {
		if yes {
			n++
		}
	}
	return n
}

// A host that goes away must not leave the plugin unusable.
func TestCancelledStream(t *testing.T) {
	t.Parallel()
	c := testClient(t)
	openSegment(t, c, "s", nil, stageOf("a", "wait"))
	ctx, cancel := context.WithCancel(t.Context())
	s, err := c.Annotate(ctx, "s")
	if err != nil {
		t.Fatal(err)
	}
	for seq := range uint64(20) {
		send(t, s, seq, docsOf(t, "wait", "wait")...)
	}
	cancel()
	again := openStream(t, c, "s")
	send(t, again, 1, docOf(t, "go"))
	if r := recv(t, again); r.Seq != 1 {
		t.Errorf("answer to frame %d", r.Seq)
	}
	_ = again.CloseSend()
	if err := c.Close(t.Context(), "s"); err != nil {
		t.Errorf("close after a cancelled stream: %v", err)
	}
}

func TestCloseWaitsForFrames(t *testing.T) {
	t.Parallel()
	release := make(chan struct{})
	entered := make(chan struct{})
	held := simple("held", func(context.Context, *document.Document) error {
		close(entered)
		<-release
		return nil
	})
	c := connect(t, Plugin{Kinds: []Kind{held}})
	openSegment(t, c, "s", nil, stageOf("a", "held"))
	s := openStream(t, c, "s")
	send(t, s, 1, docOf(t, "x"))
	<-entered
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	wantCode(t, c.Close(ctx, "s"), codes.DeadlineExceeded)
	close(release)
	if r := recv(t, s); r.Seq != 1 || r.Progress != nil {
		t.Errorf("answer %+v", r)
	}
	if err := c.Close(t.Context(), "s"); err != nil {
		t.Errorf("close: %v", err)
	}
	send(t, s, 2, docOf(t, "x"))
	_, err := s.Recv()
	wantCode(t, err, codes.FailedPrecondition)
}

func TestManySegmentsAtOnce(t *testing.T) {
	t.Parallel()
	c := testClient(t)
	for i := range 8 {
		id := fmt.Sprint("segment-", i)
		t.Run(id, func(t *testing.T) {
			t.Parallel()
			openSegment(t, c, id, []string{id}, stageOf(id, "word"))
			s := openStream(t, c, id)
			for seq := range uint64(50) {
				send(t, s, seq, docOf(t, "XG-4500"))
				if r := recv(t, s); r.Seq != seq || r.Layers[0][0].Name() != id {
					t.Fatalf("answer %+v", r)
				}
			}
			_ = s.CloseSend()
			if err := c.Close(t.Context(), id); err != nil {
				t.Error(err)
			}
		})
	}
}
