package write

import (
	stdcsv "encoding/csv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/onomast/onomast/core/document"
	"pgregory.net/rapid"
)

func TestRows(t *testing.T) {
	t.Parallel()
	text := `Smith, "Bob" owes €5`
	doc := outcome(t, "a,b.txt", text)
	layer := doc.Document.Layer(document.Entities)
	person := span(t, text, `Smith, "Bob"`, "PERSON")
	person.Score, person.Kind = 0.5, document.Calibrated
	person.Evidence = []document.Attr{{Key: "source", Value: "rules"}, {Key: "rule", Value: "x.yaml:1"}}
	first := span(t, text, "Bob", "GIVEN")
	first.Attributes = []document.Attr{{Key: "normalized", Value: "Robert"}, {Key: "sex", Value: "m"}, {Key: "normalized", Value: "Rob"}}
	layer.AddChild(layer.Add(person), first)
	layer.Add(span(t, text, "€5", "MONEY"))
	want := "document,entity,start,end,unit,label,text,score,score_kind,source,parent,normalized,attributes,evidence\r\n" +
		`"a,b.txt",e1,0,12,codepoint,PERSON,"Smith, ""Bob""",0.5,calibrated,rules,,,,"{""rule"":""x.yaml:1""}"` + "\r\n" +
		`"a,b.txt",e2,8,11,codepoint,GIVEN,Bob,,none,,e1,Robert | Rob,"{""sex"":""m""}",` + "\r\n" +
		`"a,b.txt",e3,18,20,codepoint,MONEY,€5,,none,,,,,` + "\r\n"
	if diff := cmp.Diff(want, encode(t, "csv", Defaults(), doc, outcome(t, "empty", ""))); diff != "" {
		t.Error(diff)
	}
}

func TestFormulasAreDefusedOnlyOnRequest(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"=1+1", "+1", "-1", "@x", "\tx", "\rx", "\n=1", "＝1", "＋1", "－1", "＠x"} {
		o := outcome(t, text, text, document.Span{Start: 0, End: len(text), Label: text})
		for safe, want := range map[bool]string{false: text, true: "'" + text} {
			opts := Defaults()
			opts.SafeCSV = safe
			row := parse(t, encode(t, "csv", opts, o))[1]
			for _, column := range []int{0, 5, 6} {
				if row[column] != want {
					t.Errorf("SafeCSV %v: column %d is %q, want %q", safe, column, row[column], want)
				}
			}
		}
	}
	opts := Defaults()
	opts.SafeCSV = true
	o := outcome(t, "id", "a=b", document.Span{Start: 0, End: 3, Label: "X"})
	if row := parse(t, encode(t, "csv", opts, o))[1]; row[6] != "a=b" {
		t.Errorf("harmless text became %q", row[6])
	}
}

func parse(t testing.TB, data string) [][]string {
	t.Helper()
	r := stdcsv.NewReader(strings.NewReader(data))
	r.FieldsPerRecord = 14
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestEveryRowReadsBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		label := rapid.String().Draw(r, "label")
		text := rapid.StringN(1, 50, -1).Draw(r, "text")
		o := outcome(t, "id", text, document.Span{Start: 0, End: len(text), Label: label})
		row := parse(t, encode(t, "csv", Defaults(), o))[1]
		// encoding/csv reads CR LF inside quotes as LF.
		crlf := strings.NewReplacer("\r\n", "\n")
		if row[5] != crlf.Replace(label) || row[6] != crlf.Replace(text) {
			r.Errorf("read back %q, want label %q and text %q", row, label, text)
		}
	})
}
