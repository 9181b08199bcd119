package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// The files that ship are those that this program writes.
func TestFilesAreCurrent(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := run([]string{dir}); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"train.jsonl", "dev.jsonl", "test.jsonl"} {
		want, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s: write it anew with go run ./examples/training/generate examples/training:\n%s", name, diff)
		}
	}
	if err := run(nil); err == nil {
		t.Error("where to?")
	}
}

// Entities are where they are said to be, and the test has names and sentences that
// nobody was taught.
func TestTickets(t *testing.T) {
	t.Parallel()
	seen, fresh, all := map[string]bool{}, 0, 0
	for _, name := range []string{"train", "dev", "test"} {
		data, err := os.ReadFile(filepath.Join("..", name+".jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			var tk ticket
			if err := json.Unmarshal([]byte(line), &tk); err != nil {
				t.Fatal(err)
			}
			end := 0
			for _, e := range tk.Entities {
				surface := string([]rune(tk.Text)[e.Start:e.End])
				if e.Start < end || strings.TrimSpace(surface) != surface || strings.ContainsAny(surface, "{}") {
					t.Errorf("%s: %q", tk.ID, surface)
				}
				end = e.End
				if name != "test" {
					seen[surface] = true
				} else if all++; !seen[surface] {
					fresh++
				}
			}
			if strings.ContainsAny(tk.Text, "{}") {
				t.Errorf("%s has a slot", tk.ID)
			}
		}
	}
	if all == 0 || 3*fresh < all {
		t.Errorf("%d of %d names of the test are new", fresh, all)
	}
}
