package config

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const base = `name: base
language: en
stages:
  - id: a
    uses: resolver
    with: {mode: flat, priority: [x, y], thresholds: {P: 0.1, Q: 0.2}}
  - id: b
    uses: tokenizer
run: {window: 3}
`

func ids(p *Pipeline) string {
	var out []string
	for _, s := range p.Stages {
		out = append(out, s.ID+":"+s.Uses)
	}
	return strings.Join(out, " ")
}

func TestExtends(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		child  string
		stages string
		with   map[string]any // of a
	}{
		"nothing of its own": {
			"", "a:resolver b:tokenizer",
			map[string]any{"mode": "flat", "priority": []any{"x", "y"}, "thresholds": map[string]any{"P": 0.1, "Q": 0.2}},
		},
		"mappings merge, lists replace": {
			"stages:\n  - id: a\n    with: {priority: [z], thresholds: {Q: 0.3, U.S.: 1}}\n", "a:resolver b:tokenizer",
			map[string]any{"mode": "flat", "priority": []any{"z"}, "thresholds": map[string]any{"P": 0.1, "Q": 0.3, "U.S.": 1.0}},
		},
		"new stages come last": {
			"stages:\n  - {id: c, uses: rules}\n  - {id: a, when: {language: [de]}}\n", "a:resolver b:tokenizer c:rules",
			map[string]any{"mode": "flat", "priority": []any{"x", "y"}, "thresholds": map[string]any{"P": 0.1, "Q": 0.2}},
		},
		"another kind starts anew": {
			"stages:\n  - {id: a, uses: tokenizer}\n", "a:tokenizer b:tokenizer",
			map[string]any{"lower": true},
		},
		"a stage is left out": {
			"stages:\n  - {id: b, enabled: false, uses: nonsense}\n", "a:resolver",
			map[string]any{"mode": "flat", "priority": []any{"x", "y"}, "thresholds": map[string]any{"P": 0.1, "Q": 0.2}},
		},
	} {
		p := files{"base.yaml": base, "main.yaml": "extends: base.yaml\n" + c.child}.mustLoad(t)
		if got := ids(p); got != c.stages {
			t.Errorf("%s: the stages are %s, want %s", name, got, c.stages)
		}
		if d := cmp.Diff(c.with, withOf(t, p, "a")); d != "" {
			t.Errorf("%s: %s", name, d)
		}
		if p.Name != "base" || p.Run.Window != 3 {
			t.Errorf("%s: the name or window is not inherited: %q %d", name, p.Name, p.Run.Window)
		}
	}
}

func TestReplacedListsLeaveNoTrace(t *testing.T) {
	t.Parallel()
	p := files{"base.yaml": base, "main.yaml": "extends: base.yaml\nstages:\n  - id: a\n    with: {priority: [z]}\n"}.mustLoad(t)
	if at, ok := p.Stages[0].Origins["/priority/1"]; ok {
		t.Errorf("an element that is gone has the origin %s", at)
	}
}

func TestExtendsSeveral(t *testing.T) {
	t.Parallel()
	p := files{
		"one.yaml":      "name: one\ndescription: one\nstages:\n  - {id: a, uses: tokenizer}\n",
		"sub/two.yaml":  "extends: ../one.yaml\nname: two\nstages:\n  - id: t\n    uses: tagger\n    with: {model: m.bin}\n",
		"sub/m.bin":     "x",
		"main.yaml":     "extends: [one.yaml, sub/two.yaml]\nlanguage: de\n",
		"unrelated.txt": "",
	}.mustLoad(t)
	if p.Name != "two" || p.Description != "one" || p.Language != "de" || ids(p) != "a:tokenizer t:tagger" {
		t.Errorf("the last file wins: %q %q %q %s", p.Name, p.Description, p.Language, ids(p))
	}
	if got := p.Stages[1].Files["/model"]; !strings.HasSuffix(got, "sub/m.bin") {
		t.Errorf("a path is relative to the file that holds it, got %s", got)
	}
	if got := p.Stages[1].Origins["/model"]; got != "sub/two.yaml:6" {
		t.Errorf("an origin is relative to the pipeline, got %s", got)
	}
}

func TestExtendsMistakes(t *testing.T) {
	t.Parallel()
	many := files{"main.yaml": "extends: [a.yaml, a.yaml]\n"}
	for i := range 8 {
		name, next := string(rune('a'+i)), string(rune('b'+i))
		many[name+".yaml"] = fmt.Sprintf("extends: [%s.yaml, %s.yaml]\n", next, next)
	}
	many["i.yaml"] = "name: x\n"
	for name, c := range map[string]struct {
		files files
		want  string
	}{
		"missing": {
			files{"main.yaml": "name: x\nextends: nothing.yaml\nstages:\n  - {id: a, with: {mode: flat}}\n"},
			`main.yaml:2:10: there is no file "nothing.yaml"`,
		},
		"long cycle": {
			files{"main.yaml": "extends: a.yaml\n", "a.yaml": "name: x\nextends: [b.yaml]\n", "b.yaml": "extends: a.yaml\n"},
			"b.yaml:1:10: the file extends itself: a.yaml -> b.yaml -> a.yaml; remove one of these `extends:`",
		},
		"mapping over list": {
			files{"base.yaml": base, "main.yaml": "extends: base.yaml\nstages:\n  - id: a\n    with: {priority: {z: 1}}\n"},
			"main.yaml:4:22: priority is a mapping here, but a list at base.yaml:6:34; mappings merge, lists replace lists",
		},
		"null over mapping": {
			files{"base.yaml": base, "main.yaml": "extends: base.yaml\nrun:\n"},
			"main.yaml:2:5: run is a single value here, but a mapping at base.yaml:9:6; mappings merge, lists replace lists",
		},
		"mistake in the base is named there": {
			files{"base.yaml": base + "oops: 1\n", "main.yaml": "extends: base.yaml\n"},
			`base.yaml:10:1: unknown key "oops"; known here: name, description, language, extends, stages, tests, run`,
		},
		"misspelt stage": {
			files{"base.yaml": "stages: [{id: people, uses: rules}]\n", "main.yaml": "extends: base.yaml\nstages:\n  - {id: poeple, timeout: 1s}\n"},
			`main.yaml:3:5: stages[1]: the key "uses" is missing; did you mean to change the stage "people"?`,
		},
		"empty name": {
			files{"main.yaml": "extends: ''\nstages:\n  - {id: a, uses: rules}\n"},
			"main.yaml:1:10: extends: it has 0 characters; the least is 1",
		},
		"folder": {
			files{"main.yaml": "extends: sub\n", "sub/x": ""},
			`main.yaml:1:10: can not read "sub": it is a folder, not a file`,
		},
	} {
		p, list := c.files.load(t)
		if d := cmp.Diff(c.want, short(list)); d != "" || p != nil {
			t.Errorf("%s: %s", name, d)
		}
	}
	if _, list := many.load(t); len(list) == 0 || list[0].Code != "config.too-many-files" {
		t.Errorf("2^8 files are read, got %.300s", short(list))
	}
}
