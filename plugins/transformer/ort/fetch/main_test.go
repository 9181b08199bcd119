package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestPlace(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	from, to := filepath.Join(dir, "a"), filepath.Join(dir, "b")
	if same(from, to) || place(from, to) == nil {
		t.Error("there is nothing to place")
	}
	for _, content := range []string{"first", "the second"} {
		_ = os.Remove(from)
		if err := os.WriteFile(from, []byte(content), 0o400); err != nil {
			t.Fatal(err)
		}
		if same(from, to) {
			t.Error("the old one is taken for the new one")
		}
		if err := place(from, to); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(to); err != nil || string(got) != content {
			t.Errorf("got %q, %v", got, err)
		}
		if !same(from, to) {
			t.Error("it is there and not found")
		}
	}
}

func TestCopyFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	from, to := filepath.Join(dir, "a"), filepath.Join(dir, "b")
	if err := os.WriteFile(from, []byte("library"), 0o400); err != nil {
		t.Fatal(err)
	}
	if err := copyFile(from, to); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(to); err != nil || string(got) != "library" {
		t.Errorf("got %q, %v", got, err)
	}
	if copyFile(from, to) == nil {
		t.Error("what is there is written over")
	}
}
