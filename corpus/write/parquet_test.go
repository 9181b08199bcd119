package write

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus"
)

// sealed writes outcomes as a Parquet file and reads its rows.
func sealed(t *testing.T, opts Options, outcomes ...*corpus.Outcome) []resultRow {
	t.Helper()
	enc, err := New("parquet", opts)
	if err != nil {
		t.Fatal(err)
	}
	content, err := enc.(Sealer).Seal([]byte(encode(t, "parquet", opts, outcomes...)))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := parquet.Read[resultRow](bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// TestParquetSaysWhatLinesSay compares each row with the line of the same result.
func TestParquetSaysWhatLinesSay(t *testing.T) {
	t.Parallel()
	docs := three(t)
	docs[0].Parts = []document.Span{{Start: 0, End: 4, Label: "HEADER", Attributes: []document.Attr{{Key: "to", Value: "é"}}}}
	docs[1].Document.AddNote(document.Note{Stage: "s", Code: "c", Message: "m"})
	docs[1].FailedStages = []string{"slow", "slower"}
	docs[2].Entry = "in/an archive"
	for name, opts := range map[string]Options{
		"least": {Pipeline: "p@1"},
		"all":   {Pipeline: "p@1", WithText: true, Origins: true, Layers: []string{"tokens"}, Offsets: document.UTF16},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rows := sealed(t, opts, docs...)
			lines := strings.Split(strings.TrimSpace(encode(t, "jsonl", opts, docs...)), "\n")
			if len(rows) != len(lines) {
				t.Fatalf("%d rows, %d lines", len(rows), len(lines))
			}
			for i := range rows {
				if diff := cmp.Diff(fields(t, lines[i]), fields(t, rowJSON(t, rows[i]))); diff != "" {
					t.Errorf("document %d (-line +row):\n%s", i, diff)
				}
			}
		})
	}
}

func rowJSON(t *testing.T, row resultRow) string {
	t.Helper()
	if row.LayersText != nil {
		row.Layers = []byte(*row.LayersText)
	}
	data, err := json.Marshal(row)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// fields flattens JSON to its leaves, without those that are nothing.
func fields(t *testing.T, object string) map[string]string {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(object), &v); err != nil {
		t.Fatalf("%v in %s", err, object)
	}
	leaves := map[string]string{}
	var walk func(string, any)
	walk = func(path string, v any) {
		switch v := v.(type) {
		case map[string]any:
			for k, x := range v {
				walk(path+"."+k, x)
			}
		case []any:
			for i, x := range v {
				walk(fmt.Sprint(path, "[", i, "]"), x)
			}
		case nil:
		default:
			leaves[path] = fmt.Sprint(v)
		}
	}
	walk("", v)
	return leaves
}

func TestParquetOfNothing(t *testing.T) {
	t.Parallel()
	if rows := sealed(t, Defaults()); len(rows) != 0 {
		t.Errorf("%d rows", len(rows))
	}
}

func TestSealRefusesWhatIsNoLine(t *testing.T) {
	t.Parallel()
	if _, err := (parquetFile{}).Seal([]byte("{\"id\":7}\n")); err == nil {
		t.Error("a number is taken for an id")
	}
}

// TestAnyResultsAreRows makes files of any texts and labels.
func TestAnyResultsAreRows(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		var docs []*corpus.Outcome
		for i := range rapid.IntRange(0, 6).Draw(r, "documents") {
			text := strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "\x00", "\n", "\u2028", "é", "😊", "\"", "\ufffd"}), 1, 30).Draw(r, "text"), "")
			var spans []document.Span
			for range rapid.IntRange(0, 3).Draw(r, "spans") {
				s := document.Span{Start: 0, End: len(text), Label: rapid.StringN(1, 9, -1).Draw(r, "label"), Score: 0.5, Kind: rapid.SampledFrom([]document.ScoreKind{document.None, document.Raw}).Draw(r, "kind")}
				for range rapid.IntRange(0, 3).Draw(r, "attributes") {
					s.Attributes = append(s.Attributes, document.Attr{Key: rapid.SampledFrom([]string{"a", "b", ""}).Draw(r, "key"), Value: rapid.String().Draw(r, "value")})
				}
				spans = append(spans, s)
			}
			docs = append(docs, outcome(t, fmt.Sprint("d", i), text, spans...))
		}
		opts := Options{WithText: rapid.Bool().Draw(r, "text"), Origins: rapid.Bool().Draw(r, "origins")}
		rows := sealed(t, opts, docs...)
		lines := strings.Split(strings.TrimSuffix(encode(t, "jsonl", opts, docs...), "\n"), "\n")
		for i := range rows {
			if diff := cmp.Diff(fields(t, lines[i]), fields(t, rowJSON(t, rows[i]))); diff != "" || len(rows) != len(docs) {
				r.Fatalf("document %d of %d (-line +row):\n%s", i, len(docs), diff)
			}
		}
	})
}
