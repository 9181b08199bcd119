package plugintest

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/health"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/status"

	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/plugin/pluginpb"
)

// program is the main function of a plugin made by hand: all that the SDK and
// go-plugin do for others, but for what its flaw is about.
func program(flaw, dir string) {
	if os.Getenv(plugin.EnvCookie) != plugin.Cookie {
		if flaw == "process.by-hand" {
			os.Exit(0)
		}
		fmt.Fprintln(os.Stderr, "This is a plugin.")
		os.Exit(2)
	}
	switch flaw {
	case "process.handshake":
		fmt.Println("loading the model ...")
	case "process.restart":
		marker := filepath.Join(dir, "started")
		if _, err := os.Stat(marker); err == nil {
			fmt.Fprintln(os.Stderr, "one of me is enough")
			os.Exit(1)
		}
		_ = os.WriteFile(marker, nil, 0o600)
	}
	if flaw != "process.interrupt" {
		signal.Ignore(os.Interrupt)
	}
	if flaw != "process.lifeline" {
		go func() {
			_, _ = os.NewFile(3, "lifeline").Read(make([]byte, 1))
			os.Exit(3)
		}()
	}
	serveProgram(flaw)
}

func serveProgram(flaw string) {
	socket := filepath.Join(os.TempDir(), "s")
	listener, err := net.Listen("unix", socket)
	if err != nil {
		panic(err)
	}
	server := grpc.NewServer(grpc.MaxRecvMsgSize(1<<29), grpc.UnknownServiceHandler(func(_ any, stream grpc.ServerStream) error {
		method, _ := grpc.MethodFromServerStream(stream)
		if strings.HasSuffix(method, "/Shutdown") && flaw != "process.shutdown" {
			time.AfterFunc(10*time.Millisecond, func() { os.Exit(0) })
			return nil
		}
		return status.Error(codes.Unimplemented, method)
	}))
	pluginpb.RegisterStagesServer(server, newHandmade(""))
	if flaw != "process.health" {
		h := health.NewServer()
		h.SetServingStatus("plugin", grpc_health_v1.HealthCheckResponse_SERVING)
		grpc_health_v1.RegisterHealthServer(server, h)
	}
	fmt.Printf("1|1|unix|%s|grpc\n", socket)
	_ = server.Serve(listener)
	<-context.Background().Done()
}
