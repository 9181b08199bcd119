package plugintest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/plugin/pluginpb"
)

// handmade is a plugin written from the protocol alone, without the SDK. It
// keeps every rule but the one its flaw is about.
type handmade struct {
	pluginpb.UnimplementedStagesServer
	flaw string

	mu       sync.Mutex
	calls    int
	opened   int
	segments map[string]*handmadeSegment
	known    map[string]bool // ids that were open at some time
	streams  int
}

type handmadeSegment struct {
	stage     string
	emit      []string
	languages []string
}

func newHandmade(flaw string) *handmade {
	return &handmade{flaw: flaw, segments: make(map[string]*handmadeSegment), known: make(map[string]bool)}
}

// count returns how often it was called before.
func (h *handmade) count() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.calls++
	return h.calls
}

func (h *handmade) Describe(context.Context, *pluginpb.DescribeRequest) (*pluginpb.Description, error) {
	d := &pluginpb.Description{Name: "handmade", Version: "1", Kinds: []*pluginpb.Kind{{
		Name: "code", Doc: "Finds ticket numbers.",
		OptionsSchema: []byte(`{"type":"object","properties":{"prefix":{"type":"string"}},"additionalProperties":false}`),
	}}}
	switch h.flaw {
	case "describe.complete":
		d.Name = ""
	case "describe.stable":
		d.Version = fmt.Sprint(h.count())
	case "options.schema":
		d.Kinds[0].OptionsSchema = []byte(`{"type":"objekt"}`)
	case "options.unknown":
		d.Kinds[0].OptionsSchema = []byte(`{"type":"object","properties":{"prefix":{"type":"string"}}}`)
	case "options.types":
		d.Kinds[0].OptionsSchema = []byte(`{"type":"object","properties":{"prefix":{}},"additionalProperties":false}`)
	}
	return d, nil
}

func (h *handmade) Check(_ context.Context, r *pluginpb.CheckRequest) (*pluginpb.CheckReply, error) {
	written := &pluginpb.LayerSpec{Name: r.GetStage().GetId(), Role: "candidates", Labels: []string{"TICKET"}}
	reply := &pluginpb.CheckReply{Provides: []*pluginpb.LayerSpec{written}}
	switch h.flaw {
	case "options.defaults":
		reply.Diagnostics = []*pluginpb.Diagnostic{{Severity: "error", Code: "x", Summary: "a prefix is needed"}}
	case "contract.valid":
		written.Labels = nil
	case "contract.stable":
		written.Labels = append(written.Labels, fmt.Sprint("L", h.count()))
	}
	return reply, nil
}

func (h *handmade) Open(_ context.Context, r *pluginpb.OpenRequest) (*pluginpb.OpenReply, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.opened++
	id := r.GetSegment()
	taken := h.segments[id] != nil || h.flaw == "lifecycle.reopen" && h.known[id]
	switch {
	case taken && h.flaw != "lifecycle.open-twice":
		return nil, status.Error(codes.AlreadyExists, "it is open")
	case h.flaw == "lifecycle.side-by-side":
		clear(h.segments)
	case h.flaw == "lifecycle.no-leak" && h.opened == 8:
		return nil, status.Error(codes.ResourceExhausted, "too many models in memory")
	}
	st := r.GetStages()[0]
	h.segments[id] = &handmadeSegment{stage: st.GetId(), emit: r.GetEmit(), languages: st.GetLanguages()}
	h.known[id] = true
	return &pluginpb.OpenReply{Workers: 1}, nil
}

func (h *handmade) Close(_ context.Context, r *pluginpb.CloseRequest) (*pluginpb.CloseReply, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.flaw == "segment.close-unknown" && !h.known[r.GetSegment()] {
		return nil, status.Error(codes.NotFound, "what segment?")
	}
	delete(h.segments, r.GetSegment())
	return &pluginpb.CloseReply{}, nil
}

func (h *handmade) Explain(context.Context, *pluginpb.ExplainRequest) (*pluginpb.ExplainReply, error) {
	if h.flaw == "explain.answers" {
		return nil, status.Error(codes.Internal, "no idea")
	}
	return &pluginpb.ExplainReply{}, nil
}

func (h *handmade) Annotate(stream grpc.BidiStreamingServer[pluginpb.Frame, pluginpb.Frame]) error {
	md, _ := metadata.FromIncomingContext(stream.Context())
	id := strings.Join(md.Get(plugin.SegmentKey), "")
	h.mu.Lock()
	seg := h.segments[id]
	h.streams++
	h.mu.Unlock()
	defer h.leave()
	if seg == nil && h.flaw == "segment.unknown" {
		return status.Error(codes.Internal, "nil pointer")
	}
	if seg == nil {
		return status.Error(codes.NotFound, "what segment?")
	}
	s := &handmadeStream{handmade: h, segment: seg, stream: stream}
	err := s.serve()
	if h.flaw == "frames.cancel" && status.Code(err) == codes.Canceled {
		h.mu.Lock()
		delete(h.segments, id)
		h.mu.Unlock()
	}
	return err
}

