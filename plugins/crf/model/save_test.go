package model

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"pgregory.net/rapid"
)

// fullDisk is a file that takes so many bytes and no more.
type fullDisk struct {
	*os.File
	room int
}

func (f *fullDisk) Write(p []byte) (int, error) {
	n := min(len(p), f.room)
	f.room -= n
	if _, err := f.File.Write(p[:n]); err != nil {
		return 0, err
	}
	if n < len(p) {
		return n, &fs.PathError{Op: "write", Path: f.Name(), Err: syscall.ENOSPC}
	}
	return n, nil
}

// within makes files that take so many bytes.
func within(room int) func(string) (target, error) {
	return func(path string) (target, error) {
		f, err := os.CreateTemp(filepath.Dir(path), "half-*")
		return &fullDisk{f, room}, err
	}
}

func TestAFullDiskLeavesTheOldModel(t *testing.T) {
	t.Parallel()
	old, fresh := []byte("the old model"), strings.Repeat("new", 1000)
	for _, room := range []int{0, 1, 1500, 2999} {
		path := filepath.Join(t.TempDir(), "m.crf")
		if err := os.WriteFile(path, old, 0o600); err != nil {
			t.Fatal(err)
		}
		err := save(path, [][]byte{[]byte(fresh)}, within(room))
		if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "the disk is full") || strings.Contains(err.Error(), "half-") {
			t.Fatalf("room for %d bytes: %v", room, err)
		}
		if got, _ := os.ReadFile(path); string(got) != string(old) {
			t.Fatalf("the old model became %q", got)
		}
		if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 1 {
			t.Fatalf("files are left: %v", left)
		}
	}
}

func TestAModelTakesThePlaceOfAnother(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "m.crf")
	for seed := range 2 {
		m := rapid.Custom(drawModel).Example(seed)
		if err := Write(path, m, WriteOptions{}); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(path)
		if err != nil || string(got) != string(write(t, m, WriteOptions{})) {
			t.Fatalf("the file of model %d is another: %v", seed, err)
		}
	}
}

func TestAModelThatCannotBeSaved(t *testing.T) {
	t.Parallel()
	m := rapid.Custom(drawModel).Example(3)
	folder := t.TempDir()
	for path, want := range map[string]string{
		filepath.Join(folder, "none", "m.crf"): "no such file or directory",
		folder:                                 "is not saved in " + folder,
	} {
		err := Write(path, m, WriteOptions{})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("writing to %s: got %v, want %q", path, err, want)
		}
	}
	if left, _ := os.ReadDir(filepath.Dir(folder)); len(left) != 1 {
		t.Errorf("files are left: %v", left)
	}
}
