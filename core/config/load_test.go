package config

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/plugin"
)

const support = "testdata/pipelines/support.yaml"

func loadSupport(t *testing.T, set ...string) *Pipeline {
	t.Helper()
	p, list := Load(context.Background(), support, testOptions(t, set...))
	if list != nil {
		t.Fatal(list)
	}
	return p
}

func TestLoad(t *testing.T) {
	t.Parallel()
	p := loadSupport(t)
	if p.Name != "support" || p.Language != "en" || p.Path != support || p.Description != "Customer-support tickets." {
		t.Errorf("got %q %q %q %q", p.Name, p.Language, p.Path, p.Description)
	}
	wantRun := Run{FrameBytes: 64 << 10, MaxDocument: 2 << 20, Window: 8, Timeout: 30 * time.Second, StartTimeout: time.Minute}
	if d := cmp.Diff(wantRun, p.Run); d != "" {
		t.Error(d)
	}
	wantTests := []Test{{
		Text:     "Dr. Smith returned two XG-4500 and a Dr. Pepper.",
		Entities: []Expected{{Text: "Dr. Smith", Label: "PERSON"}, {Text: "XG-4500", Label: "PRODUCT_CODE"}},
	}}
	if d := cmp.Diff(wantTests, p.Tests); d != "" {
		t.Error(d)
	}
	var ids []string
	for _, s := range p.Stages {
		ids = append(ids, s.ID)
	}
	if d := cmp.Diff([]string{"tokens", "rules", "entities", "people", "mine"}, ids); d != "" {
		t.Error("inherited stages come first, new ones behind them:", d)
	}
}

func TestLoadStages(t *testing.T) {
	t.Parallel()
	p := loadSupport(t)
	dir, err := filepath.Abs("testdata/pipelines")
	if err != nil {
		t.Fatal(err)
	}
	people, mine := p.Stages[3], p.Stages[4]
	people.Origins, mine.Origins = nil, nil
	want := []Stage{
		{
			ID: "people", Uses: "tagger", Kind: "tagger", With: []byte(`{"api_key":"s3cret","model":"support/people.model","threshold":0.5}`),
			Files: map[string]string{"/model": filepath.Join(dir, "support/people.model")},
			When:  When{Language: []string{"en", "de"}}, OnError: DeadLetter, Timeout: 10 * time.Second, Isolation: IsolateStage, Replicas: 2,
		},
		{
			ID: "mine", Uses: UsesExec, Kind: "shout", With: []byte(`{"loud":true}`), Files: map[string]string{},
			OnError: DeadLetter, Timeout: 30 * time.Second, Isolation: IsolateSegment, Replicas: 1,
			Command: []string{"python3", "support/plugin.py"}, Dir: dir, Env: map[string]string{"MODE": "test"},
		},
	}
	if d := cmp.Diff(want, []Stage{people, mine}); d != "" {
		t.Error(d)
	}
}

func TestOrigins(t *testing.T) {
	t.Parallel()
	p := loadSupport(t, "stages.rules.with.budget=1MiB")
	rules := p.Stages[1]
	for pointer, want := range map[string]string{
		"/patterns":         "support.yaml:12",
		"/patterns/0":       "support.yaml:12",
		"/patterns/0/regex": "support.yaml:13",
		"/patterns/1":       "support.yaml:17",
		"/lists/0/file":     "support.yaml:23",
		"/timeout":          "general.yaml:14",
		"/budget":           "--set stages.rules.with.budget",
		"/patterns/1/score": "", // a default
	} {
		if got := rules.Origins[pointer]; got != want {
			t.Errorf("%s: got %q, want %q", pointer, got, want)
		}
	}
}

func TestEffective(t *testing.T) {
	t.Parallel()
	p := loadSupport(t, "stages.people.with.threshold=0.75", `stages.entities.with.thresholds."U.S."=0.25`)
	var b strings.Builder
	for _, v := range p.Effective() {
		b.WriteString(v.Pointer + " = " + string(v.JSON) + "  # " + v.Origin + "\n")
	}
	if strings.Contains(b.String(), "s3cret") {
		t.Error("a secret is shown")
	}
	golden(t, "effective.golden", b.String())
}

