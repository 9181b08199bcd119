//go:build unix

package host_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/host"
)

var update = flag.Bool("update", false, "write testdata/messages.golden")

// F13 and the rest: everything the host has to say about a plugin that is no
// good, as a user reads it. The golden file is there to be read.
func TestMessages(t *testing.T) {
	t.Parallel()
	g := &gallery{dir: t.TempDir(), said: make(map[string]string)}
	g.files(t)
	t.Run("all", func(t *testing.T) { // which ends when all have spoken
		g.programs(t)
		g.calls(t)
		g.work(t)
	})
	g.compare(t)
}

// A gallery collects messages.
type gallery struct {
	dir  string
	mu   sync.Mutex
	said map[string]string
}

// hear runs f side by side with others and notes the error it gives.
func (g *gallery) hear(t *testing.T, name string, f func(*host.Host) error) {
	t.Helper()
	t.Run(name, func(t *testing.T) {
		t.Parallel()
		opts := options(nil)
		opts.StartTimeout, opts.RPCTimeout, opts.OpenTimeout = 5*time.Second, 5*time.Second, 5*time.Second
		if strings.Contains(name, "hangs") || strings.Contains(name, "silent") {
			opts.StartTimeout, opts.RPCTimeout, opts.OpenTimeout = time.Second, time.Second, time.Second
		}
		err := f(hostOf(t, opts))
		if err == nil {
			t.Fatal("there is nothing wrong with it")
		}
		g.mu.Lock()
		defer g.mu.Unlock()
		g.said[name] = g.plain(err.Error())
	})
}

// plain takes out what differs from run to run.
func (g *gallery) plain(s string) string {
	self, _ := os.Executable()
	s = strings.NewReplacer(g.dir, "DIR", self, "SELF").Replace(s)
	s = regexp.MustCompile(`[0-9a-f]{64}`).ReplaceAllString(s, "SHA256")
	s = regexp.MustCompile(`goroutine \d+|0x[0-9a-f]+|\S+\.go:\d+`).ReplaceAllString(s, "...")
	return s
}

func (g *gallery) files(t *testing.T) {
	t.Helper()
	for name, f := range map[string]struct {
		mode os.FileMode
		text string
	}{
		"plugin.sh":  {0o644, "#!/bin/sh\n"},
		"plugin.py":  {0o644, "print(1)\n"},
		"other-arch": {0o755, "\x7fELF no more\n"},
		"no-python":  {0o755, "#!/no/such/python\n"},
		"good":       {0o755, "#!/bin/sh\nexit 0\n"},
	} {
		if err := os.WriteFile(filepath.Join(g.dir, name), []byte(f.text), f.mode); err != nil {
			t.Fatal(err)
		}
	}
}

// programs are those that never become a plugin.
func (g *gallery) programs(t *testing.T) {
	t.Helper()
	sum := self(t, "ok")
	sum.SHA256 = strings.Repeat("0", 64)
	path := []string{"PATH=" + g.dir}
	for name, cmd := range map[string]host.Command{
		"start: missing":                {Name: "mine", Path: "./plugin", Dir: g.dir},
		"start: misspelt":               {Name: "mine", Path: "./plugin.sj", Dir: g.dir},
		"start: no such directory":      {Name: "mine", Path: "./bin/plugin", Dir: g.dir},
		"start: not in PATH":            {Name: "mine", Path: "no-such-plugin-anywhere"},
		"start: beside the pipeline":    {Name: "mine", Path: "good", Dir: g.dir},
		"start: misspelt in PATH":       {Name: "mine", Path: "goood", Env: path},
		"start: a directory":            {Name: "mine", Path: g.dir},
		"start: not executable":         {Name: "mine", Path: filepath.Join(g.dir, "plugin.sh")},
		"start: a Python script":        {Name: "mine", Path: filepath.Join(g.dir, "plugin.py")},
		"start: another architecture":   {Name: "mine", Path: filepath.Join(g.dir, "other-arch")},
		"start: no interpreter":         {Name: "mine", Path: filepath.Join(g.dir, "no-python")},
		"start: nothing":                {Name: "mine"},
		"start: another program":        {Name: "mine", Path: "/bin/sh", Args: []string{"-c", "echo usage >&2; exit 3"}},
		"start: wrong checksum":         sum,
		"start: ends at once":           self(t, "exit"),
		"start: silent":                 self(t, "silent"),
		"start: closes its output":      self(t, "close stdout"),
		"start: says something else":    self(t, "print hello, I am no plugin"),
		"start: knows no handshake":     self(t, "by hand"),
		"start: of another program":     self(t, "of another program"),
		"start: another protocol":       self(t, "print 1|99|unix|/nowhere|grpc"),
		"start: another go-plugin":      self(t, "print 2|1|unix|/nowhere|grpc"),
		"start: net/rpc":                self(t, "print 1|1|unix|/nowhere|netrpc"),
		"start: an old handshake":       self(t, "print 1|1|unix|/nowhere"),
		"start: listens nowhere":        self(t, "print 1|1|unix|"+g.dir+"/nowhere|grpc"),
		"start: a wrong working folder": {Name: "mine", Path: "/bin/sh", Dir: filepath.Join(g.dir, "nowhere")},
	} {
		g.hear(t, name, func(h *host.Host) error {
			_, err := h.Describe(t.Context(), cmd)
			return err
		})
	}
	attach := map[string]host.Attachment{"test": {Network: "unix", Address: filepath.Join(g.dir, "gone.sock")}}
	t.Run("attach", func(t *testing.T) {
		opts := options(nil)
		opts.Attach = attach
		_, err := hostOf(t, opts).Describe(t.Context(), self(t, "ok"))
		g.said["attach: nobody there"] = g.plain(fmt.Sprint(err))
	})
	for name, value := range map[string]string{"no JSON": "ticket", "no address": `{"ticket":{"network":"unix"}}`} {
		_, err := host.ParseAttachments(value)
		g.said["attach: "+name] = fmt.Sprint(err)
	}
}

