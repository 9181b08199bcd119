package host_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/host"
	"github.com/onomast/onomast/core/plugin"
)

// The test binary is its own plugin: this variable says how it misbehaves.
const modeKey = "HOST_TEST_MODE"

func TestMain(m *testing.M) {
	if mode := os.Getenv(modeKey); mode != "" {
		os.Exit(misbehave(mode))
	}
	goleak.VerifyTestMain(m)
}

// misbehave is the main function of the plugin.
func misbehave(mode string) int {
	switch mode {
	case "exit":
		fmt.Fprintln(os.Stderr, "cannot find my model")
		return 3
	case "silent":
		time.Sleep(time.Minute)
	case "garbage":
		fmt.Println("hello, I am no plugin")
		time.Sleep(time.Minute)
	case "protocol":
		fmt.Println("1|99|unix|/nowhere|grpc")
		time.Sleep(time.Minute)
	case "odd-log": // F2: lines that made hclog panic in the host
		fmt.Fprintln(os.Stderr, `{"@message":1}`)
		fmt.Fprintln(os.Stderr, `{"@level":{},"@message":"x","@timestamp":7}`)
		plugin.Serve(faulty())
	case "flood": // F1: a line of 1 MB on stdout and stderr
		line := strings.Repeat("x", 1<<20)
		go func() {
			for range 20 {
				fmt.Fprintln(os.Stderr, line)
			}
		}()
		plugin.Serve(faulty())
	default:
		plugin.Serve(faulty())
	}
	return 0
}

// faulty does what the text of the document says.
func faulty() plugin.Kind {
	return plugin.Kind{
		Name: "faulty",
		Doc:  "Does what the text says.",
		Contract: func(cfg plugin.Config) (plugin.Contract, error) {
			return plugin.Contract{Provides: []plugin.LayerSpec{{Name: cfg.Stage, Role: plugin.CandidatesRole, Labels: []string{"X"}}}}, nil
		},
		Open: func(_ context.Context, cfg plugin.Config) (plugin.Stage, error) {
			return plugin.Candidates(cfg, obey), nil
		},
	}
}

func obey(ctx context.Context, doc *document.Document, out *document.Layer) error {
	switch text := doc.Text(); {
	case strings.HasPrefix(text, "exit"):
		os.Exit(7)
	case strings.HasPrefix(text, "panic"):
		panic("as told")
	case strings.HasPrefix(text, "goroutine panic"):
		go panic("as told, elsewhere")
		time.Sleep(time.Second)
	case strings.HasPrefix(text, "hang"):
		select {} // deaf to ctx
	case strings.HasPrefix(text, "slow"):
		<-ctx.Done()
		return ctx.Err()
	case strings.HasPrefix(text, "print"):
		fmt.Println(strings.Repeat("y", 200<<10)) // F1: stdout after the handshake
	case strings.HasPrefix(text, "beyond"):
		out.AddRange(0, len(text)+5, "X")
		return nil
	case strings.HasPrefix(text, "é inside"):
		out.AddRange(1, 3, "X")
		return nil
	case strings.HasPrefix(text, "error"):
		return fmt.Errorf("no such luck")
	}
	if doc.Text() != "" {
		out.AddRange(0, len(doc.Text()), "X")
	}
	return nil
}

func self(t *testing.T, mode string) host.Command {
	t.Helper()
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return host.Command{Name: "test", Path: path, Env: []string{modeKey + "=" + mode}}
}

func newHost(t *testing.T, log io.Writer) *host.Host {
	t.Helper()
	if log == nil {
		log = io.Discard
	}
	h, err := host.New(host.Options{
		Logger:       slog.New(slog.NewJSONHandler(log, nil)),
		StartTimeout: 2 * time.Second, Silence: 3 * time.Second, Grace: 300 * time.Millisecond,
		Backoff: time.Millisecond, StopTimeout: time.Second,
	})
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

func open(t *testing.T, h *host.Host, mode string, limits host.Limits) *host.Segment {
	t.Helper()
	s, err := h.Open(t.Context(), self(t, mode), segment("s"), limits)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func segment(id string) plugin.Segment {
	return plugin.Segment{ID: id, Emit: []string{id}, Stages: []plugin.StageConfig{{
		Kind: "faulty", Config: plugin.Config{Stage: id}, Timeout: 500 * time.Millisecond,
	}}}
}

func documents(t *testing.T, texts ...string) []*document.Document {
	t.Helper()
	docs := make([]*document.Document, len(texts))
	for i, text := range texts {
		d, err := document.New(fmt.Sprint(i), text)
		if err != nil {
			t.Fatal(err)
		}
		docs[i] = d
	}
	return docs
}
