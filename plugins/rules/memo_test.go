package rules

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/plugin"
)

// What tests call when nothing has been asked before.
func contract(cfg plugin.Config) (plugin.Contract, error) { return (&memo{}).contract(cfg) }

func open(ctx context.Context, cfg plugin.Config) (plugin.Stage, error) {
	return (&memo{}).open(ctx, cfg)
}

func test(ctx context.Context, cfg plugin.Config) diag.List { return (&memo{}).test(ctx, cfg) }

func TestMemoCompilesOnce(t *testing.T) {
	t.Parallel()
	m := &memo{}
	cfg := config(t, `patterns: [{label: A, regex: a+}]`, nil)
	first, _ := m.compile(cfg)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if again, _ := m.compile(cfg); again != first {
				t.Error("the same options were compiled again")
			}
		})
	}
	all.Wait()
	other := config(t, `patterns: [{label: A, regex: a*b}]`, nil)
	if rs, _ := m.compile(other); rs == first {
		t.Error("other options gave the same rules")
	}
	if taken, _ := m.take(cfg); taken != first {
		t.Error("take compiled again")
	}
	if rs, _ := m.compile(cfg); rs == first {
		t.Error("a ruleset that was taken is still given out")
	}
}

// A list that has changed is read again, and mistakes are told every time.
func TestMemoNoticesChangedFiles(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "terms.txt")
	write := func(text string, at time.Time) {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
	}
	cfg := config(t, `lists: [{label: A, file: terms.txt}]`, map[string]string{"/lists/0/file": path})
	m := &memo{}
	at := time.Now()
	write("one\n", at)
	first, _ := m.compile(cfg)
	write("two\n", at.Add(time.Second))
	if second, _ := m.compile(cfg); second == first {
		t.Error("a changed list was not read again")
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, found := m.compile(cfg); !found.HasErrors() {
			t.Error("a list that is gone was not missed")
		}
	}
}

func TestMemoForgets(t *testing.T) {
	t.Parallel()
	m := &memo{}
	for _, label := range "ABCDEFGHIJKLMNOP" {
		m.compile(config(t, `patterns: [{label: `+string(label)+`, regex: a}]`, nil))
	}
	if len(m.recent) != remembered {
		t.Errorf("it keeps %d rulesets, want %d", len(m.recent), remembered)
	}
}
