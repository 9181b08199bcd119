//go:build unix

package main

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// A started is a runner under way.
type started struct {
	*exec.Cmd
	stdout, stderr shared
}

// A shared is a buffer that is written while it is read.
type shared struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (s *shared) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.buf.Write(p)
}

func (s *shared) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.buf.String()
}

func start(t *testing.T, dir string, stdin io.Reader, args ...string) *started {
	t.Helper()
	r := &started{Cmd: exec.CommandContext(t.Context(), "runner", args...)}
	r.Dir, r.Stdin, r.Stdout, r.Stderr = dir, stdin, &r.stdout, &r.stderr
	if err := r.Start(); err != nil {
		t.Fatal(err)
	}
	return r
}

// until waits for something that must happen.
func until(t *testing.T, what string, happened func() bool) {
	t.Helper()
	for range 3000 {
		if happened() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("this did not happen: %s", what)
}

func (r *started) signal(t *testing.T, s syscall.Signal) {
	t.Helper()
	if err := r.Process.Signal(s); err != nil {
		t.Fatal(err)
	}
}

func (r *started) expect(t *testing.T, code int, stderr string) {
	t.Helper()
	_ = r.Wait() // the code is looked at
	if got := r.ProcessState.ExitCode(); got != code || !regexp.MustCompile(stderr).MatchString(r.stderr.String()) {
		t.Errorf("exit code %d, stderr:\n%s\nwant %d and %q", got, r.stderr.String(), code, stderr)
	}
}

// pipelineDir makes a directory with a pipeline of the plugin that does what
// texts say, and documents.
func pipelineDir(t *testing.T, mode, text string, documents int) string {
	t.Helper()
	dir := t.TempDir()
	pipeline := fmt.Sprintf(`stages:
  - {id: words, uses: exec, command: [faulty, %s], timeout: 60s}
  - {id: entities, uses: resolver}
run: {frame_bytes: 1KiB}
`, mode)
	var lines strings.Builder
	for i := range documents {
		fmt.Fprintf(&lines, "{\"id\": \"d%d\", \"text\": %q}\n", i, fmt.Sprintf("%s number %d", text, i))
	}
	for name, content := range map[string]string{"p.yaml": pipeline, "in.jsonl": lines.String()} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestInterruptedRunGoesOn(t *testing.T) {
	t.Parallel()
	for _, s := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		t.Run(s.String(), func(t *testing.T) {
			t.Parallel()
			dir := pipelineDir(t, "ok", "pause", 400)
			command := []string{"run", "-p", "p.yaml", "-o", "out", "in.jsonl"}
			r := start(t, dir, nil, command...)
			until(t, "a part is begun", func() bool {
				_, err := os.Stat(filepath.Join(dir, "out", "part-00000.jsonl"))
				return err == nil
			})
			r.signal(t, s)
			r.expect(t, exitUnusable, `^stopping when what is under way is done; once more stops at once
runner: stopped; (\d+) documents? done: run the same command to go on
$`)
			if _, err := os.Stat(filepath.Join(dir, "out", "manifest.json")); err == nil {
				t.Error("there is a manifest")
			}
			again := start(t, dir, nil, command...)
			again.expect(t, exitOK, `^out: going on after \d+ documents?
out: 400 documents: 400 ok, 0 dead, 0 skipped in .*
$`)
			calm := start(t, dir, nil, "run", "-p", "p.yaml", "-o", "calm", "in.jsonl")
			calm.expect(t, exitOK, "400 ok")
			part := func(run string) string {
				data, err := os.ReadFile(filepath.Join(dir, run, "part-00000.jsonl"))
				if err != nil {
					t.Fatal(err)
				}
				return string(data)
			}
			if diff := cmp.Diff(part("calm"), part("out")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSecondSignalStopsAtOnce(t *testing.T) {
	t.Parallel()
	dir := pipelineDir(t, "ok", "stick", 3)
	r := start(t, dir, nil, "run", "-p", "p.yaml", "-o", "out", "in.jsonl")
	until(t, "a document is under way", func() bool { // else there is nothing to stop for
		_, err := os.Stat(filepath.Join(dir, "stuck"))
		return err == nil
	})
	r.signal(t, syscall.SIGINT)
	until(t, "the runner says that it stops", func() bool { return strings.Contains(r.stderr.String(), "stopping") })
	r.signal(t, syscall.SIGINT)
	_ = r.Wait()
	if status, ok := r.ProcessState.Sys().(syscall.WaitStatus); !ok || status.Signal() != syscall.SIGINT {
		t.Errorf("ended by %s", r.ProcessState)
	}
}

// A read from a terminal or a pipe that brings nothing keeps nobody waiting.
func TestInterruptWhileReading(t *testing.T) {
	t.Parallel()
	dir := pipelineDir(t, "ok", "fine", 0)
	in, feed, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer feed.Close()
	defer in.Close()
	r := start(t, dir, in, "run", "-p", "p.yaml", "--input-format", "jsonl", "-")
	if _, err := feed.WriteString("{\"id\":\"a\",\"text\":\"fine\"}\n"); err != nil {
		t.Fatal(err)
	}
	until(t, "the first result", func() bool { return strings.Contains(r.stdout.String(), `{"id":"a"`) })
	r.signal(t, syscall.SIGINT)
	r.expect(t, exitUnusable, "runner: stopped before the end of the input; what has been written is whole\n$")
}

func TestInterruptWhilePluginsStart(t *testing.T) {
	t.Parallel()
	dir := pipelineDir(t, "silent", "fine", 1)
	for _, command := range [][]string{
		{"run", "-p", "p.yaml", "in.jsonl"}, {"check", "p.yaml"}, {"plan", "p.yaml"}, {"explain", "-p", "p.yaml", "x"},
	} {
		r := start(t, dir, nil, append([]string{"--log-level", "info"}, command...)...)
		until(t, "the plugin is started", func() bool { return strings.Contains(r.stderr.String(), "starting up") })
		r.signal(t, syscall.SIGTERM)
		r.expect(t, exitUnusable, "runner: interrupted\n$")
	}
}

// A runner that is killed takes its plugins along.
func TestKilledRunnerLeavesNoPlugins(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("pgrep"); err != nil {
		t.Skip("pgrep is not available")
	}
	dir := pipelineDir(t, "ok", "hang", 3)
	r := start(t, dir, nil, "run", "-p", "p.yaml", "-o", "out", "in.jsonl")
	var children []string
	until(t, "both plugin processes are there", func() bool {
		out, _ := exec.Command("pgrep", "-P", strconv.Itoa(r.Process.Pid)).Output() // fails when there are none
		children = strings.Fields(string(out))
		_, err := os.Stat(filepath.Join(dir, "out", "journal"))
		return err == nil && len(children) == 2
	})
	r.signal(t, syscall.SIGKILL)
	_ = r.Wait() // it was killed
	for _, child := range children {
		pid, err := strconv.Atoi(child)
		if err != nil {
			t.Fatal(err)
		}
		until(t, "plugin process "+child+" ends", func() bool {
			stat, _ := os.ReadFile("/proc/" + child + "/stat") // empty where there is no /proc
			return syscall.Kill(pid, 0) != nil || strings.Contains(string(stat), ") Z ")
		})
	}
}

// A plugin that is killed at any moment of its start is started again.
func TestPluginKilledWhileItStarts(t *testing.T) {
	if testing.Short() {
		t.Skip("it starts many plugins")
	}
	if _, err := exec.LookPath("pgrep"); err != nil {
		t.Skip("pgrep is not available")
	}
	random := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 1))
	for range 15 {
		r := start(t, t.TempDir(), nil, "--log-level", "error", "plugins", "list")
		time.Sleep(time.Duration(random.IntN(30)) * time.Millisecond)
		out, _ := exec.Command("pgrep", "-P", strconv.Itoa(r.Process.Pid)).Output() // fails when there are none
		for word := range strings.FieldsSeq(string(out)) {
			if pid, err := strconv.Atoi(word); err == nil {
				_ = syscall.Kill(pid, syscall.SIGKILL) // it may have ended
			}
		}
		r.expect(t, exitOK, "^$")
	}
}
