package plugin

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"path"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/hashicorp/go-hclog"
	goplugin "github.com/hashicorp/go-plugin"
	"google.golang.org/grpc"

	"github.com/onomast/onomast/core/plugin/pluginpb"
)

// exitUnusable is the exit code of a plugin that cannot be served.
const exitUnusable = 2

// closeTime is how long open stages may take to close when the process is to
// end. The host kills it soon after.
const closeTime = time.Second

// A Plugin is what [ServeWith] serves.
type Plugin struct {
	// Name and Version are for people. Empty: what the build says.
	Name, Version string
	Kinds         []Kind
}

// Serve is the whole main of a plugin. It talks to the host that started the
// process and ends the process when the host says so or is gone. Started by
// hand, it prints what the program is and ends it with exit code 2; with the
// argument --debug it waits for hosts that are told of it (see [EnvReattach]).
//
// It makes standard output the same as standard error, because the host speaks
// there, and sets the default logger of log/slog: log with [slog.InfoContext]
// and the context a stage was given, and the line carries the stage's id.
func Serve(kinds ...Kind) { ServeWith(Plugin{Kinds: kinds}) }

// ServeWith does what [Serve] does, for a plugin that states its own name.
func ServeWith(p Plugin) { os.Exit(serve(p)) }

func serve(p Plugin) int {
	srv, err := newServer(p)
	if err != nil {
		fmt.Fprintf(os.Stderr, "this plugin cannot be served:\n%v\n", err)
		return exitUnusable
	}
	if os.Getenv(EnvCookie) != Cookie {
		if slices.Contains(os.Args[1:], debugFlag) {
			return serveByHand(srv, os.Stdout, os.Stderr)
		}
		fmt.Fprint(os.Stderr, manual(srv.info, os.Args[0]))
		return exitUnusable
	}
	signal.Ignore(os.Interrupt) // Ctrl-C goes to the whole terminal; the host decides
	stderr := os.Stderr
	if err := takeStdout(); err != nil {
		fmt.Fprintf(stderr, "this plugin cannot be served: %v\n", err)
		return exitUnusable
	}
	slog.SetDefault(newLogger(stderr, logLevel()))
	holdLifeline()
	srv.loading = RelaxGC()
	return serveHost(srv, stderr)
}

// serveHost lets go-plugin talk to the host until it has said good-bye.
func serveHost(srv *server, stderr *os.File) int {
	listening := false
	goplugin.Serve(&goplugin.ServeConfig{
		HandshakeConfig: Handshake(),
		Plugins:         goplugin.PluginSet{PluginName: &bridge{server: srv}},
		GRPCServer: func(options []grpc.ServerOption) *grpc.Server {
			listening = true
			return grpc.NewServer(append(options, append(serverOptions(), keepPrints(stderr)...)...)...)
		},
		Logger: hclog.New(&hclog.LoggerOptions{Level: hclog.Warn, Output: stderr, JSONFormat: true}),
	})
	if !listening {
		return exitUnusable // go-plugin has logged why
	}
	ctx, cancel := context.WithTimeout(context.Background(), closeTime)
	defer cancel()
	srv.closeAll(ctx)
	return 0
}

// keepPrints undoes what go-plugin does to os.Stdout and os.Stderr: it makes
// them pipes that block as soon as the host does not read a service of its own
// for them. The first call comes after that, and before any stage is opened.
func keepPrints(stderr *os.File) []grpc.ServerOption {
	restore := sync.OnceFunc(func() { os.Stdout, os.Stderr = stderr, stderr })
	return []grpc.ServerOption{
		grpc.ChainUnaryInterceptor(func(ctx context.Context, req any, _ *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
			restore()
			return next(ctx, req)
		}),
		grpc.ChainStreamInterceptor(func(srv any, stream grpc.ServerStream, _ *grpc.StreamServerInfo, next grpc.StreamHandler) error {
			restore()
			return next(srv, stream)
		}),
	}
}

// NewServer returns the gRPC server of a plugin, for tests and for hosts that do
// not start a process. The caller serves and stops it.
func NewServer(p Plugin) (*grpc.Server, error) {
	srv, err := newServer(p)
	if err != nil {
		return nil, err
	}
	s := grpc.NewServer(serverOptions()...)
	pluginpb.RegisterStagesServer(s, srv)
	return s, nil
}

// describe fills in what the author left open from the build.
func (p Plugin) describe(kinds []KindInfo) Description {
	d := Description{Name: p.Name, Version: p.Version, Kinds: kinds}
	build, ok := debug.ReadBuildInfo()
	if d.Name == "" && ok {
		d.Name = path.Base(build.Path)
	}
	if d.Name == "" || d.Name == "." || d.Name == "command-line-arguments" {
		d.Name = strings.TrimSuffix(filepath.Base(os.Args[0]), ".exe")
	}
	if d.Version == "" && ok && build.Main.Version != "(devel)" {
		d.Version = build.Main.Version
	}
	return d
}
