package plugin

import (
	"context"
	"net"
	"path/filepath"
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	"github.com/onomast/onomast/core/document"
)

// BenchmarkHop takes frames over a socket and back, four in flight, through a
// stage that does nothing: all that is left is what the hop costs both sides.
func BenchmarkHop(b *testing.B) {
	server, err := NewServer(Plugin{Kinds: []Kind{simple("idle", func(_ context.Context, d *document.Document) error {
		return d.Add(document.NewLayer("a"))
	})}})
	if err != nil {
		b.Fatal(err)
	}
	listener, err := net.Listen("unix", filepath.Join(b.TempDir(), "s"))
	if err != nil {
		b.Fatal(err)
	}
	go func() { _ = server.Serve(listener) }()
	defer server.Stop()
	conn, err := grpc.NewClient("unix:"+listener.Addr().String(), append(DialOptions(), grpc.WithTransportCredentials(insecure.NewCredentials()))...)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	c := NewClient(conn)
	openSegment(b, c, "s", []string{"a"}, stageOf("a", "idle"))
	stream, err := c.Annotate(context.Background(), "s")
	if err != nil {
		b.Fatal(err)
	}
	docs := benchFrame(b)
	b.SetBytes(int64(len(docs) * len(docs[0].Text())))
	b.ReportAllocs()
	flying := 0
	recv := func() {
		data, err := stream.Recv()
		if err != nil {
			b.Fatal(err)
		}
		if r, err := document.DecodeReply(data); err != nil || r.Documents != len(docs) {
			b.Fatal(err)
		}
		flying--
	}
	for b.Loop() {
		frame := stream.Buffer()
		*frame = document.AppendFrame((*frame)[:0], 1, docs, nil)
		if err := stream.SendBuffer(frame); err != nil {
			b.Fatal(err)
		}
		if flying++; flying > 4 {
			recv()
		}
	}
	for flying > 0 {
		recv()
	}
	_ = stream.CloseSend()
}
