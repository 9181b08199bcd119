//go:build unix

package host_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/host"
)

// beAHost starts a plugin in the mode given, says what its number is, and waits
// to be killed.
func beAHost(mode string) int {
	if err := hostFor(mode); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

func hostFor(mode string) error {
	h, err := host.New(host.Options{})
	if err != nil {
		return err
	}
	s, err := h.Open(context.Background(), host.Command{Path: os.Args[0], Env: []string{modeKey + "=" + mode}}, segment("s"), host.Limits{})
	if err != nil {
		return err
	}
	d, err := document.New("", "a")
	if err != nil {
		return err
	}
	reply, err := s.Annotate(context.Background(), []*document.Document{d}, nil)
	if err != nil {
		return err
	}
	fmt.Println(reply.Layers[0][0].Attributes(0)[0].Value)
	time.Sleep(time.Hour)
	return nil
}

// startHost starts the test binary as a host and returns it and the number of
// its plugin.
func startHost(t *testing.T, mode string, env ...string) (*exec.Cmd, int) {
	t.Helper()
	cmd := exec.Command(self(t, "").Path)
	cmd.Env = append(os.Environ(), append(env, modeKey+"=host "+mode)...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
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
	var pid int
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the host says nothing: %v\n%s", err, &stderr)
	}
	if _, err := fmt.Sscan(line, &pid); err != nil {
		t.Fatal(err)
	}
	return cmd, pid
}
