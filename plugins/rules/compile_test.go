package rules

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/plugin"
)

func TestMistakes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, yaml string
		want       []string
	}{
		{"no rules", `{}`, []string{"warning rules.none "}},
		{"nothing to find", `patterns: [{label: A}]`, []string{"error rules.regex /patterns/0"}},
		{"nothing in regex", `patterns: [{label: A, regex: ''}]`, []string{"error rules.regex /patterns/0/regex"}},
		{"empty label", `patterns: [{label: '', regex: a}]`, []string{"error rules.no-label /patterns/0/label"}},
		{"empty label of a sequence", `sequences: [{label: '', tokens: [{lower: [a]}]}]`, []string{"error rules.no-label /sequences/0/label"}},
		{"no label of a sequence", `sequences: [{tokens: [{lower: [a]}]}]`, []string{"error config.missing-key /sequences/0"}},
		{"both", `patterns: [{label: A, regex: a, regexes: [b]}]`, []string{"error rules.regex /patterns/0/regexes"}},
		{"bad regex among others", `patterns: [{label: A, regexes: [a, '(b']}]`, []string{"error rules.regex /patterns/0/regexes/1"}},
		{"empty regex", `patterns: [{label: A, regexes: ['']}]`, []string{"error rules.regex /patterns/0/regexes/0"}},
		{"matches empty", `patterns: [{label: A, regex: 'a*'}]`, []string{"warning rules.matches-empty /patterns/0/regex"}},
		{"matches empty by look-ahead", `patterns: [{label: A, regex: '(?!x)a?'}]`, []string{"warning rules.matches-empty /patterns/0/regex"}},
		{"unknown entity group", `patterns: [{label: A, regex: '(?P<name>a)', group: naam}]`, []string{"error rules.unknown-group /patterns/0/group"}},
		{"unknown group", `patterns: [{label: A, regex: '(?P<name>a)', groups: {naem: {label: B}}}]`, []string{"error rules.unknown-group /patterns/0/groups/naem"}},
		{"group of one of several", `patterns: [{label: A, regexes: ['(?P<name>a)', b], groups: {name: {label: B}}}]`, nil},
		{"group for nothing", `patterns: [{label: A, regex: '(?P<n>a)', groups: {n: {}}}]`, []string{"error rules.group /patterns/0/groups/n"}},
		{"duplicate ids", `{patterns: [{id: x, label: A, regex: a}], lists: [{id: x, label: A, terms: [b]}]}`, []string{"error rules.duplicate-id /lists/0/id"}},
		{"boost without score", `patterns: [{label: A, regex: a, context: {words: [b], boost: 0.1}}]`, []string{"error rules.no-score /patterns/0/context"}},
		{"boost with default score", `{defaults: {score: 0.5}, patterns: [{label: A, regex: a, context: {words: [b], boost: 0.1}}]}`, nil},
		{"calibrated without score", `patterns: [{label: A, regex: a, calibrated: true}]`, []string{"error rules.no-score /patterns/0/calibrated"}},
		{"required without words", `patterns: [{label: A, regex: a, context: {forbid: [b], required: true}}]`, []string{"error rules.context-words /patterns/0/context"}},
		{"context without words", `patterns: [{label: A, regex: a, context: {window: 3}}]`, []string{"error rules.context-words /patterns/0/context"}},
		{"idle words", `patterns: [{label: A, regex: a, context: {words: [b]}}]`, []string{"warning rules.idle-context /patterns/0/context"}},
		{"bad exception", `patterns: [{label: A, regex: a, except: [b, '(']}]`, []string{"error rules.regex /patterns/0/except/1"}},
		{"empty exception", `patterns: [{label: A, regex: a, except: [{overlap: true}]}]`, []string{"error rules.except /patterns/0/except/0"}},
		{"exception of two kinds", `patterns: [{label: A, regex: a, except: [{regex: b, term: c}]}]`, []string{"error rules.except /patterns/0/except/0"}},
		{"empty list", `lists: [{label: A}]`, []string{"error rules.empty-list /lists/0"}},
		{"blank term", `lists: [{label: A, terms: [a, ' ']}]`, []string{"error rules.term /lists/0/terms/1"}},
		{"no label", `lists: [{terms: [a]}]`, []string{"error rules.no-label /lists/0"}},
		{"repeated terms", `lists: [{label: A, terms: [a, b, a, A], ignore_case: true}]`, []string{"warning rules.repeated-terms /lists/0"}},
		{"no such file", `lists: [{label: A, file: nowhere.txt}]`, []string{"error rules.list-file /lists/0/file"}},
		{"several at once", `{patterns: [{label: A, regex: '('}, {label: B, regex: '['}], lists: [{label: C}]}`, []string{
			"error rules.regex /patterns/0/regex", "error rules.regex /patterns/1/regex", "error rules.empty-list /lists/0",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := contract(config(t, tt.yaml, nil))
			if diff := cmp.Diff(tt.want, codes(diag.From(err, "other"))); diff != "" {
				t.Errorf("diagnostics (-want +got):\n%s", diff)
			}
			_, err = open(t.Context(), config(t, tt.yaml, nil))
			if bad := strings.Contains(strings.Join(tt.want, "\n"), "error "); bad != (err != nil) {
				t.Errorf("open: %v", err)
			}
		})
	}
}

