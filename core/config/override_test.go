package config

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOverride(t *testing.T) {
	t.Parallel()
	pipeline := files{"main.yaml": stage("resolver", "mode: flat\npriority: [x, y]\nthresholds: {A: 0.1}")}
	for _, c := range []struct {
		set     []string
		pointer string
		want    any
	}{
		{[]string{"stages.one.with.mode=all"}, "mode", "all"},
		{[]string{"stages.one.with.mode=all", "stages.one.with.mode=nested"}, "mode", "nested"},
		{[]string{"stages.one.with.mode='all'"}, "mode", "all"},
		{[]string{"stages.one.with.mode=${env:NOBODY:-all}"}, "mode", "all"},
		{[]string{"stages.one.with.priority=[a, b]"}, "priority", []any{"a", "b"}},
		{[]string{"stages.one.with.priority.1=z"}, "priority", []any{"x", "z"}},
		{[]string{"stages.one.with.priority.1=a: b"}, "priority", []any{"x", "a: b"}},
		{[]string{"stages.one.with.priority.1=# no comment"}, "priority", []any{"x", "# no comment"}},
		{[]string{"stages.one.with.priority.1=a=b"}, "priority", []any{"x", "a=b"}},
		{[]string{"stages.one.with.priority.1=@x"}, "priority", []any{"x", "@x"}},
		{[]string{"stages.one.with.thresholds.A=1"}, "thresholds", map[string]any{"A": 1.0}},
		{[]string{`stages.one.with.thresholds."U.S."=0.3`}, "thresholds", map[string]any{"A": 0.1, "U.S.": 0.3}},
		{[]string{`stages.one.with.thresholds."a=b"=0.3`}, "thresholds", map[string]any{"A": 0.1, "a=b": 0.3}},
		{[]string{"stages.one.with.thresholds={B: 0.2}"}, "thresholds", map[string]any{"B": 0.2}},
	} {
		p := pipeline.mustLoad(t, c.set...)
		if d := cmp.Diff(c.want, withOf(t, p, "one")[c.pointer]); d != "" {
			t.Errorf("%v: %s", c.set, d)
		}
	}
}

func TestOverrideMakesMappings(t *testing.T) {
	t.Parallel()
	p := files{"main.yaml": "stages:\n  - {id: one, uses: resolver}\n"}.mustLoad(t,
		"stages.one.with.thresholds.A=0.5", "run.window=7", "stages.one.when.language=[de]")
	if p.Run.Window != 7 || len(p.Stages[0].When.Language) != 1 || withOf(t, p, "one")["thresholds"] == nil {
		t.Errorf("got %+v", p.Stages[0])
	}
}

func TestOverrideMistakes(t *testing.T) {
	t.Parallel()
	pipeline := files{"main.yaml": stage("resolver", "mode: flat\npriority: [x]")}
	for set, want := range map[string]string{
		"run.window":                     "--set run.window: an override is written path=value; for example --set stages.rules.with.ignore_case=true",
		"=1":                             "--set : an override is written path=value; for example --set stages.rules.with.ignore_case=true",
		"a..b=1":                         "--set a..b: an override is written path=value; for example --set stages.rules.with.ignore_case=true",
		`stages."one=1`:                  "--set stages.\"one=1: an override is written path=value; for example --set stages.rules.with.ignore_case=true",
		"run.windw=1":                    `--set run.windw: unknown key "windw"; did you mean "window"?`,
		"rn.window=1":                    `--set rn.window: unknown key "rn"; did you mean "run"?`,
		"run.window=x":                   "--set run.window: window: got string, want integer",
		"run.window=":                    "--set run.window: window: got string, want integer",
		"run.window=0":                   "--set run.window: window: 0 is too small; the least is 1",
		"stages.on.with.mode=all":        `--set stages.on.with.mode: there is no stage "on"; did you mean "one"?`,
		"stages.one.with.mod=all":        `--set stages.one.with.mod: unknown key "mod"; did you mean "mode"?`,
		"stages.one.with.mode.x=all":     "--set stages.one.with.mode.x: stages.one.with.mode is a single value; there is nothing inside it",
		"stages.one.with.priority.7=all": `--set stages.one.with.priority.7: "7" is no element of a list of 1; the first is 0`,
		"stages.one.with.priority.x=all": `--set stages.one.with.priority.x: "x" is no element of a list of 1; the first is 0`,
		"stages.one={}":                  "--set stages.one: whole stages can not be overridden",
		"stages=[]":                      "--set stages: whole stages can not be overridden",
		"stages.one.id=two":              "--set stages.one.id: this can not be overridden; change the file, or write one that extends it",
		"extends=x.yaml":                 "--set extends: this can not be overridden; change the file, or write one that extends it",
		"name=${env:NOBODY}":             "--set name: the environment variable NOBODY is not set; set it, or give a default: ${env:NOBODY:-default}",
		"stages.one.with.priority=[a":    "--set stages.one.with.priority: the value is not valid YAML; put the value in quotes if it is text",
	} {
		p, list := pipeline.load(t, set)
		if d := cmp.Diff(want, short(list)); d != "" || p != nil {
			t.Errorf("%s: %s", set, d)
		}
	}
}
