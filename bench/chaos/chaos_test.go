package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/onomast/onomast/core/plugin"
)

// TestMain is also the plugin of the pipelines.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == servePlugin {
		plugin.Serve(poison())
	}
	os.Exit(m.Run())
}

// A small version of what the command does.
func TestKilledRunsComeToTheSameBytes(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes a quarter of a minute")
	}
	if _, err := exec.LookPath("pgrep"); err != nil {
		t.Skip("pgrep is not available")
	}
	dir := t.TempDir()
	runner := filepath.Join(dir, "runner")
	if out, err := exec.Command("go", "build", "-o", runner, "../../cmd/runner").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := chaos{
		runner: runner, self: self, dir: dir, documents: 600, kills: 3,
		delay: time.Millisecond, apart: 500 * time.Millisecond,
		random: newRandom(uint64(time.Now().UnixNano())), log: t.Output(),
	}
	if err := c.all(); err != nil {
		t.Error(err)
	}
}
