package rules

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"sync"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/plugin"
)

// A memo keeps the rulesets compiled last: a stage is asked for its contract,
// tried out and opened, one right after the other, with the same options.
type memo struct {
	mu     sync.Mutex
	recent []*compiled // newest last
}

// A compiled is a ruleset in the making.
type compiled struct {
	key   [sha256.Size]byte
	once  sync.Once
	rules *ruleset
	found diag.List
}

// remembered is how many rulesets are kept.
const remembered = 8

// compile is [compile], once for the same options and files.
func (m *memo) compile(cfg plugin.Config) (*ruleset, diag.List) {
	key, ok := memoKey(cfg)
	if !ok {
		return compile(cfg)
	}
	c := m.entry(key)
	c.once.Do(func() { c.rules, c.found = compile(cfg) })
	return c.rules, slices.Clone(c.found)
}

// take is compile for one that keeps the ruleset: the memo forgets it.
func (m *memo) take(cfg plugin.Config) (*ruleset, diag.List) {
	rs, found := m.compile(cfg)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.recent = slices.DeleteFunc(m.recent, func(c *compiled) bool { return c.rules == rs })
	return rs, found
}

func (m *memo) entry(key [sha256.Size]byte) *compiled {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, c := range m.recent {
		if c.key == key {
			return c
		}
	}
	c := &compiled{key: key}
	m.recent = append(m.recent, c)
	if len(m.recent) > remembered {
		m.recent = slices.Delete(m.recent, 0, 1)
	}
	return c
}

// memoKey covers all that a ruleset is made of: the options, where they were
// written, and the files, as far as their size and time tell. It is false where
// a file cannot be looked at.
func memoKey(cfg plugin.Config) (key [sha256.Size]byte, ok bool) {
	h := sha256.New()
	about, err := json.Marshal([]any{cfg.Stage, cfg.Origins, cfg.Files}) // with sorted keys
	if err != nil {
		return key, false
	}
	h.Write(about)
	h.Write(cfg.With)
	for _, path := range slices.Sorted(maps.Values(cfg.Files)) {
		info, err := os.Stat(path)
		if err != nil {
			return key, false
		}
		fmt.Fprintf(h, "%q %d %d\n", path, info.Size(), info.ModTime().UnixNano())
	}
	return [sha256.Size]byte(h.Sum(nil)), true
}
