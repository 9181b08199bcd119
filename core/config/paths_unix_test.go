//go:build unix

package config

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestPathsThatWouldBlock: a named pipe is refused, not opened.
func TestPathsThatWouldBlock(t *testing.T) {
	t.Parallel()
	path := files{"main.yaml": stage("tagger", "model: pipe\napi_key: ${file:pipe}")}.write(t)
	if err := syscall.Mkfifo(filepath.Join(filepath.Dir(path), "pipe"), 0o600); err != nil {
		t.Skip("no named pipes here:", err)
	}
	_, list := Load(t.Context(), path, testOptions(t))
	if len(list) != 2 || !strings.Contains(list[0].Summary, "no regular file") || !strings.Contains(list[1].Summary, "no regular file") {
		t.Errorf("got %v", list)
	}
}

func TestPathsWithoutPermission(t *testing.T) {
	t.Parallel()
	if os.Getuid() == 0 {
		t.Skip("root may read everything")
	}
	path := files{"main.yaml": stage("tagger", "model: m"), "m": "x"}.write(t)
	if err := os.Chmod(filepath.Join(filepath.Dir(path), "m"), 0); err != nil {
		t.Fatal(err)
	}
	_, list := Load(t.Context(), path, testOptions(t))
	if len(list) != 1 || !strings.Contains(list[0].Summary, "permission denied") {
		t.Errorf("got %v", list)
	}
}

func TestPathsInCircles(t *testing.T) {
	t.Parallel()
	path := files{"main.yaml": stage("tagger", "model: loop")}.write(t)
	if err := os.Symlink("loop", filepath.Join(filepath.Dir(path), "loop")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	_, list := Load(t.Context(), path, testOptions(t))
	if len(list) != 1 || list[0].Code != "config.unreadable" {
		t.Errorf("got %v", list)
	}
}
