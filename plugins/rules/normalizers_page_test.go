package rules

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/onomast/onomast/plugins/rules/normalize"
	"github.com/onomast/onomast/plugins/rules/normalize/value"
	"github.com/onomast/onomast/plugins/rules/validate"
)

var updatePage = flag.Bool("update", false, "write the generated part of docs/normalizers.md")

// TestNormalizersPage holds the tables of the page equal to the code.
func TestNormalizersPage(t *testing.T) {
	const page, mark = "../../docs/normalizers.md", "## Normalisers\n"
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	written, tables, ok := strings.Cut(string(data), mark)
	if !ok {
		t.Fatalf("%s has no heading %q", page, strings.TrimSpace(mark))
	}
	want := "\n" + normaliserTable() + "\n" + validatorTable()
	if *updatePage {
		if err := os.WriteFile(page, []byte(written+mark+want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, tables); diff != "" {
		t.Errorf("%s is not what the code says; run the test with -update (-want +got):\n%s", page, diff)
	}
}

func normaliserTable() string {
	var b strings.Builder
	b.WriteString("| name | reads | example | value | parts |\n|---|---|---|---|---|\n")
	for _, k := range normalize.All() {
		example := cell(k.Example)
		if k.Locale != "" {
			example += " (" + k.Locale + ")"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | `%s` | %s |\n", k.Name, cell(k.Doc), example, cell(k.Value), strings.Join(k.Parts, ", "))
	}
	return b.String()
}

func validatorTable() string {
	var b strings.Builder
	b.WriteString("## Validators\n\nCheck digits catch slips of the pen; they do not say that a number was given out.\n\n")
	b.WriteString("| name | takes | example | not | source |\n|---|---|---|---|---|\n")
	for _, v := range validate.All() {
		doc := cell(v.Doc)
		if v.TakesRegion() {
			doc += " Option `region`."
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s |\n", v.Name, doc, cell(v.Example), cell(v.Wrong), cell(v.Source))
	}
	return b.String()
}

func cell(s string) string { return strings.ReplaceAll(s, "|", `\|`) }

// TestNormalizersPageExamples reads the examples of the table of dates.
func TestNormalizersPageExamples(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../../docs/normalizers.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(data), "| text | value |\n|---|---|\n")
	table, _, _ := strings.Cut(rest, "\n\n")
	dates, _ := normalize.New("date")
	reference, _, _ := readReference("2023-03-15")
	checked := 0
	for line := range strings.SplitSeq(table, "\n") {
		cells := strings.Split(strings.Trim(line, "| "), " | ")
		texts, values := strings.Split(cells[0], ", "), strings.Split(strings.Fields(cells[1] + " ")[0], ", ")
		if whole := strings.Split(cells[1], ", "); len(whole) == len(texts) {
			values = whole
		} else {
			texts = []string{cells[0]}
		}
		for i, text := range texts {
			want := strings.Fields(values[i])[0]
			v, err := readAnyLanguage(dates, text, value.Context{Reference: reference})
			if err != nil || v.Normalized != want {
				t.Errorf("%q is %s, %v; the page says %s", text, v.Normalized, err, want)
			}
			checked++
		}
	}
	if checked < 15 {
		t.Errorf("only %d examples were found", checked)
	}
}

func readAnyLanguage(n *normalize.Normaliser, text string, c value.Context) (value.Value, error) {
	for _, language := range []string{"en", "de", "fr"} {
		c.Locale.Language = language
		if v, err := n.Read(text, c); err == nil {
			return v, nil
		}
	}
	return n.Read(text, c)
}
