//go:build unix

package host_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"strings"
	"syscall"
	"time"

	goplugin "github.com/hashicorp/go-plugin"
	"google.golang.org/grpc"
	grpccodes "google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/plugin/pluginpb"
)

// serveWire is a plugin made without the SDK. It behaves as long as no document
// holds "bad!".
func serveWire(mode string) int {
	goplugin.Serve(&goplugin.ServeConfig{
		HandshakeConfig: plugin.Handshake(),
		Plugins:         goplugin.PluginSet{plugin.PluginName: &wire{mode: mode}},
		GRPCServer:      goplugin.DefaultGRPCServer,
	})
	if mode == "stubborn" {
		time.Sleep(time.Hour)
	}
	return 0
}

type wire struct {
	goplugin.NetRPCUnsupportedPlugin
	pluginpb.UnimplementedStagesServer
	mode string
}

func (w *wire) GRPCServer(_ *goplugin.GRPCBroker, s *grpc.Server) error {
	if w.mode != "unimplemented" {
		pluginpb.RegisterStagesServer(s, w)
	}
	return nil
}

func (*wire) GRPCClient(context.Context, *goplugin.GRPCBroker, *grpc.ClientConn) (any, error) {
	return nil, nil
}

func (w *wire) Open(context.Context, *pluginpb.OpenRequest) (*pluginpb.OpenReply, error) {
	switch w.mode {
	case "workers":
		return &pluginpb.OpenReply{Workers: 1<<32 - 1}, nil
	case "open status":
		return nil, status.Error(grpccodes.ResourceExhausted, "all licences are in use")
	}
	return &pluginpb.OpenReply{Workers: 1}, nil
}

func (*wire) Close(context.Context, *pluginpb.CloseRequest) (*pluginpb.CloseReply, error) {
	return &pluginpb.CloseReply{}, nil
}

func (w *wire) Annotate(stream grpc.BidiStreamingServer[pluginpb.Frame, pluginpb.Frame]) error {
	for {
		f, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		good, err := plainAnswer(f)
		if err != nil {
			return err
		}
		if !bytes.Contains(f.GetText(), []byte("bad!")) {
			if err := stream.Send(good); err != nil {
				return err
			}
			continue
		}
		if done, err := w.misbehave(stream, good, badDocument(f)); done {
			return err
		}
	}
}

// plainAnswer finds the whole text of every document.
func plainAnswer(f *pluginpb.Frame) (*pluginpb.Frame, error) {
	data, err := proto.Marshal(f)
	if err != nil {
		return nil, err
	}
	frame, err := document.DecodeFrame(data)
	if err != nil {
		return nil, err
	}
	for _, d := range frame.Documents {
		l := document.NewLayer("s")
		l.AddRange(0, len(d.Text()), "X")
		if err := d.Add(l); err != nil {
			return nil, err
		}
	}
	out := &pluginpb.Frame{}
	return out, proto.Unmarshal(document.AppendReply(nil, frame.Seq, frame.Documents, []string{"s"}, nil), out)
}

// badDocument is the index of the document that holds "bad!".
func badDocument(f *pluginpb.Frame) uint32 {
	at := bytes.Index(f.GetText(), []byte("bad!"))
	for i := uint32(0); ; i++ {
		if end := binary.LittleEndian.Uint32(f.GetTextEnd()[4*i:]); int(end) > at {
			return i
		}
	}
}

// spanIn is the column of ends for one span in one of n documents.
func spanIn(doc, n uint32) []byte {
	column := make([]byte, 4*n)
	for i := doc; i < n; i++ {
		column[4*i] = 1
	}
	return column
}

// misbehave answers a frame as the mode says; done ends the stream.
func (w *wire) misbehave(stream grpc.ServerStream, f *pluginpb.Frame, bad uint32) (done bool, err error) {
	layer := f.GetLayers()[0]
	switch w.mode {
	case "twice":
		_ = stream.SendMsg(f)
	case "late":
		time.Sleep(300 * time.Millisecond)
	case "wrong seq":
		f.Seq += 1000
	case "seq zero":
		f.Seq = 0
	case "more documents":
		f.Documents, f.Layers = f.Documents+1, nil
	case "a billion documents":
		f.Documents = 1 << 30
	case "negative end":
		binary.LittleEndian.PutUint32(layer.SpanEnd, 1<<32-5)
	case "negative start":
		binary.LittleEndian.PutUint32(layer.Start[4*bad:], 1<<32-5)
	case "unknown label":
		binary.LittleEndian.PutUint32(layer.Label, 77)
	case "short column":
		layer.End = layer.End[:len(layer.End)-1]
	case "unknown layer":
		f.Layers = append(f.Layers, &pluginpb.Layer{
			Name: "surprise", SpanEnd: spanIn(bad, f.GetDocuments()), Strings: [][]byte{[]byte("X")},
			Start: []byte{0, 0, 0, 0}, End: []byte{1, 0, 0, 0}, Label: []byte{0, 0, 0, 0},
		})
	case "garbage":
		f.ProtoReflect().SetUnknown([]byte{0xff, 0xff, 0xff, 0xff})
	case "many layers":
		f.Layers = nil
		for i := range 1 << 14 {
			f.Layers = append(f.Layers, &pluginpb.Layer{Name: "n" + string(rune('a'+i%26)) + strings.Repeat("x", i%5)})
		}
	case "giant":
		f.Notes = []*pluginpb.Note{{Message: strings.Repeat("z", 3<<20)}}
	case "foreign failure":
		f.Failures = []*pluginpb.Failure{{Document: bad, Stage: "nobody", Message: strings.Repeat("m", 1<<20), Skipped: true}}
	case "failure of nobody":
		f.Failures = []*pluginpb.Failure{{Document: bad + 5, Stage: "s"}}
	case "end":
		return true, nil
	case "status":
		return true, status.Error(grpccodes.DataLoss, "I lost it")
	case "never":
		return false, nil
	case "only progress":
		for range 600 {
			time.Sleep(100 * time.Millisecond)
			_ = stream.SendMsg(&pluginpb.Frame{Seq: f.Seq, Progress: &pluginpb.Progress{Started: true, Done: bad}})
		}
		return true, nil
	case "back and forth": // progress that is none
		for i := range uint32(600) {
			time.Sleep(100 * time.Millisecond)
			_ = stream.SendMsg(&pluginpb.Frame{Seq: f.Seq, Progress: &pluginpb.Progress{Started: i%2 == 0, Done: i % 2}})
		}
		return true, nil
	case "shout": // past the library, as C code does
		_, _ = syscall.Write(1, bytes.Repeat([]byte("w"), 1<<20))
		_, _ = os.Stderr.WriteString("\n")
	}
	return false, stream.SendMsg(f)
}
