package config

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// one is a stage in as few lines as can be.
const one = "stages:\n  - {id: a, uses: rules}\n"

func TestUnusableFiles(t *testing.T) {
	t.Parallel()
	utf16 := "\xff\xfen\x00a\x00m\x00e\x00"
	for name, c := range map[string]struct{ content, want string }{
		"empty":                {"", "1:1: the file is empty; a pipeline has at least `stages:`"},
		"blank":                {"\n \n", "1:1: the file is empty; a pipeline has at least `stages:`"},
		"only comments":        {"# nothing\n", "1:1: the file is empty; a pipeline has at least `stages:`"},
		"only a marker":        {"---\n", "1:1: the file is empty; a pipeline has at least `stages:`"},
		"list":                 {"\n- a\n- b\n", "2:1: the file holds a list, want a mapping; begin with `name: ...` or `stages:`"},
		"scalar":               {"hello", "1:1: the file holds a scalar, want a mapping; begin with `name: ...` or `stages:`"},
		"UTF-16":               {utf16, "1:1: the file is UTF-16; save it as UTF-8"},
		"UTF-16 without BOM":   {utf16[2:], "1:1: the file is UTF-16; save it as UTF-8"},
		"Latin-1":              {"name: x\ndescription: na\xefve\n", "2:16: the byte 0xEF is not valid UTF-8; save the file as UTF-8"},
		"NUL":                  {"name: x\nlanguage: e\x00n\n", "2:12: the control character U+0000 is not allowed in YAML; remove it, or write it as an escape in double quotes"},
		"escape character":     {"name: \x1b[31m\n", "1:7: the control character U+001B is not allowed in YAML; remove it, or write it as an escape in double quotes"},
		"two documents":        {one + "---\n" + one, "3:1: a second YAML document begins here; keep each pipeline in a file of its own"},
		"bad second document":  {one + "---\nname: [\n", "4:1: not valid YAML: a value is missing here; close [ and {, and quote values that hold them"},
		"tab behind CRLF":      {"name: x\r\nstages:\r\n\t- id: a\r\n", "3:1: a tab in the indentation; YAML is indented with spaces only"},
		"alias without anchor": {"name: &nam x\ndescription: *name\n", `2:14: there is no anchor &name before this alias; did you mean "nam"?`},
		"no stages":            {"name: x\n", "1:1: the pipeline has no stages; give it at least one element under `stages:`"},
		"empty stages":         {"name: x\nstages: []\n", "2:9: the pipeline has no stages; give it at least one element under `stages:`"},
		"null stages":          {"name: x\nstages:\n", "2:8: stages: got nothing, want list; give it a value, or leave the key out"},
		"all stages disabled":  {"name: x\nstages:\n  - {id: a, uses: rules, enabled: false}\n", "3:3: the pipeline has no stages; give it at least one element under `stages:`"},
		"mapping as key":       {"{a: b}: c\n" + one, "1:1: a key is a mapping, want a plain word; inside { }, put ${...} in quotes"},
		"binary tag":           {"name: !!binary aGk=\n" + one, "1:7: the tag !!binary does not fit this value; remove it"},
		"set tag":              {"run: !!set {a}\n" + one, "1:6: the tag !!set is not known; remove it"},
		"anchor in itself":     {"tests: &a [*a]\n" + one, "1:12: the anchor &a holds itself; remove this alias"},
	} {
		p, list := files{"main.yaml": c.content}.load(t)
		if p != nil || len(list) == 0 {
			t.Errorf("%s: nothing is wrong", name)
			continue
		}
		if d := cmp.Diff("main.yaml:"+c.want, short(list[:1])); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

func TestUnreadableFiles(t *testing.T) {
	t.Parallel()
	options := testOptions(t)
	for path, want := range map[string]string{
		"testdata/pipelines/suport.yaml": `testdata/pipelines/suport.yaml: there is no file "testdata/pipelines/suport.yaml"; did you mean "testdata/pipelines/support.yaml"?`,
		"testdata/nothing/x.yaml":        `testdata/nothing/x.yaml: there is no file "testdata/nothing/x.yaml"; there is no folder "testdata/nothing" either`,
		"testdata/pipelines":             `testdata/pipelines: can not read "testdata/pipelines": it is a folder, not a file`,
	} {
		_, list := Load(t.Context(), path, options)
		if d := cmp.Diff(want, list.Error()); d != "" {
			t.Errorf("%s: %s", path, d)
		}
	}
	long := files{"main.yaml": one + "# " + strings.Repeat("x", maxFile)}
	if _, list := long.load(t); len(list) != 1 || !strings.Contains(list[0].Summary, "too long") {
		t.Errorf("a file of %d bytes is read: %v", maxFile, list)
	}
}

// TestLines: positions are those of an editor, whatever ends the lines.
func TestLines(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ content, want string }{
		"LF":                       {"name: x\nnme: y\n" + one, "2:1"},
		"CRLF":                     {"name: x\r\nnme: y\r\n" + strings.ReplaceAll(one, "\n", "\r\n"), "2:1"},
		"BOM":                      {"\ufeffnme: y\n" + one, "1:1"},
		"BOM and CRLF":             {"\ufeffname: x\r\nnme: y\r\n" + one, "2:1"},
		"line separator":           {"description: 'a\u2028b'\nnme: y\n" + one, "2:1"},
		"next line in a comment":   {"# a\u0085\nnme: y\n" + one, "2:1"},
		"emoji before it":          {"run: {\"👩‍⚕️\": 1}\n" + one, "1:7"},
		"after wide characters":    {"tests: [{text: 日本語, txt: x}]\n" + one, "1:21"},
		"carriage return in a row": {"name: x\rnme: y\n" + one, "1:9"},
	} {
		_, list := files{"main.yaml": c.content}.load(t)
		if len(list) == 0 || !strings.HasPrefix(short(list), "main.yaml:"+c.want+": unknown key") {
			t.Errorf("%s: want it at %s, got %s", name, c.want, short(list))
		}
	}
}

func TestAnchors(t *testing.T) {
	t.Parallel()
	p := files{"main.yaml": `
stages:
  - id: a
    uses: rules
    with:
      patterns:
        - &first {label: A, regex: x, score: 0.1}
        - *first
        - {<<: *first, label: B}
        - {<<: [*first], score: 0.9}
`}.mustLoad(t)
	empty := map[string]any{}
	want := []any{
		map[string]any{"label": "A", "regex": "x", "score": 0.1, "examples": empty},
		map[string]any{"label": "A", "regex": "x", "score": 0.1, "examples": empty},
		map[string]any{"label": "B", "regex": "x", "score": 0.1, "examples": empty},
		map[string]any{"label": "A", "regex": "x", "score": 0.9, "examples": empty},
	}
	if d := cmp.Diff(want, withOf(t, p, "a")["patterns"]); d != "" {
		t.Error(d)
	}
	for pointer, want := range map[string]string{
		"/patterns/1": "main.yaml:8", "/patterns/1/label": "main.yaml:7", "/patterns/2/label": "main.yaml:9", "/patterns/2/regex": "main.yaml:7",
	} {
		if got := p.Stages[0].Origins[pointer]; got != want {
			t.Errorf("%s comes from %s, want %s", pointer, got, want)
		}
	}
}

func TestBombs(t *testing.T) {
	t.Parallel()
	var laughs strings.Builder
	laughs.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n")
	for i := 1; i < 12; i++ {
		fmt.Fprintf(&laughs, "a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 10), ", "))
	}
	var merges strings.Builder
	merges.WriteString("m0: &m0 {k: x}\n")
	for i := 1; i < 25; i++ {
		fmt.Fprintf(&merges, "m%d: &m%d {a: {<<: *m%d}, b: {<<: *m%d}}\n", i, i, i-1, i-1)
	}
	for name, c := range map[string]struct{ content, code string }{
		"billion laughs": {laughs.String() + one, "config.alias-bomb"},
		"merge keys":     {merges.String() + one, "config.alias-bomb"},
		"deep flow":      {one + "x: " + strings.Repeat("[", 200) + strings.Repeat("]", 200), "config.too-deep"},
		"deep mapping":   {one + "x: " + strings.Repeat("{a: ", 90) + "1" + strings.Repeat("}", 90), "config.too-deep"},
		"many stages":    {"stages:\n" + strings.Repeat("  - {id: a, uses: rules}\n", 100_000), "config.too-many-stages"},
		"very deep":      {strings.Repeat("[", 20_000), "config.syntax"},
	} {
		_, list := files{"main.yaml": c.content}.load(t)
		found := 0
		for _, d := range list {
			if d.Code == c.code {
				found++
			}
		}
		if found != 1 {
			t.Errorf("%s: want %s once, got %.500s", name, c.code, short(list))
		}
	}
}

func TestResolve(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]any{
		"": nil, "~": nil, "null": nil, "true": true, "False": false, "yes": "yes", "no": "no", "on": "on", "y": "y",
		"0": int64(0), "12": int64(12), "-3": int64(-3), "+4": int64(4), "1_000": int64(1000),
		"0x1F": int64(31), "0o17": int64(15), "0b11": int64(3), "-0x10": int64(-16),
		"0123": "0123", "00": "00", "08": "08", "1.5": 1.5, ".5": 0.5, "1.": 1.0, "1e3": 1000.0, "-2.5E-1": -0.25,
		"01.5": "01.5", "1.2.3": "1.2.3", "2023-03-15": "2023-03-15", "12:30": "12:30", "-": "-", ".": ".", "+": "+",
		"0x": "0x", "1e": "1e", "1,5": "1,5", "9223372036854775807": int64(9223372036854775807),
	} {
		got, err := resolve(in)
		if d := cmp.Diff(want, got); d != "" || err != nil {
			t.Errorf("%q: %v %s", in, err, d)
		}
	}
	for _, in := range []string{".inf", "-.Inf", ".nan", "9223372036854775808", "1e400", "0xFFFFFFFFFFFFFFFFFF"} {
		if got, err := resolve(in); err == nil {
			t.Errorf("%q is read as %v", in, got)
		}
	}
}
