//go:build unix

package read

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"golang.org/x/sys/unix"
)

// TestSpecialFiles are neither read nor waited for, unless they are named.
func TestSpecialFiles(t *testing.T) {
	t.Parallel()
	root := tree(t, map[string]string{"a.txt": "1", "z.txt": "2"})
	pipe := filepath.Join(root, "pipe.txt")
	if err := unix.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	if err := os.Symlink(pipe, filepath.Join(root, "link.txt")); err != nil {
		t.Fatal(err)
	}
	got := readAll(t, Options{}, root)
	want(t, root, got, "a.txt 1", "link.txt -", "pipe.txt -", "z.txt 2")
	for _, rec := range got[1:3] {
		if rec.Skipped != "neither a file nor a directory" {
			t.Errorf("%s is skipped because %q", rec.ID, rec.Skipped)
		}
	}
	if got := readAll(t, Options{Exclude: []string{"pipe.*", "link.*"}}, root); len(got) != 2 {
		t.Errorf("%d records, though the special files are excluded", len(got))
	}
	go func() { _ = os.WriteFile(pipe, []byte("down the pipe"), 0) }()
	text(t, readAll(t, Options{}, pipe)[0], "down the pipe")
}

// TestReadErrorOfAFile reads one that everybody may open and nobody may read.
func TestReadErrorOfAFile(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		t.Skip("there is no file that fails to be read here")
	}
	root := tree(t, map[string]string{"z.txt": "goes on"})
	for _, name := range []string{"a.txt", "b.jsonl", "c.csv", "d.html", "e.txt.gz"} {
		if err := os.Symlink("/proc/self/mem", filepath.Join(root, name)); err != nil {
			t.Fatal(err)
		}
	}
	got := readAll(t, Options{}, root)
	if len(got) != 6 {
		t.Fatalf("%d records: %q", len(got), brief(root, got))
	}
	for _, rec := range got[:5] {
		failed(t, rec, "unreadable", "input/output error", "check its permissions")
	}
	text(t, got[5], "goes on")
}
