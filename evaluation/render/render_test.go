package render_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/evaluation"
	"github.com/onomast/onomast/evaluation/analysis"
	"github.com/onomast/onomast/evaluation/match"
	. "github.com/onomast/onomast/evaluation/render"
	"github.com/onomast/onomast/evaluation/score"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var update = flag.Bool("update", false, "write golden files anew")

// golden compares with a file of testdata.
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
	if diff := cmp.Diff(strings.ReplaceAll(string(want), "\r\n", "\n"), got); diff != "" {
		t.Errorf("%s (-want +got, -update writes it):\n%s", name, diff)
	}
}

// task makes documents in which every kind of error occurs.
func task() ([]analysis.Document, *score.Labels) {
	var labels score.Labels
	entity := func(start, end int, label, source string) analysis.Entity {
		return analysis.Entity{
			Span: match.New(labels.ID(label), match.Range{Start: start, End: end}), Source: source, How: "rule",
			Score: 0.5 + float64(start%5)/10, Kind: document.Raw,
		}
	}
	var docs []analysis.Document
	for i := range 40 {
		d := analysis.Document{ID: fmt.Sprint("ticket ", i), Text: strings.Repeat("Ada Lovelace ordered lamps. ", 4), Language: []string{"en", "de"}[i%2]}
		d.Gold = []analysis.Entity{entity(0, 12, "PERSON", ""), entity(21, 26, "PRODUCT", ""), entity(28, 40, "PERSON", ""), entity(49, 54, "製品名", "")}
		d.Pred = []analysis.Entity{entity(0, 12, "PERSON", "crf"), entity(21, 26, "PRODUCT", "rules"), entity(28, 31, "PERSON", "crf"), entity(32, 40, "PERSON", "crf")}
		switch i % 4 {
		case 0:
			d.Pred[0] = entity(4, 12, "PERSON", "crf")
		case 1:
			d.Pred[1] = entity(21, 26, "A LABEL THAT IS MUCH TOO LONG FOR A TABLE", "rules")
		case 2:
			d.Pred = append(d.Pred, entity(60, 68, "PERSON", "crf"))
		}
		d.Decisions = []analysis.Decision{
			{Range: match.Range{Start: 0, End: 12}, Label: labels.ID("PERSON"), Source: "crf", Outcome: "kept"},
			{Range: match.Range{Start: 28, End: 40}, Label: labels.ID("PERSON"), Source: "names", Outcome: "lost", By: "priority", To: []string{"crf"}},
			{Range: match.Range{Start: 49, End: 54}, Label: labels.ID("製品名"), Source: "rules", Outcome: "below_threshold"},
		}
		docs = append(docs, d)
	}
	return docs, &labels
}

func report(o evaluation.Options) *evaluation.Report {
	docs, labels := task()
	o.System, o.Reference = "pipelines/support.yaml", []string{"gold/a.jsonl", "gold/b.jsonl"}
	o.Seen = &analysis.Seen{}
	o.Seen.Add("ada lovelace", "PERSON")
	return evaluation.Evaluate(docs, labels, o)
}

func TestTable(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	if err := Table(&b, report(evaluation.Options{Resamples: 200}), "strict"); err != nil {
		t.Fatal(err)
	}
	golden(t, "table.golden", b.String())
	for line := range strings.Lines(b.String()) {
		line = strings.TrimSuffix(line, "\n")
		if n := utf8.RuneCountInString(line); n > Columns || strings.TrimRight(line, " ") != line {
			t.Errorf("%d columns: %q", n, line)
		}
	}
}

func TestTableWithTagsAndBeta(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	r := report(evaluation.Options{Resamples: -1, Beta: 2, Tagging: evaluation.Tagging{Scheme: "iob2", Repair: "conlleval", Invalid: 1}})
	if err := Table(&b, r, "type"); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"CoNLL: scheme iob2, repair conlleval, 1 invalid sequence.", "recall       F", "labels, type"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}

