package output

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const killDocuments = 1500

// command is the runner of [child] as a process of its own.
func command(dir string, documents int) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "ONOMAST_TEST_OUTPUT="+dir, fmt.Sprintf("ONOMAST_TEST_DOCUMENTS=%d", documents))
	return cmd
}

// TestKilledProcess kills a real process at random moments and starts the same
// command again, until 20 were killed; the last one may finish.
func TestKilledProcess(t *testing.T) {
	t.Parallel()
	calm, dir := t.TempDir(), t.TempDir()
	if out, err := command(calm, killDocuments).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	rng := rand.New(rand.NewPCG(3, 4))
	killed := 0
	for range 200 {
		cmd := command(dir, killDocuments)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if killed < 20 {
			time.Sleep(time.Duration(rng.IntN(60)) * time.Millisecond)
			_ = cmd.Process.Kill() // it may have finished
		}
		err := cmd.Wait()
		if err == nil {
			break
		}
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.Exited() {
			t.Fatalf("the process was not killed: %v", err)
		}
		killed++
	}
	t.Logf("%d processes were killed", killed)
	if killed == 0 {
		t.Error("no process was killed")
	}
	if diff := cmp.Diff(comparable(t, tree(t, calm)), comparable(t, tree(t, dir))); diff != "" {
		t.Error(diff)
	}
}

// TestFullDisk runs into the end of a real file system and goes on when there
// is room again.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		t.Skip("mounting a small file system takes the superuser; TestDiskErrorAtEveryOperation injects the errors")
	}
	mount := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", mount).CombinedOutput(); err != nil {
		t.Skipf("cannot mount a small file system: %v: %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", mount).CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, out)
		}
	})
	ballast, dir := filepath.Join(mount, "ballast"), filepath.Join(mount, "out")
	if err := os.WriteFile(ballast, make([]byte, 200<<10), 0o666); err != nil {
		t.Fatal(err)
	}
	out, err := command(dir, 100).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "no space left on device") || !strings.Contains(string(out), "free space and run the same command") {
		t.Fatalf("on a full disk: %v: %s", err, out)
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("mount", "-o", "remount,size=4m", mount).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if out, err := command(dir, 100).CombinedOutput(); err != nil {
		t.Fatalf("with room again: %v: %s", err, out)
	}
	calm := t.TempDir()
	if out, err := command(calm, 100).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if diff := cmp.Diff(comparable(t, tree(t, calm)), comparable(t, tree(t, dir))); diff != "" {
		t.Error(diff)
	}
}

// TestSecondProcessIsRefused: while a process has the directory another one is
// told who has it, and a killed one lets go of it.
func TestSecondProcessIsRefused(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first, err := Open(dir, identity(), options("jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	out, err := command(dir, 10).CombinedOutput()
	if err == nil || !strings.Contains(string(out), fmt.Sprintf("is being written by process %d on ", os.Getpid())) {
		t.Errorf("%v: %s", err, out)
	}
	if err := first.Close(); err != nil {
		t.Error(err)
	}
}
