//go:build unix

package host_test

import (
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

// modeKey is the variable that makes the test binary something else than a
// test: a plugin that misbehaves in a certain way, or a host to be killed.
const modeKey = "HOST_TEST_MODE"

// soon bounds what must happen before long; only a failing test waits for it.
const soon = 30 * time.Second

func TestMain(m *testing.M) {
	if mode := os.Getenv(modeKey); mode != "" {
		os.Exit(misbehave(mode))
	}
	goleak.VerifyTestMain(m)
}

// self is the command that makes the test binary a plugin.
func self(t testing.TB, mode string) host.Command {
	t.Helper()
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return host.Command{Name: "test", Path: path, Env: []string{modeKey + "=" + mode}}
}

// options are short of time and patience.
func options(log io.Writer) host.Options {
	if log == nil {
		log = io.Discard
	}
	return host.Options{
		Logger:       slog.New(slog.NewJSONHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		StartTimeout: 10 * time.Second, Silence: 3 * time.Second, Grace: 300 * time.Millisecond,
		Backoff: time.Millisecond, StopTimeout: 2 * time.Second, CPUs: 2, LogText: true,
	}
}

func newHost(t testing.TB, log io.Writer) *host.Host {
	t.Helper()
	return hostOf(t, options(log))
}

func hostOf(t testing.TB, opts host.Options) *host.Host {
	t.Helper()
	h, err := host.New(opts)
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

func open(t testing.TB, h *host.Host, mode string, limits host.Limits) *host.Segment {
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

func documents(t testing.TB, texts ...string) []*document.Document {
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

// annotate sends one frame and wants an answer for each of its documents.
func annotate(t testing.TB, s *host.Segment, texts ...string) *document.Reply {
	t.Helper()
	reply, err := s.Annotate(t.Context(), documents(t, texts...), nil)
	if err != nil {
		t.Fatal(err)
	}
	if reply.Documents != len(texts) || len(reply.Layers) != len(texts) {
		t.Fatalf("an answer for %d documents, with layers of %d, to %d", reply.Documents, len(reply.Layers), len(texts))
	}
	return reply
}

// codes returns the failure of each document, "" where there is none, and
// checks that every other document has its layer.
func codes(t testing.TB, reply *document.Reply) []string {
	t.Helper()
	out := make([]string, reply.Documents)
	for _, f := range reply.Failures {
		if out[f.Document] != "" {
			t.Errorf("document %d failed twice", f.Document)
		}
		out[f.Document] = f.Code
	}
	for i, code := range out {
		if code == "" && (len(reply.Layers[i]) != 1 || reply.Layers[i][0].Len() != 1) {
			t.Errorf("document %d has no failure and no result", i)
		}
	}
	return out
}

// pidOf returns the number of the process that annotated a document.
func pidOf(t testing.TB, reply *document.Reply, i int) int {
	t.Helper()
	for _, l := range reply.Layers[i] {
		for _, a := range l.Attributes(0) {
			var pid int
			if _, err := fmt.Sscan(a.Value, &pid); err == nil && pid > 1 {
				return pid
			}
		}
	}
	t.Fatalf("document %d does not say which process annotated it", i)
	return 0
}

// lost returns the texts of documents that failed, joined.
func lost(texts []string, codes []string) string {
	var out []string
	for i, code := range codes {
		if code != "" {
			out = append(out, texts[i])
		}
	}
	return strings.Join(out, ",")
}
