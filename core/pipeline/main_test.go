package pipeline_test

import (
	"os"
	"testing"

	"go.uber.org/goleak"

	"github.com/onomast/onomast/core/host"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/plugins/resolver"
	"github.com/onomast/onomast/plugins/rules"
	"github.com/onomast/onomast/plugins/tokenizer"
)

// What makes the test binary a plugin: of the kinds that ship, or of those of
// the tests here.
const (
	serveShipped = "serve-shipped-kinds"
	serveTest    = "serve-test-kinds"
)

func TestMain(m *testing.M) {
	switch {
	case len(os.Args) > 1 && os.Args[1] == serveShipped:
		plugin.Serve(tokenizer.Kind(), rules.Kind(), resolver.Kind())
	case len(os.Args) > 1 && os.Args[1] == serveTest:
		plugin.Serve(kinds()...)
	default:
		goleak.VerifyTestMain(m)
	}
}

// self starts the test binary again as a plugin.
func self(t testing.TB, serve string) host.Command {
	t.Helper()
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return host.Command{Name: "builtin", Path: path, Args: []string{serve}}
}

func newHost(t testing.TB) *host.Host {
	t.Helper()
	h, err := host.New(host.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := h.Close(); err != nil {
			t.Error(err)
		}
	})
	return h
}
