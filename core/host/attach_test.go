//go:build unix

package host_test

import (
	"bufio"
	"errors"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/onomast/onomast/core/host"
	"github.com/onomast/onomast/core/plugin"
)

// startByHand starts the plugin as a person would who wants to debug it, and
// returns what a host must be told.
func startByHand(t *testing.T) (*exec.Cmd, map[string]host.Attachment) {
	t.Helper()
	cmd := exec.Command(self(t, "").Path, "--debug")
	cmd.Env = append(os.Environ(), modeKey+"=ok")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	value, ok := strings.CutPrefix(strings.TrimSpace(line), "export "+plugin.EnvReattach+"=")
	if !ok {
		t.Fatalf("it printed %q", line)
	}
	attach, err := host.ParseAttachments(strings.Trim(value, "'"))
	if err != nil || len(attach) != 1 {
		t.Fatalf("%d attachments, %v", len(attach), err)
	}
	return cmd, attach
}

// A plugin that is run by hand is used by one host after the other, is not timed
// and not killed, and ends when it is told to.
func TestAttach(t *testing.T) {
	t.Parallel()
	cmd, attach := startByHand(t)
	for range 3 {
		opts := options(nil)
		opts.Attach, opts.Silence, opts.Grace = attach, 50*time.Millisecond, time.Millisecond
		h := hostOf(t, opts)
		// Not closed: a host that crashed leaves its segment open.
		s, err := h.Open(t.Context(), self(t, "not started"), segment("s"), host.Limits{Timeout: 50 * time.Millisecond})
		if err != nil {
			t.Fatal(err)
		}
		reply := annotate(t, s, "work!", "a")
		if got := codes(t, reply); got[0] != "" {
			t.Errorf("codes %q", got)
		}
		if pid := pidOf(t, reply, 1); pid != cmd.Process.Pid {
			t.Errorf("process %d has answered, not %d", pid, cmd.Process.Pid)
		}
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("it ended with %v", err)
	}
}

// An attached plugin that goes is not replaced by one nobody debugs.
func TestAttachedProcessDies(t *testing.T) {
	t.Parallel()
	cmd, attach := startByHand(t)
	opts := options(nil)
	opts.Attach = attach
	s := open(t, hostOf(t, opts), "ok", host.Limits{})
	annotate(t, s, "a")
	signal(t, cmd.Process.Pid, syscall.SIGKILL)
	_, err := s.Annotate(t.Context(), documents(t, "a"), nil)
	var start *host.StartError
	if !errors.As(err, &start) || start.Code != host.CodeAttach {
		t.Errorf("got %v", err)
	}
}

// A name that fits no stage is spoken of: somebody waits in vain.
func TestAttachmentOfNobody(t *testing.T) {
	t.Parallel()
	var log syncBuffer
	opts := options(&log)
	opts.Attach = map[string]host.Attachment{"tiket": {Network: "unix", Address: "/nowhere"}}
	h := hostOf(t, opts)
	if _, err := h.Describe(t.Context(), self(t, "ok")); err != nil {
		t.Fatal(err)
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(log.String(), "no stage has used an attached plugin") {
		t.Errorf("the log says nothing:\n%s", log.String())
	}
}
