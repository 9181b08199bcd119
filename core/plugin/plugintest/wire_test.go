package plugintest

import (
	"context"
	"errors"
	"io"
	"testing"
	"time"

	"google.golang.org/grpc"

	"github.com/onomast/onomast/core/plugin/pluginpb"
)

// handmade is a plugin as somebody might write it from the protocol alone. It
// keeps no rule it does not have to.
type handmade struct {
	pluginpb.UnimplementedStagesServer
	answer func(*pluginpb.Frame) []*pluginpb.Frame
}

func (handmade) Describe(context.Context, *pluginpb.DescribeRequest) (*pluginpb.Description, error) {
	return &pluginpb.Description{Name: "handmade", Kinds: []*pluginpb.Kind{{Name: "k", Doc: "Does nothing.", OptionsSchema: []byte(`{"type":"object"}`)}}}, nil
}

func (handmade) Check(context.Context, *pluginpb.CheckRequest) (*pluginpb.CheckReply, error) {
	return &pluginpb.CheckReply{}, nil
}

func (handmade) Open(context.Context, *pluginpb.OpenRequest) (*pluginpb.OpenReply, error) {
	return &pluginpb.OpenReply{}, nil
}

func (handmade) Close(context.Context, *pluginpb.CloseRequest) (*pluginpb.CloseReply, error) {
	return &pluginpb.CloseReply{}, nil
}

func (h handmade) Annotate(stream grpc.BidiStreamingServer[pluginpb.Frame, pluginpb.Frame]) error {
	for {
		f, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		for _, r := range h.answer(f) {
			if err := stream.Send(r); err != nil {
				return err
			}
		}
	}
}

func TestProtocolFlaws(t *testing.T) {
	t.Parallel()
	reply := func(f *pluginpb.Frame) *pluginpb.Frame {
		return &pluginpb.Frame{Seq: f.GetSeq(), Documents: f.GetDocuments()}
	}
	tests := []struct {
		name   string
		answer func(*pluginpb.Frame) []*pluginpb.Frame
		want   []string
	}{
		{"keeps the rest", func(f *pluginpb.Frame) []*pluginpb.Frame { return []*pluginpb.Frame{reply(f)} },
			[]string{"segment.unknown", "lifecycle.open-twice", "frames.garbage", "options.unknown"}},
		{"twice", func(f *pluginpb.Frame) []*pluginpb.Frame { return []*pluginpb.Frame{reply(f), reply(f)} }, []string{"frames.answered-once"}},
		{"never", func(*pluginpb.Frame) []*pluginpb.Frame { return nil }, []string{"frames.answered-once", "frames.empty"}},
		{"another", func(f *pluginpb.Frame) []*pluginpb.Frame { return []*pluginpb.Frame{{Seq: f.GetSeq() + 1000}} }, []string{"frames.answered-once"}},
		{"too few", func(f *pluginpb.Frame) []*pluginpb.Frame { return []*pluginpb.Frame{{Seq: f.GetSeq()}} }, []string{"frames.answered-once"}},
		{"late progress", func(f *pluginpb.Frame) []*pluginpb.Frame {
			return []*pluginpb.Frame{reply(f), {Seq: f.GetSeq(), Progress: &pluginpb.Progress{}}}
		}, []string{"frames.answered-once"}},
		{"layers nobody asked for", func(f *pluginpb.Frame) []*pluginpb.Frame {
			r := reply(f)
			column := make([]byte, 4*f.GetDocuments())
			for i := range f.GetDocuments() {
				column[4*i] = 1
			}
			if f.GetDocuments() > 0 {
				r.Layers = []*pluginpb.Layer{{Name: "x", SpanEnd: []byte{1, 0, 0, 0}, Start: []byte{0, 0, 0, 0}, End: []byte{1, 0, 0, 0}, Label: []byte{0, 0, 0, 0}, Strings: [][]byte{[]byte("X")}}}
			}
			return []*pluginpb.Frame{r}
		}, []string{"emit.respected", "languages.honoured", "layers.announced"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			server := grpc.NewServer()
			pluginpb.RegisterStagesServer(server, handmade{answer: tt.answer})
			report, err := runServer(t.Context(), server, Options{Timeout: 2 * time.Second})
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range tt.want {
				if c, _ := checkOf(report, name); c.Status != Failed {
					t.Errorf("%s: %+v", name, c)
				}
			}
		})
	}
}
