package plugin

import (
	"context"
	"testing"

	"github.com/onomast/onomast/core/document"
)

// FuzzFrame takes frames as a hostile host might send them through stages: no
// panic of the SDK, and an answer that can be read.
func FuzzFrame(f *testing.F) {
	l, err := NewLocal(context.Background(), Segment{ID: "s", Stages: []StageConfig{
		stageOf("a", "word"), stageOf("b", "batch"), stageOf("c", "panic"),
	}}, testKinds()...)
	if err != nil {
		f.Fatal(err)
	}
	d, err := document.New("doc", "one XG-4500 and a panic")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(document.AppendFrame(nil, 1, []*document.Document{d, d}, nil))
	f.Add(document.AppendFrame(nil, 1, nil, nil))
	f.Add([]byte{2 << 3, 1})
	emit := []string{"a", "b"}
	f.Fuzz(func(t *testing.T, data []byte) {
		frame, err := document.DecodeFrame(data)
		if err != nil {
			return
		}
		n := len(frame.Documents)
		failures, err := l.Annotate(t.Context(), frame.Documents)
		if err != nil {
			t.Fatal(err)
		}
		reply, err := document.DecodeReply(document.AppendReply(nil, frame.Seq, frame.Documents, emit, failures))
		if err != nil || reply.Documents != n || len(reply.Failures) != len(failures) {
			t.Fatalf("%d documents were answered by %+v, %v", n, reply, err)
		}
	})
}
