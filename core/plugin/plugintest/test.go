package plugintest

import (
	"context"
	"net"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/test/bufconn"

	"github.com/onomast/onomast/core/plugin"
)

// T is the part of *testing.T that [Test] uses.
type T interface {
	Helper()
	Errorf(format string, args ...any)
	Logf(format string, args ...any)
	Context() context.Context
}

// Test makes all checks on the kinds of a plugin, in the test's own process, and
// reports each that fails as an error of the test.
func Test(t T, kinds []plugin.Kind, opts Options) {
	t.Helper()
	report, err := runKinds(t.Context(), kinds, opts)
	if err != nil {
		t.Errorf("the plugin cannot be served: %v", err)
		return
	}
	for _, c := range report.Checks {
		if c.Status == Failed {
			t.Errorf("%s", c)
		} else {
			t.Logf("%s", c)
		}
	}
}

// runKinds serves the kinds over a connection in memory.
func runKinds(ctx context.Context, kinds []plugin.Kind, opts Options) (Report, error) {
	server, err := plugin.NewServer(plugin.Plugin{Name: "plugintest", Kinds: kinds})
	if err != nil {
		return Report{}, err
	}
	return runServer(ctx, server, opts)
}

func runServer(ctx context.Context, server *grpc.Server, opts Options) (Report, error) {
	const buffer = 1 << 20
	listener := bufconn.Listen(buffer)
	go func() { _ = server.Serve(listener) }()
	defer server.Stop()
	dial := func(ctx context.Context, _ string) (net.Conn, error) { return listener.DialContext(ctx) }
	conn, err := grpc.NewClient("passthrough:plugin", append(plugin.DialOptions(),
		grpc.WithContextDialer(dial), grpc.WithTransportCredentials(insecure.NewCredentials()))...)
	if err != nil {
		return Report{}, err
	}
	defer func() { _ = conn.Close() }()
	return Run(ctx, plugin.NewClient(conn), opts), nil
}
