package plugin

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"google.golang.org/grpc"

	"github.com/onomast/onomast/core/plugin/pluginpb"
)

// debugFlag makes a plugin that is started by hand wait for hosts.
const debugFlag = "--debug"

// serveByHand serves hosts that are told where to find the process, until it is
// interrupted. Standard output gets the line to tell them with.
func serveByHand(srv *server, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	slog.SetDefault(slog.New(slog.NewTextHandler(stderr, &slog.HandlerOptions{Level: logLevel()})))
	if err := srv.listenByHand(ctx, stdout, stderr); err != nil {
		fmt.Fprintf(stderr, "this plugin cannot be served: %v\n", err)
		return exitUnusable
	}
	return 0
}

func (s *server) listenByHand(ctx context.Context, stdout, stderr io.Writer) error {
	dir, err := os.MkdirTemp("", "onomast-debug-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	listener, err := net.Listen("unix", filepath.Join(dir, "p.sock"))
	if err != nil {
		return fmt.Errorf("%w; set TMPDIR to a shorter path", err)
	}
	line, err := reattachLine(programName(os.Args[0], s.info.Name), listener.Addr().String())
	if err != nil {
		return err
	}
	fmt.Fprintf(stderr, "%s waits for a host; Ctrl-C ends it. Run the pipeline in another terminal, after:\n\n", s.info.Name)
	fmt.Fprintf(stdout, "export %s\n", line)
	rpc := grpc.NewServer(serverOptions()...)
	pluginpb.RegisterStagesServer(rpc, s)
	defer context.AfterFunc(ctx, rpc.Stop)()
	if err = rpc.Serve(listener); errors.Is(err, grpc.ErrServerStopped) {
		err = nil
	}
	ending, cancel := context.WithTimeout(context.Background(), closeTime)
	defer cancel()
	s.closeAll(ending)
	return err
}

// programName is what a pipeline most likely calls the program: its file, unless
// that is a debugger's.
func programName(path, name string) string {
	file := strings.TrimSuffix(filepath.Base(path), ".exe")
	if strings.HasPrefix(file, "__debug_bin") {
		return name
	}
	return file
}

// reattachLine assigns [EnvReattach] what a host needs to know of this process.
func reattachLine(name, address string) (string, error) {
	type attachment struct {
		Network string `json:"network"`
		Address string `json:"address"`
		PID     int    `json:"pid"`
	}
	value, err := json.Marshal(map[string]attachment{name: {"unix", address, os.Getpid()}})
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%s='%s'", EnvReattach, value), nil
}
