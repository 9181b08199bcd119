package plugin

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/onomast/onomast/core/document"
)

// benchFrame is a frame of about 128 KB: documents of 1 KB with 16 finds each.
func benchFrame(b *testing.B) []*document.Document {
	b.Helper()
	text := strings.Repeat("The pump XG-4500 was returned twice by the office in Porto. ---", 16)
	docs := make([]*document.Document, 128)
	for i := range docs {
		d, err := document.New(fmt.Sprint(i), text)
		if err != nil {
			b.Fatal(err)
		}
		docs[i] = d
	}
	return docs
}

func BenchmarkInProcess(b *testing.B) {
	l, err := NewLocal(context.Background(), Segment{ID: "s", Stages: []StageConfig{stageOf("a", "word")}}, testKinds()...)
	if err != nil {
		b.Fatal(err)
	}
	frame := benchFrame(b)
	b.SetBytes(int64(len(frame) * len(frame[0].Text())))
	b.ReportAllocs()
	for b.Loop() {
		docs := make([]*document.Document, len(frame))
		for i, d := range frame {
			docs[i] = d.With()
		}
		if _, err := l.Annotate(context.Background(), docs); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkOverTheWire has four frames in flight to a process.
func BenchmarkOverTheWire(b *testing.B) {
	p := startProcess(b, nil)
	openSegment(b, p.Client, "s", []string{"a"}, stageOf("a", "word"))
	stream, err := p.Annotate(context.Background(), "s")
	if err != nil {
		b.Fatal(err)
	}
	docs := benchFrame(b)
	b.SetBytes(int64(len(docs) * len(docs[0].Text())))
	b.ReportAllocs()
	flying := 0
	for b.Loop() {
		if err := stream.Send(document.AppendFrame(nil, 1, docs, nil)); err != nil {
			b.Fatal(err)
		}
		if flying++; flying > 4 {
			benchReply(b, stream)
			flying--
		}
	}
	for range flying {
		benchReply(b, stream)
	}
	_ = stream.CloseSend()
}

func benchReply(b *testing.B, stream *Stream) {
	b.Helper()
	data, err := stream.Recv()
	if err != nil {
		b.Fatal(err)
	}
	if r, err := document.DecodeReply(data); err != nil || len(r.Failures) > 0 || r.Layers[0][0].Len() != 16 {
		b.Fatal(err)
	}
}
