package plugin

import (
	"context"
	"errors"
	"fmt"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin/pluginpb"
)

// SegmentKey is the metadata key under which a stream names its segment.
const SegmentKey = "onomast-segment"

// A Client talks to one plugin process. It is safe for concurrent use. Errors
// of the connection are gRPC status errors: codes.Unavailable means that the
// process is gone. Everything a user got wrong comes as a diag.List instead.
type Client struct {
	conn grpc.ClientConnInterface
	rpc  pluginpb.StagesClient
}

// NewClient returns a client on a connection to a plugin, which stays the
// caller's to close.
func NewClient(conn grpc.ClientConnInterface) *Client {
	return &Client{conn: conn, rpc: pluginpb.NewStagesClient(conn)}
}

// Describe asks which kinds of stage the plugin offers. It loads nothing.
func (c *Client) Describe(ctx context.Context) (Description, error) {
	d, err := c.rpc.Describe(ctx, &pluginpb.DescribeRequest{})
	if err != nil {
		return Description{}, fmt.Errorf("describe: %w", err)
	}
	return describeFromWire(d), nil
}

// Check asks what a stage configured so reads and writes, and what is wrong
// with its options; thorough also runs examples and reads whole lists. Pointers
// of the diagnostics lead into the stage's With. The contract is meaningful
// only when no diagnostic is an error.
func (c *Client) Check(ctx context.Context, stage StageConfig, thorough bool) (Contract, diag.List, error) {
	r, err := c.rpc.Check(ctx, &pluginpb.CheckRequest{Stage: stageToWire(stage), Thorough: thorough}, largeCall()...)
	if err != nil {
		return Contract{}, nil, fmt.Errorf("check stage %q: %w", stage.Stage, err)
	}
	contract, list := contractFromWire(r)
	return contract, list, nil
}

// Open prepares a segment and returns how many frames the plugin works on at
// once (at least 1). The segment is open only when no diagnostic is an error.
// As a segment has several stages, pointers of these diagnostics start at the
// pipeline: /stages/ID/with/...
func (c *Client) Open(ctx context.Context, s Segment) (workers int, list diag.List, err error) {
	if err := checkSegmentID(s.ID); err != nil {
		return 0, nil, err
	}
	req := &pluginpb.OpenRequest{Segment: s.ID, Emit: s.Emit}
	for _, stage := range s.Stages {
		req.Stages = append(req.Stages, stageToWire(stage))
	}
	r, err := c.rpc.Open(ctx, req, largeCall()...)
	if err != nil {
		return 0, nil, fmt.Errorf("open segment %q: %w", s.ID, err)
	}
	return max(1, int(r.GetWorkers())), diagnosticsFromWire(r.GetDiagnostics()), nil
}

// checkSegmentID refuses what cannot travel in a gRPC header.
func checkSegmentID(id string) error {
	if id == "" {
		return errors.New("a segment needs an id")
	}
	for i := range len(id) {
		if id[i] <= ' ' || id[i] > '~' {
			return fmt.Errorf("segment id %q: use printable ASCII without spaces", id)
		}
	}
	return nil
}

// Close releases a segment after the frames it is working on are answered.
// Closing a segment that is not open is no error. When ctx ends first, the
// plugin goes on closing by itself.
func (c *Client) Close(ctx context.Context, segmentID string) error {
	if _, err := c.rpc.Close(ctx, &pluginpb.CloseRequest{Segment: segmentID}); err != nil {
		return fmt.Errorf("close segment %q: %w", segmentID, err)
	}
	return nil
}

// Explain asks a stage of an open segment why it did or did not propose
// something for the bytes [start,end) of the document's text. The document has
// the layers it had before the stage, or more. A stage that cannot explain
// gives no reasons.
func (c *Client) Explain(ctx context.Context, segmentID, stage string, doc *document.Document, start, end int) ([]Reason, error) {
	frame := &pluginpb.Frame{}
	if err := proto.Unmarshal(encodeOne(doc), frame); err != nil {
		return nil, fmt.Errorf("explain: %w", err)
	}
	r, err := c.rpc.Explain(ctx, &pluginpb.ExplainRequest{
		Segment: segmentID, Stage: stage, Document: frame, Start: int32(start), End: int32(end),
	}, largeCall()...)
	if err != nil {
		return nil, fmt.Errorf("explain stage %q: %w", stage, err)
	}
	return reasonsFromWire(r), nil
}

func encodeOne(doc *document.Document) []byte {
	names := make([]string, len(doc.Layers()))
	for i, l := range doc.Layers() {
		names[i] = l.Name()
	}
	return document.AppendFrame(nil, 0, []*document.Document{doc}, names)
}

// Annotate opens the stream that carries frames through an open segment. It
// ends with ctx. An unknown segment is reported by the first Recv.
func (c *Client) Annotate(ctx context.Context, segmentID string, more ...grpc.CallOption) (*Stream, error) {
	ctx = metadata.AppendToOutgoingContext(ctx, SegmentKey, segmentID)
	desc := &grpc.StreamDesc{StreamName: "Annotate", ServerStreams: true, ClientStreams: true}
	options := append(largeCall(), grpc.ForceCodecV2(newCodec()))
	options = append(options, more...)
	s, err := c.conn.NewStream(ctx, desc, pluginpb.Stages_Annotate_FullMethodName, options...)
	if err != nil {
		return nil, fmt.Errorf("annotate with segment %q: %w", segmentID, err)
	}
	return &Stream{rpc: s}, nil
}

func largeCall() []grpc.CallOption {
	return []grpc.CallOption{grpc.MaxCallRecvMsgSize(MaxMessage), grpc.MaxCallSendMsgSize(MaxMessage)}
}
