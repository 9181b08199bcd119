package plugin

import (
	"context"
	"errors"
	"log/slog"
	"runtime"
	"sync"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin/pluginpb"
)

// server answers the host. One process has one.
type server struct {
	pluginpb.UnimplementedStagesServer
	registry *registry
	info     Description
	workers  int
	loading  func() // called before stages are opened, which may take much memory

	mu       sync.Mutex
	segments map[string]*segment
}

func newServer(p Plugin) (*server, error) {
	r, err := newRegistry(p.Kinds)
	if err != nil {
		return nil, err
	}
	return &server{
		registry: r,
		info:     p.describe(r.infos),
		workers:  runtime.GOMAXPROCS(0),
		loading:  func() {},
		segments: make(map[string]*segment),
	}, nil
}

func (s *server) Describe(context.Context, *pluginpb.DescribeRequest) (*pluginpb.Description, error) {
	return describeToWire(s.info), nil
}

func (s *server) Check(ctx context.Context, req *pluginpb.CheckRequest) (*pluginpb.CheckReply, error) {
	cfg := stageFromWire(req.GetStage(), nil)
	ctx = withStage(ctx, cfg.Stage)
	contract, list := s.registry.check(ctx, cfg, req.GetThorough())
	return contractToWire(contract, list), nil
}

func (s *server) Open(ctx context.Context, req *pluginpb.OpenRequest) (*pluginpb.OpenReply, error) {
	id := req.GetSegment()
	if id == "" {
		return nil, status.Error(codes.InvalidArgument, "a segment needs an id")
	}
	if !s.reserve(id) {
		return nil, status.Errorf(codes.AlreadyExists, "segment %q is already open: close it first", id)
	}
	s.loading()
	config := Segment{ID: id, Emit: req.GetEmit()}
	for _, stage := range req.GetStages() {
		config.Stages = append(config.Stages, stageFromWire(stage, config.Emit))
	}
	seg, list := s.registry.open(ctx, config)
	if ctx.Err() != nil && seg != nil { // nobody would ever close it
		_ = seg.close()
		seg = nil
	}
	s.settle(id, nil, seg)
	return &pluginpb.OpenReply{Diagnostics: diagnosticsToWire(list), Workers: uint32(s.workers)}, nil
}

// reserve takes an id while its segment is being opened, which may take long.
func (s *server) reserve(id string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, taken := s.segments[id]; taken {
		return false
	}
	s.segments[id] = nil
	return true
}

// settle puts a segment in the place of another, if that is still there. nil
// stands for a reserved place before and for a free one after.
func (s *server) settle(id string, from, to *segment) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.segments[id] != from:
	case to == nil:
		delete(s.segments, id)
	default:
		s.segments[id] = to
	}
}

func (s *server) segment(id string) (*segment, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if seg := s.segments[id]; seg != nil {
		return seg, nil
	}
	return nil, status.Errorf(codes.NotFound, "segment %q is not open: call Open first", id)
}

// Close frees the id only when the segment is closed: its stages may hold what
// the next ones of that id need.
func (s *server) Close(ctx context.Context, req *pluginpb.CloseRequest) (*pluginpb.CloseReply, error) {
	seg, err := s.segment(req.GetSegment())
	if err != nil {
		return &pluginpb.CloseReply{}, nil // closed already: that is what was asked for
	}
	closed := make(chan error, 1)
	go func() {
		err := seg.close()
		s.settle(seg.id, seg, nil)
		closed <- err
	}()
	select {
	case err = <-closed:
	case <-ctx.Done():
		return nil, status.FromContextError(ctx.Err()).Err()
	}
	if err != nil {
		return nil, status.Error(codes.Internal, err.Error())
	}
	return &pluginpb.CloseReply{}, nil
}

// closeAll closes what is still open when the process is to end.
func (s *server) closeAll(ctx context.Context) {
	s.mu.Lock()
	var open []*segment
	for _, seg := range s.segments {
		if seg != nil {
			open = append(open, seg)
		}
	}
	s.mu.Unlock()
	for _, seg := range open {
		if _, err := s.Close(ctx, &pluginpb.CloseRequest{Segment: seg.id}); err != nil {
			slog.WarnContext(ctx, "closing at the end", "error", err)
		}
	}
}

func (s *server) Explain(ctx context.Context, req *pluginpb.ExplainRequest) (*pluginpb.ExplainReply, error) {
	seg, err := s.segment(req.GetSegment())
	if err != nil {
		return nil, err
	}
	doc, err := onlyDocument(req.GetDocument())
	if err != nil {
		return nil, status.Error(codes.InvalidArgument, err.Error())
	}
	st := seg.stage(req.GetStage())
	if st == nil {
		return nil, errNoStage(seg.id, req.GetStage())
	}
	if !seg.gate.enter() {
		return nil, errClosed(seg.id)
	}
	defer seg.gate.leave()
	reasons, err := st.explain(ctx, doc, int(req.GetStart()), int(req.GetEnd()))
	if err != nil {
		return nil, status.Error(codes.Internal, err.Error())
	}
	return reasonsToWire(reasons), nil
}

func errClosed(id string) error {
	return status.Errorf(codes.FailedPrecondition, "segment %q is closed", id)
}

func errNoStage(segment, stage string) error {
	return status.Errorf(codes.NotFound, "segment %q has no stage %q", segment, stage)
}

func onlyDocument(f *pluginpb.Frame) (*document.Document, error) {
	data, err := proto.Marshal(f)
	if err != nil {
		return nil, err
	}
	frame, err := document.DecodeFrame(data)
	if err != nil {
		return nil, err
	}
	if len(frame.Documents) != 1 {
		return nil, errors.New("explain takes a frame of exactly one document")
	}
	return frame.Documents[0], nil
}

func (st *stage) explain(ctx context.Context, doc *document.Document, start, end int) (reasons []Reason, err error) {
	defer catch(&err)
	e, ok := st.impl.(Explainer)
	if !ok {
		return nil, nil
	}
	if start < 0 || end < start || end > len(doc.Text()) {
		return nil, errors.New("the stretch asked about lies outside the text")
	}
	return e.Explain(withStage(ctx, st.Stage), doc, start, end)
}

// segmentOf returns the segment a stream names in its metadata.
func (s *server) segmentOf(ctx context.Context) (*segment, error) {
	md, _ := metadata.FromIncomingContext(ctx)
	ids := md.Get(SegmentKey)
	if len(ids) != 1 {
		return nil, status.Errorf(codes.InvalidArgument, "the stream must name its segment in the metadata key %q, once", SegmentKey)
	}
	return s.segment(ids[0])
}
