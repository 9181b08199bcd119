package plugin

import (
	"context"

	goplugin "github.com/hashicorp/go-plugin"
	"google.golang.org/grpc"

	"github.com/onomast/onomast/core/plugin/pluginpb"
)

// Names of the environment variables between host and plugin.
const (
	// EnvCookie is set by the host to [Cookie]; without it a plugin says what it
	// is and ends. It protects from confusion, not from attacks.
	EnvCookie = "ONOMAST_PLUGIN"
	// Cookie is the value of [EnvCookie].
	Cookie = "stages"
	// EnvLifeline holds the number of a file descriptor, the read end of a pipe
	// whose other end only the host has. At its end of file the plugin exits.
	EnvLifeline = "ONOMAST_LIFELINE"
	// EnvLogLevel is the lowest level a plugin logs: debug, info (the default),
	// warn or error.
	EnvLogLevel = "ONOMAST_LOG_LEVEL"
	// EnvReattach, in the environment of the host, names plugin processes that
	// somebody has started by hand with --debug: a JSON object.
	EnvReattach = "ONOMAST_REATTACH"
)

// ProtocolVersion is the version of the service in pluginpb. It changes when a
// plugin built before the change can no longer work.
const ProtocolVersion = 1

// PluginName is the name under which go-plugin dispenses a [*Client].
const PluginName = "stages"

// Handshake returns what host and plugin must agree on before they talk.
func Handshake() goplugin.HandshakeConfig {
	return goplugin.HandshakeConfig{
		ProtocolVersion:  ProtocolVersion,
		MagicCookieKey:   EnvCookie,
		MagicCookieValue: Cookie,
	}
}

// ClientPlugins returns the set for go-plugin's ClientConfig. Dispensing
// [PluginName] gives a [*Client].
func ClientPlugins() goplugin.PluginSet {
	return goplugin.PluginSet{PluginName: &bridge{}}
}

// bridge fits the service to go-plugin. On the plugin's side it has a server.
type bridge struct {
	goplugin.NetRPCUnsupportedPlugin
	server *server
}

func (b *bridge) GRPCServer(_ *goplugin.GRPCBroker, s *grpc.Server) error {
	pluginpb.RegisterStagesServer(s, b.server)
	return nil
}

func (b *bridge) GRPCClient(_ context.Context, _ *goplugin.GRPCBroker, conn *grpc.ClientConn) (any, error) {
	return NewClient(conn), nil
}
