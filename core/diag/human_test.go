package diag

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files")

// golden compares got with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("%s (run with -update to accept):\n%s", path, d)
	}
}

func files(content map[string]string) Open {
	return func(name string) ([]byte, error) {
		text, ok := content[name]
		if !ok {
			return nil, errors.New("no such file")
		}
		return []byte(text), nil
	}
}

func sample() (List, Open) {
	long := "words: [" + strings.Repeat("alpha, beta, ", 40) + "gama" + strings.Repeat(", delta", 40) + "]"
	open := files(map[string]string{
		"support.yaml": "\ufeffname: x\r\nneed: [tokens]\r\n\tlabel: 1\r\n",
		"wide.yaml":    "日本語: 値\nnaïve: e\u0301x\n👩‍⚕️: ok\n",
		"long.yaml":    long + "\n",
		"evil.yaml":    "a: \x1b[31mred\u202e\nb: \xff\xfe\n",
	})
	hint := func(d Diagnostic, hint string) Diagnostic { d.Hint = hint; return d }
	warning := at("support.yaml", 1, 7, "a secret is written out in the file")
	warning.Severity, warning.Private = Warning, true
	info := Diagnostic{Severity: Info, Code: "x", Summary: "nothing to see"}
	ended := hint(at("support.yaml", 2, 8, "the plugin ended"), "mend it")
	ended.Detail = "Traceback:\n\x1b[2J no such file\n"
	return List{
		hint(at("support.yaml", 2, 1, `unknown key "need"`), `did you mean "needs"?`),
		ended,
		at("support.yaml", 3, 2, "a tab in the indentation"),
		at("support.yaml", 3, 9, "behind a tab"),
		at("wide.yaml", 1, 6, "wide characters"),
		at("wide.yaml", 2, 10, "a combining mark"),
		at("wide.yaml", 3, 5, "an emoji of several code points"),
		at("long.yaml", 1, 529, "in the middle of a long line"),
		at("long.yaml", 1, 2, "at the start of a long line"),
		at("evil.yaml", 1, 4, "control characters \x1b[0m"),
		at("evil.yaml", 2, 4, "no UTF-8"),
		at("gone.yaml", 4, 1, "the file is gone"),
		at("support.yaml", 99, 1, "the line is gone"),
		at("support.yaml", 2, 0, "no column"),
		at("--set run.window", 0, 0, "no line"),
		warning,
		info,
	}, open
}

func TestHuman(t *testing.T) {
	t.Parallel()
	list, open := sample()
	for name, color := range map[string]bool{"human.golden": false, "color.golden": true} {
		var b strings.Builder
		if err := Human(&b, list, open, color); err != nil {
			t.Fatal(err)
		}
		golden(t, name, b.String())
	}
}

func TestHumanHidesPrivateLines(t *testing.T) {
	t.Parallel()
	secret := at("a", 1, 1, "a secret")
	secret.Private = true
	var b strings.Builder
	if err := Human(&b, List{secret}, files(map[string]string{"a": "token: hunter2"}), false); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "hunter2") {
		t.Error("the secret is shown:", b.String())
	}
}

func TestHumanWithoutFiles(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	if err := Human(&b, List{at("a", 1, 1, "wrong")}, nil, false); err != nil {
		t.Fatal(err)
	}
	if want := "a:1:1: error: wrong\n1 error\n"; b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}

// TestCaret makes sure that the caret stands under the character, whatever
// comes before it.
func TestCaret(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		line   string
		column int
		caret  int
	}{
		{"abc", 1, 0},
		{"abc", 4, 3}, // behind the last character
		{"\tx", 2, 4},
		{"a\tx", 3, 4},
		{"日x", 2, 2},
		{"e\u0301x", 3, 1},
		{"", 1, 0},
	} {
		if _, caret := cut(c.line, c.column); caret != c.caret {
			t.Errorf("%q, column %d: the caret is at %d, want %d", c.line, c.column, caret, c.caret)
		}
	}
}

func TestCutShowsWhatIsMeant(t *testing.T) {
	t.Parallel()
	for column := 1; column <= 2800; column += 7 {
		line := strings.Repeat("日本 abc\t", 400)
		runes := []rune(line)
		runes[column-1] = '#'
		shown, caret := cut(string(runes), column)
		cells := 0
		for _, r := range shown {
			if r == '#' {
				break
			}
			cells += widthOf(r, 0)
		}
		if cells != caret || !strings.ContainsRune(shown, '#') {
			t.Fatalf("column %d: the character is at cell %d, the caret at %d in\n%s", column, cells, caret, shown)
		}
	}
}

func FuzzHuman(f *testing.F) {
	f.Add("a: b\tc", "x", 3)
	f.Add("\xff\u202e日本語", "sum\x1bmary", 100)
	f.Fuzz(func(t *testing.T, line, summary string, column int) {
		var b strings.Builder
		d := at("f", 1, column, summary)
		if err := Human(&b, List{d}, files(map[string]string{"f": line}), false); err != nil {
			t.Fatal(err)
		}
		if strings.ContainsAny(b.String(), "\x1b\r\x00") {
			t.Errorf("control characters get through: %q", b.String())
		}
	})
}

// Of five thousand rules without examples nobody reads each.
func TestHumanCountsWhatIsMany(t *testing.T) {
	t.Parallel()
	var list List
	for i := range 200 {
		at := Position{File: "many.yaml", Line: i + 1}
		list = append(list,
			Diagnostic{Severity: Info, Code: "no-examples", Position: at, Summary: "the rule has no examples"},
			Diagnostic{Severity: Error, Code: "syntax", Position: at, Summary: "it is wrong"})
	}
	list = append(list, Diagnostic{Severity: Info, Code: "no-examples", Position: Position{File: "few.yaml", Line: 1}, Summary: "the rule has no examples"})
	var out strings.Builder
	if err := Human(&out, list, nil, false); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]int{
		"many.yaml:5: info: the rule has no examples":  1,
		"many.yaml:6: info":                            0,
		"many.yaml:50: error: it is wrong":             1,
		"many.yaml:51: error":                          0,
		"few.yaml:1: info: the rule has no examples":   1,
		"many.yaml: info: 195 more like “the rule has": 1,
		"many.yaml: error: 150 more like “it is wrong": 1,
		"200 errors": 1,
	} {
		if got := strings.Count(out.String(), text); got != want {
			t.Errorf("%q stands there %d times, want %d:\n%s", text, got, want, out.String())
		}
	}
}