func TestPosition(t *testing.T) {
	t.Parallel()
	p := loadSupport(t, "run.window=9")
	general := "testdata/pipelines/general.yaml"
	for pointer, want := range map[string]diag.Position{
		"/stages/rules/with/patterns/0":         {File: support, Line: 12, Column: 11},
		"/stages/rules/with/patterns/0/score":   {File: support, Line: 15, Column: 18},
		"/stages/rules/with/patterns/0/nothing": {File: support, Line: 12, Column: 11}, // of what is around it
		"/stages/rules/with/timeout":            {File: general, Line: 14, Column: 16},
		"/stages/tokens":                        {File: general, Line: 5, Column: 5},
		"/stages/nobody":                        {File: support, Line: 7, Column: 3},
		"/run/window":                           {File: "--set run.window"},
		"":                                      {File: support, Line: 2, Column: 1},
		"/nothing":                              {File: support, Line: 2, Column: 1},
	} {
		if got := p.Position(pointer); got != want {
			t.Errorf("%s: got %v, want %v", pointer, got, want)
		}
	}
}

func TestPlace(t *testing.T) {
	t.Parallel()
	p := loadSupport(t)
	in := diag.List{
		{Pointer: "/patterns/1/regex", Summary: "a value"},
		{Pointer: "/patterns/1/regex", Code: "config.unknown-key", Summary: "a key"},
		{Pointer: "/nothing", Summary: "no such value"},
		{Position: diag.Position{File: "list.tsv", Line: 3}, Pointer: "/lists/0", Summary: "has a place already"},
	}
	want := diag.List{
		{Position: diag.Position{File: support, Line: 18, Column: 18}, Summary: "a value"},
		{Position: diag.Position{File: support, Line: 18, Column: 11}, Code: "config.unknown-key", Summary: "a key"},
		{Position: diag.Position{File: support, Line: 11, Column: 7}, Summary: "no such value"},
		{Position: diag.Position{File: "list.tsv", Line: 3}, Pointer: "/lists/0", Summary: "has a place already"},
	}
	if d := cmp.Diff(want, p.Place("rules", in)); d != "" {
		t.Error(d)
	}
}

func TestCommandForCatalog(t *testing.T) {
	t.Parallel()
	options := testOptions(t)
	catalog, _ := options.Catalog.(fakeCatalog)
	path := files{
		"main.yaml": "stages:\n" +
			"  - {id: a, uses: exec, command: [one, -x], env: {B: '2', A: '1'}}\n" +
			"  - {id: b, uses: exec, command: [one, -x], env: {B: '2', A: '1'}}\n" +
			"  - {id: c, uses: exec, command: [one], sha256: " + strings.Repeat("ab", 32) + "}\n",
	}.write(t)
	p, list := Load(context.Background(), path, options)
	if p == nil {
		t.Fatal(list)
	}
	want := []Command{
		{Path: "one", Args: []string{"-x"}, Dir: filepath.Dir(path), Env: []string{"A=1", "B=2"}},
		{Path: "one", Args: []string{}, Dir: filepath.Dir(path), SHA256: strings.Repeat("ab", 32)},
	}
	if d := cmp.Diff(want, *catalog.commands); d != "" {
		t.Error("each program is asked once:", d)
	}
	if p.Stages[0].Kind != "shout" {
		t.Errorf("the only kind of a program is chosen, got %q", p.Stages[0].Kind)
	}
}

func TestLoadWithoutCatalog(t *testing.T) {
	t.Parallel()
	path := files{"main.yaml": "stages:\n  - {id: a, uses: anything, with: {b: 1}}\n"}.write(t)
	p, list := Load(context.Background(), path, Options{})
	if p == nil || string(p.Stages[0].With) != `{"b":1}` || p.Stages[0].Kind != "anything" {
		t.Errorf("got %+v, %v", p, list)
	}
	if p.Name != "main" {
		t.Errorf("the name is that of the file, got %q", p.Name)
	}
}

type failingCatalog struct{}