// calls are what goes wrong before the first document.
func (g *gallery) calls(t *testing.T) {
	t.Helper()
	for _, what := range []string{"exit", "hang", "panic", "mistake"} {
		name := map[string]string{"exit": "dies", "hang": "hangs", "panic": "panics", "mistake": "complains"}[what]
		g.hear(t, "check: "+name, func(h *host.Host) error {
			_, list, err := h.Check(t.Context(), self(t, "check "+what), segment("s").Stages[0], false)
			if err == nil {
				err = list.Err()
			}
			return err
		})
		g.hear(t, "open: "+name, func(h *host.Host) error {
			_, err := h.Open(t.Context(), self(t, "open "+what), segment("s"), host.Limits{})
			return err
		})
	}
	g.hear(t, "open: refuses", func(h *host.Host) error {
		_, err := h.Open(t.Context(), self(t, "wire open status"), segment("s"), host.Limits{Replicas: 3})
		return err
	})
	g.hear(t, "describe: unknown call", func(h *host.Host) error {
		_, err := h.Describe(t.Context(), self(t, "wire unimplemented"))
		return err
	})
	g.hear(t, "work: dies on everything", func(h *host.Host) error {
		s, err := h.Open(t.Context(), self(t, "doomed"), segment("s"), host.Limits{})
		if err != nil {
			return err
		}
		_, err = s.Annotate(t.Context(), documents(t, strings.Fields(strings.Repeat("a ", 40))...), []string{"tokens"})
		return err
	})
	g.hear(t, "work: no such stage", func(h *host.Host) error {
		s, err := h.Open(t.Context(), self(t, "ok"), segment("s"), host.Limits{})
		if err != nil {
			return err
		}
		_, err = s.Explain(t.Context(), "t", documents(t, "a")[0], 0, 1)
		return err
	})
}

// failures are what becomes of documents; the stage is "s" in all of them.
func (g *gallery) work(t *testing.T) {
	t.Helper()
	sdk := []string{"exit!", "kill!", "panic!", "nil panic!", "hang!", "slow!", "error!", "beyond!", "é inside!"}
	wires := []string{"wrong seq", "more documents", "negative end", "negative start", "unknown label", "unknown layer", "garbage", "giant", "status", "end", "never"}
	for _, text := range sdk {
		g.failure(t, "document: "+strings.TrimSuffix(text, "!"), "ok", text)
	}
	for _, mode := range wires {
		g.failure(t, "document: "+mode, "wire "+mode, "bad!")
	}
	g.failure(t, "document: too large", "ok", strings.Repeat("x", 3<<20))
}

func (g *gallery) failure(t *testing.T, name, mode, text string) {
	t.Helper()
	t.Run(name, func(t *testing.T) {
		t.Parallel()
		opts := options(nil)
		opts.MaxMessage, opts.Silence = 2<<20, time.Second
		s := open(t, hostOf(t, opts), mode, host.Limits{Timeout: 500 * time.Millisecond})
		reply := annotate(t, s, "a", text)
		if len(reply.Failures) != 1 || reply.Failures[0].Document != 1 {
			t.Fatalf("failures %+v", reply.Failures)
		}
		f := reply.Failures[0]
		g.mu.Lock()
		defer g.mu.Unlock()
		g.said[name] = g.plain(fmt.Sprintf("%s: %s", f.Code, f.Message))
	})
}

func (g *gallery) compare(t *testing.T) {
	t.Helper()
	var names []string
	for name := range g.said {
		names = append(names, name)
	}
	slices.Sort(names)
	var b strings.Builder
	for _, name := range names {
		fmt.Fprintf(&b, "## %s\n%s\n\n", name, g.said[name])
	}
	const golden = "testdata/messages.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("run go test -run TestMessages -update and read the file: %s", diff)
	}
}