func (h *handmade) leave() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.streams--
}

// handmadeStream is one stream being served.
type handmadeStream struct {
	*handmade
	segment *handmadeSegment
	stream  grpc.BidiStreamingServer[pluginpb.Frame, pluginpb.Frame]
	frames  int
	last    string // text before this one
}

func (s *handmadeStream) serve() error {
	for {
		f, err := s.stream.Recv()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		s.frames++
		if s.flaw == "frames.concurrent" && s.frames == 1 {
			time.Sleep(50 * time.Millisecond) // for other streams to come
		}
		reply, err := s.answer(f)
		if err != nil {
			return err
		}
		if s.flaw == "frames.empty" && f.GetDocuments() == 0 {
			continue
		}
		if s.flaw == "frames.answered-once" && s.frames == 30 {
			_ = s.stream.Send(reply)
		}
		if err := s.stream.Send(reply); err != nil {
			return err
		}
	}
}

func (s *handmadeStream) answer(f *pluginpb.Frame) (*pluginpb.Frame, error) {
	data, err := proto.Marshal(f)
	if err != nil {
		return nil, err
	}
	frame, err := document.DecodeFrame(data)
	if err != nil && s.flaw == "frames.garbage" {
		return &pluginpb.Frame{Seq: f.GetSeq(), Documents: f.GetDocuments()}, nil
	}
	if err != nil {
		return nil, status.Error(codes.InvalidArgument, err.Error())
	}
	var failures []document.Failure
	for i, d := range frame.Documents {
		if failure := s.document(d, len(frame.Documents)); failure != "" {
			failures = append(failures, document.Failure{Document: i, Stage: s.segment.stage, Code: "error", Message: failure})
		}
	}
	emit := s.segment.emit
	switch {
	case s.flaw == "emit.respected":
		emit = []string{s.segment.stage}
	case s.flaw == "layers.announced" && len(emit) > 0:
		emit = append(emit, "extra")
	}
	reply := &pluginpb.Frame{}
	return reply, proto.Unmarshal(document.AppendReply(nil, frame.Seq, frame.Documents, emit, failures), reply)
}

// document finds tickets in one document and returns what failed.
func (s *handmadeStream) document(d *document.Document, among int) (failure string) {
	out := document.NewLayer(s.segment.stage)
	text := d.Text()
	defer func() { s.last = text }()
	spoken := len(s.segment.languages) == 0 || s.flaw == "languages.honoured"
	for _, l := range s.segment.languages {
		spoken = spoken || l == d.LanguageCode()
	}
	if spoken && s.flaw != "layers.written" {
		find(text, "OPS", 1000, func(start, end int) { out.AddRange(start, end, s.label()) })
	}
	if failure = s.spoil(d, out, among, spoken); failure != "" {
		return failure
	}
	if err := d.Add(out); err != nil {
		return err.Error()
	}
	return ""
}

func (s *handmadeStream) label() string {
	if s.flaw == "labels.announced" {
		return "OTHER"
	}
	return "TICKET"
}

// spoil does to one document what the flaw says.
func (s *handmadeStream) spoil(d *document.Document, out *document.Layer, among int, spoken bool) (failure string) {
	text := d.Text()
	note := func(v any) { d.AddNote(document.Note{Stage: s.segment.stage, Code: "n", Message: fmt.Sprint(v)}) }
	switch s.flaw {
	case "frames.order":
		note(s.last > text)
	case "frames.size":
		note(among)
	case "frames.concurrent":
		s.mu.Lock()
		note(s.streams > 1)
		s.mu.Unlock()
	case "texts.answered":
		if strings.ContainsRune(text, 0) {
			return "a NUL"
		}
	case "texts.large":
		if len(text) > 1<<19 {
			return "too long"
		}
	case "texts.offsets":
		if spoken && strings.Contains(text, "\U0001F44D") {
			out.AddRange(0, len([]rune(text))+1000, "TICKET")
		}
	case "layers.announced":
		_ = d.Add(document.NewLayer("extra"))
	case "progress.sent":
		if len(text) > 1<<19 {
			time.Sleep(shortSilence + time.Second)
		}
	}
	return ""
}

// shortSilence stands for longSilence where a test waits for it.
const shortSilence = time.Second