func TestOptionsAreChecked(t *testing.T) {
	t.Parallel()
	for _, yaml := range []string{
		`patterns: [{regex: a}]`, `pattern: []`, `patterns: [{label: A, regx: a}]`, `lists: [{label: A, terms: [1]}]`,
		`patterns: [{label: A, regex: a, score: 2}]`, `budget: soon`, `budget: 0s`,
		`patterns: [{label: A, regex: a, except: [{regexp: x}]}]`,
		`patterns: [{label: A, regex: a, context: {words: [b], side: left, required: true}}]`,
	} {
		if _, err := contract(config(t, yaml, nil)); !diag.From(err, "").HasErrors() {
			t.Errorf("%s: no error", yaml)
		}
	}
}

func TestRegexMistakesSayWhere(t *testing.T) {
	t.Parallel()
	tests := []struct{ regex, summary, hint string }{
		{`(ab`, "missing closing )", `write \( and \)`},
		{`üx[z-a]`, "invalid character class range “z-a” at character 4", "from low to high"},
		{`a**`, "nested", "to repeat"},
		{`(?<=a`, "missing closing )", "look-around"},
		{`(?=a)[z-a]`, "reverse order", "look-around"},
		{`a\`, "trailing backslash", `\\`},
	}
	for _, tt := range tests {
		_, err := compileEngine(tt.regex, false)
		if err == nil {
			t.Errorf("%s: no error", tt.regex)
			continue
		}
		summary, hint := explainSyntax(tt.regex, err)
		if !strings.Contains(summary, tt.summary) || !strings.Contains(hint, tt.hint) {
			t.Errorf("%s:\n got %q, %q\nwant %q, %q", tt.regex, summary, hint, tt.summary, tt.hint)
		}
	}
}

func TestContract(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "terms.tsv")
	if err := os.WriteFile(path, []byte("term\tlabel\nAcme\tORG\nRex\tDOG\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	cfg := config(t, `
patterns:
  - {label: DOSE, regex: '(?P<n>\d+)', groups: {n: {label: NUMBER}}, score: 1, context: {words: [take], boost: 0.1}}
  - {label: DOSE, regex: 'x', context: {forbid: [y], sentence: true}}
lists: [{file: terms.tsv}]
`, map[string]string{"/lists/0/file": path})
	got, err := contract(cfg)
	if err != nil {
		t.Fatal(err)
	}
	want := plugin.Contract{
		Needs: []plugin.Need{{Layer: "tokens", Optional: true}, {Layer: "sentences", Optional: true}},
		Provides: []plugin.LayerSpec{{
			Name: "rules", Role: plugin.CandidatesRole, Labels: []string{"DOG", "DOSE", "NUMBER", "ORG"},
		}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("contract (-want +got):\n%s", diff)
	}
}

func TestListFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "cities.tsv")
	data := "term\tid\tcountry\nSpringfield\t1\tUS\nParis\t2\tFR\nspringfield\t3\tUS\n"
	if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	st, err := open(t.Context(), config(t, `lists: [{label: CITY, file: geo/cities.tsv, ignore_case: true}]`, map[string]string{"/lists/0/file": path}))
	if err != nil {
		t.Fatal(err)
	}
	l := process(t, st, "in SPRINGFIELD")
	if l.Len() != 1 {
		t.Fatalf("%d candidates, want one for both cities of the name", l.Len())
	}
	got := map[string][]string{}
	for _, a := range append(l.Attributes(0), l.Evidence(0)...) {
		got[a.Key] = append(got[a.Key], a.Value)
	}
	want := map[string][]string{
		"id": {"1", "3"}, "country": {"US"},
		"rule": {"rules.yaml:1"}, "list": {"geo/cities.tsv:2", "geo/cities.tsv:4"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("attributes and evidence (-want +got):\n%s", diff)
	}
}

// A table without the column that term_column names is a mistake there; without
// term_column, in the table.
func TestTermColumn(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "cities.tsv")
	if err := os.WriteFile(path, []byte("name\tid\nOslo\t1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ yaml, code, summary, hint string }{
		{`lists: [{label: CITY, file: geo/cities.tsv, term_column: nam}]`, "error rules.term-column /lists/0/term_column", "geo/cities.tsv: the table has no column “nam”", `did you mean "name"?`},
		{`lists: [{label: CITY, file: geo/cities.tsv}]`, "error rules.term-column geo/cities.tsv:1", "the table has no column “term”", "name it with term_column"},
	} {
		_, err := contract(config(t, tt.yaml, map[string]string{"/lists/0/file": path}))
		found := diag.From(err, "other")
		if got := codes(found); len(got) != 1 || got[0] != tt.code || found[0].Summary != tt.summary || !strings.Contains(found[0].Hint, tt.hint) {
			t.Errorf("%s: %v %+v", tt.yaml, got, found)
		}
	}
}

func TestBadListFileFailsOpening(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "bad.csv")
	if err := os.WriteFile(path, []byte("name\nAcme\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := open(t.Context(), config(t, `lists: [{label: ORG, file: bad.csv}]`, map[string]string{"/lists/0/file": path}))
	var list diag.List
	if !errors.As(err, &list) || list[0].File != "bad.csv" || list[0].Line != 1 {
		t.Errorf("got %v, want a diagnostic at bad.csv:1", err)
	}
	if strings.Contains(err.Error(), path) {
		t.Errorf("the absolute path is in %q", err)
	}
}
