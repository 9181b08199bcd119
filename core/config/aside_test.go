package config

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Who tolerates mistakes gets the stages that have none, and what is wrong with the
// others, at its place.
func TestTolerant(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ text, left, broken, mistake string }{
		"no file":         {"stages:\n  - {id: a, uses: rules}\n  - {id: b, uses: tagger, with: {model: none.crf}}\n", "a", "b", `p.yaml:3:41: there is no file "none.crf"`},
		"no such kind":    {"stages:\n  - {id: a, uses: rules}\n  - {id: b, uses: tager}\n", "a", "b", `p.yaml:3:19: there is no plugin "tager"`},
		"layout":          {"stages:\n  - {id: a, uses: rules}\n  - {id: b, uses: rules, replicas: many}\n", "a", "b", "p.yaml:3:"},
		"both":            {"stages:\n  - {id: b, uses: tagger, replicas: 0, with: {model: 3}}\n  - {id: a, uses: rules}\n", "a", "b", "p.yaml:2:"},
		"no id":           {"stages:\n  - {id: a, uses: rules}\n  - {uses: tager}\n", "", "", "p.yaml:3:"},
		"outside a stage": {"stages:\n  - {id: a, uses: rules}\nrum: {}\n", "", "", `unknown key "rum"`},
		"nothing wrong":   {"stages:\n  - {id: a, uses: rules}\n", "a", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "p.yaml")
			if err := os.WriteFile(path, []byte(tt.text), 0o600); err != nil {
				t.Fatal(err)
			}
			opts := testOptions(t)
			opts.Tolerant = true
			p, list := Load(context.Background(), path, opts)
			if tt.left == "" {
				if p != nil || !strings.Contains(list.Error(), tt.mistake) {
					t.Fatalf("%v", list)
				}
				return
			}
			if p == nil || len(list) > 0 || len(p.Stages) != 1 || p.Stages[0].ID != tt.left {
				t.Fatalf("%+v, %v", p, list)
			}
			if said := p.Broken[tt.broken].Error(); !strings.Contains(said, tt.mistake) {
				t.Errorf("%q is wrong, want %q", said, tt.mistake)
			}
			if p.Digest() == "" || strings.Contains(string(p.Stages[0].With), "none.crf") {
				t.Error("what is left is not whole")
			}
			opts.Tolerant = false
			if p, _ := Load(context.Background(), path, opts); p != nil && tt.mistake != "" {
				t.Error("others would be told nothing")
			}
		})
	}
}
