package main

import (
	"context"

	goplugin "github.com/hashicorp/go-plugin"
	"google.golang.org/grpc"

	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/plugin/pluginpb"
)

// serveByHand serves a plugin that was written without the SDK and answers
// every frame twice, or never.
func serveByHand(mode string) {
	goplugin.Serve(&goplugin.ServeConfig{
		HandshakeConfig: plugin.Handshake(),
		Plugins:         goplugin.PluginSet{plugin.PluginName: byHand{mode: mode}},
		GRPCServer:      goplugin.DefaultGRPCServer,
	})
}

type byHand struct {
	goplugin.NetRPCUnsupportedPlugin
	pluginpb.UnimplementedStagesServer
	mode string
}

func (b byHand) GRPCServer(_ *goplugin.GRPCBroker, s *grpc.Server) error {
	pluginpb.RegisterStagesServer(s, b)
	return nil
}

func (byHand) GRPCClient(context.Context, *goplugin.GRPCBroker, *grpc.ClientConn) (any, error) {
	return nil, nil
}

func (byHand) Describe(context.Context, *pluginpb.DescribeRequest) (*pluginpb.Description, error) {
	return &pluginpb.Description{Name: "byhand", Kinds: []*pluginpb.Kind{
		{Name: "byhand", Doc: "Made without the SDK.", OptionsSchema: []byte(`{"type":"object","additionalProperties":false}`)},
	}}, nil
}

func (byHand) Check(_ context.Context, r *pluginpb.CheckRequest) (*pluginpb.CheckReply, error) {
	return &pluginpb.CheckReply{Provides: []*pluginpb.LayerSpec{
		{Name: r.GetStage().GetId(), Role: string(plugin.CandidatesRole), OpenLabels: true},
	}}, nil
}

func (byHand) Open(context.Context, *pluginpb.OpenRequest) (*pluginpb.OpenReply, error) {
	return &pluginpb.OpenReply{Workers: 1}, nil
}

// Annotate adds nothing to any document.
func (b byHand) Annotate(stream grpc.BidiStreamingServer[pluginpb.Frame, pluginpb.Frame]) error {
	for {
		frame, err := stream.Recv()
		if err != nil {
			return nil
		}
		if b.mode == "never" {
			continue
		}
		for range 2 {
			if err := stream.Send(&pluginpb.Frame{Seq: frame.GetSeq(), Documents: frame.GetDocuments()}); err != nil {
				return err
			}
		}
	}
}

func (byHand) Close(context.Context, *pluginpb.CloseRequest) (*pluginpb.CloseReply, error) {
	return &pluginpb.CloseReply{}, nil
}