func (failingCatalog) Builtin(context.Context) (plugin.Description, error) {
	return plugin.Description{}, errors.New("the runner can not start itself")
}

func (failingCatalog) Program(context.Context, Command) (plugin.Description, error) {
	return plugin.Description{}, diag.List{{Severity: diag.Error, Code: "host.start", Summary: "it ends at once", Hint: "run it by hand"}}.Err()
}

func TestLoadWithFailingCatalog(t *testing.T) {
	t.Parallel()
	path := files{"main.yaml": "stages:\n  - id: a\n    uses: rules\n  - id: b\n    uses: exec\n    command: [one]\n"}.write(t)
	_, list := Load(context.Background(), path, Options{Catalog: failingCatalog{}})
	want := "main.yaml:3:11: the runner can not start itself\nmain.yaml:6:14: it ends at once; run it by hand"
	if d := cmp.Diff(want, short(list)); d != "" {
		t.Error(d)
	}
}

func TestLoadBrokenDescriptions(t *testing.T) {
	t.Parallel()
	_, list := files{"main.yaml": "stages:\n  - {id: a, uses: exec, command: [none]}\n  - {id: b, uses: exec, command: [broken]}\n"}.load(t)
	if len(list) != 2 || list[0].Code != "config.bad-program" || list[1].Code != "config.bad-schema" {
		t.Errorf("got %v", list)
	}
}

func TestLoadInterrupted(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	p, list := Load(ctx, support, testOptions(t))
	if p != nil || len(list) != 1 || list[0].Code != "config.interrupted" {
		t.Errorf("got %v, %v", p, list)
	}
}

// TestLoadReportsEverythingAtOnce has mistakes of all sorts in two files.
func TestLoadReportsEverythingAtOnce(t *testing.T) {
	t.Parallel()
	_, list := files{
		"base.yaml": "nme: x\nstages:\n  - id: t\n    uses: tokenizr\n",
		"main.yaml": "extends: base.yaml\nlanguage: 7\nstages:\n" +
			"  - id: r\n    uses: rules\n    timout: 1s\n    with:\n      patterns:\n        - label: A\n          regex: x\n          score: 2\n" +
			"        - lable: B\n          regex: ${env:NOBODY}\n      lists:\n        - {label: L, file: none.tsv}\n" +
			"  - id: r\n    uses: resolver\n    with: {mode: flt}\n",
	}.load(t, "run.windo=3", "stages.q.with.x=1")
	want := strings.Join([]string{
		`--set run.windo: unknown key "windo"; did you mean "window"?`,
		`--set stages.q.with.x: there is no stage "q"; known here: r, t`,
		`base.yaml:1:1: unknown key "nme"; did you mean "name"?`,
		`base.yaml:4:11: there is no plugin "tokenizr"; did you mean "tokenizer"?`,
		`main.yaml:2:11: language: got integer, want string; put it in quotes`,
		`main.yaml:6:5: unknown key "timout"; did you mean "timeout"?`,
		`main.yaml:11:18: score: 2 is too large; the most is 1`,
		`main.yaml:12:11: unknown key "lable"; did you mean "label"?`,
		`main.yaml:13:18: the environment variable NOBODY is not set; set it, or give a default: ${env:NOBODY:-default}`,
		`main.yaml:15:28: there is no file "none.tsv"; paths start at the folder of the YAML file that holds them`,
		`main.yaml:16:9: the stage id "r" is given twice; it was given in line 4 before; each stage has an id of its own`,
		`main.yaml:18:18: mode: "flt" is not one of flat, nested, all; did you mean "flat"?`,
	}, "\n")
	if d := cmp.Diff(want, short(list)); d != "" {
		t.Error(d)
	}
}

// TestRegexesAreLeftToTheirStage: look-behind is for the stage to accept.
func TestRegexesAreLeftToTheirStage(t *testing.T) {
	t.Parallel()
	p := files{"main.yaml": stage("rules", `patterns: [{label: A, regex: '(?<=a)b(('}]`)}.mustLoad(t)
	if len(p.Stages) != 1 {
		t.Error("the stage is gone")
	}
}