func TestMarkdown(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	if err := Markdown(&b, report(evaluation.Options{Resamples: 200}), "strict"); err != nil {
		t.Fatal(err)
	}
	golden(t, "report.golden.md", b.String())
}

// TestHostileNames: labels and paths come from files, and are no markup and no
// control characters.
func TestHostileNames(t *testing.T) {
	t.Parallel()
	var labels score.Labels
	evil := "A|B\n<script>\x1b[31m\u202e"
	e := analysis.Entity{Span: match.New(labels.ID(evil), match.Range{Start: 0, End: 1})}
	docs := []analysis.Document{{ID: evil, Text: "xy", Gold: []analysis.Entity{e}, Pred: []analysis.Entity{e}}}
	r := evaluation.Evaluate(docs, &labels, evaluation.Options{Subject: evaluation.Subject{System: evil}})
	for name, show := range map[string]func(io.Writer, *evaluation.Report, string) error{"table": Table, "markdown": Markdown} {
		var b strings.Builder
		if err := show(&b, r, "strict"); err != nil {
			t.Fatal(err)
		}
		if strings.ContainsAny(b.String(), "\x1b\u202e") || name == "markdown" && (strings.Contains(b.String(), "<script>") || strings.Contains(b.String(), "A|B")) {
			t.Errorf("%s: %q", name, b.String())
		}
	}
	var b bytes.Buffer
	r.Gates = []evaluation.Verdict{{Gate: evil, Passed: true}}
	if err := JUnit(&b, r); err != nil {
		t.Fatal(err)
	}
	for decode := xml.NewDecoder(&b); ; {
		if _, err := decode.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
}

func TestJUnit(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	verdicts := []evaluation.Verdict{
		{Gate: "micro.f1=0.5", Value: .6, Least: .5, Passed: true}, {Gate: "PERSON.recall=0.9", Value: .4, Least: .9}, {Gate: "X.f1=0", Undefined: true},
	}
	r := report(evaluation.Options{Resamples: -1})
	r.Gates = verdicts
	if err := JUnit(&b, r); err != nil {
		t.Fatal(err)
	}
	golden(t, "junit.golden.xml", b.String())
	b.Reset()
	r.Gates = nil
	if err := JUnit(&b, r); err != nil || !strings.Contains(b.String(), `tests="1" failures="0"`) {
		t.Errorf("%v\n%s", err, b.String())
	}
}

func TestComparison(t *testing.T) {
	t.Parallel()
	a, labels := task()
	b, _ := task()
	for i := range b {
		b[i].Pred = append(b[i].Pred[:2:2], b[i].Gold[2])
	}
	c := evaluation.Compare(a, b, labels, evaluation.Options{Resamples: 200})
	c.A, c.B = "old.yaml", "new.yaml"
	var out strings.Builder
	if err := Comparison(&out, c, 2); err != nil {
		t.Fatal(err)
	}
	golden(t, "comparison.golden", out.String())
	for line := range strings.Lines(out.String()) {
		if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > Columns+2 {
			t.Errorf("%d columns: %q", n, line)
		}
	}
}

func TestVerdict(t *testing.T) {
	t.Parallel()
	for want, v := range map[string]evaluation.Verdict{
		"a.f1=0.5: 0.6000, as asked for":          {Gate: "a.f1=0.5", Value: .6, Least: .5, Passed: true},
		"a.f1=0.5: 0.4000 is under it":            {Gate: "a.f1=0.5", Value: .4, Least: .5},
		"a.f1=0.5: the figure is undefined (0/0)": {Gate: "a.f1=0.5", Undefined: true},
	} {
		if got := Verdict(v); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// A writer that is full.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestAFullDiskIsAnError(t *testing.T) {
	t.Parallel()
	r := report(evaluation.Options{Resamples: -1})
	for name, err := range map[string]error{"table": Table(full{}, r, "strict"), "markdown": Markdown(full{}, r, "strict"), "junit": JUnit(full{}, r)} {
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
