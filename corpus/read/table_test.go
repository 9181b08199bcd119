package read

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestTable(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, file, content string
		opts                Options
		want                []string
	}{
		{"plain", "a.csv", "id,text\n1,one\n2,two", Options{}, []string{"1 one", "2 two"}},
		{"no id", "a.csv", "text\none\n\ntwo\n", Options{}, []string{"a.csv:2 one", "a.csv:4 two"}},
		{"quotes", "a.csv", "text,id\n\"a, \"\"b\"\"\",x\n\"\",y\n\"\"\"\",z\n", Options{}, []string{"x a, \"b\"", "y ", "z \""}},
		{"lines in quotes", "a.csv", "text,n\n\"a\r\nb\n\",1\nc,2\n", Options{}, []string{"a.csv:2 a\r\nb\n", "a.csv:5 c"}},
		{"crlf", "a.csv", "id,text\r\n1,one\r\n", Options{}, []string{"1 one"}},
		{"space stays", "a.csv", "id, text \n1, one \n", Options{}, []string{"1  one "}},
		{"a quote in the middle", "a.csv", "text\na \"b\" c\n", Options{}, []string{"a.csv:2 a \"b\" c"}},
		{"semicolons", "a.csv", "id;text\n1;one, two\n", Options{}, []string{"1 one, two"}},
		{"tabs", "a.tsv", "id\ttext\n1\tone, two\n", Options{}, []string{"1 one, two"}},
		{"another delimiter", "a.csv", "id|text\n1|one\n", Options{Delimiter: '|'}, []string{"1 one"}},
		{"another column", "a.csv", "key,body\nk,b\n", Options{Column: "body", IDField: "key"}, []string{"k b"}},
		{"empty cells", "a.tsv", "id\ttext\n\t\n", Options{}, []string{"a.tsv:2 "}},
		{"only a header", "a.csv", "id,text\n", Options{}, []string{}},
		{"nothing", "a.csv", "", Options{}, []string{}},
		{"ragged", "a.csv", "id,text\n1,a,b\n2\n3,c\n", Options{}, []string{"a.csv:2 !ragged-row", "a.csv:3 !ragged-row", "3 c"}},
		{"behind a quote", "a.csv", "text\n\"a\"b\nc\n", Options{}, []string{"a.csv:2 !broken-csv", "a.csv:3 c"}},
		{"never closed", "a.csv", "text\na\n\"b\nc\n", Options{}, []string{"a.csv:2 a", "a.csv:3 !broken-csv"}},
		{"bad bytes", "a.csv", "text\né 北京\n\xff\xfe\xff\nb\n", Options{}, []string{"a.csv:2 é 北京", "a.csv:3 !invalid-utf8", "a.csv:4 b"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			root := tree(t, map[string]string{c.file: c.content})
			want(t, root, readAll(t, c.opts, root), c.want...)
		})
	}
}

func TestTableMessages(t *testing.T) {
	t.Parallel()
	rec := one(t, Options{}, "a.csv", "id,txet,date\n1,a,b\n2,c,d\n") // one failure, not one a row
	failed(t, rec, "missing-column", `no column "text"`, `"id", "txet", "date"`, `did you mean "txet"?`)
	if rec.Line != 0 {
		t.Errorf("line %d, want 0 for the file", rec.Line)
	}
	failed(t, one(t, Options{}, "a.csv", "a,b\n1,2\n"), "missing-column", "--text-field")
	failed(t, one(t, Options{}, "a.csv", "id,text\n1\n"), "ragged-row", "line 2 has 1 fields, the header 2")
	failed(t, one(t, Options{}, "a.csv", "text,id\né \"x\",\"y\"z\n"), "broken-csv", "column 9")
	failed(t, one(t, Options{}, "a.csv", "text\n\"a"), "broken-csv", "column 1 is never closed")
	failed(t, one(t, Options{}, "a.csv", "text\n\"a\nb\nc\n"), "broken-csv", "line 2", "so that 3 lines up to the end of the file are one row")
	failed(t, one(t, Options{}, "a.csv", "text\n\"a\nb\nc"), "broken-csv", "so that 3 lines")
}

func TestTableLanguageAndOrigin(t *testing.T) {
	t.Parallel()
	row := "\"Dr. \"\"Bob\"\" Smith, MD\",de"
	rec := one(t, Options{}, "a.csv", "text,language\n"+row+"\n")
	text(t, rec, `Dr. "Bob" Smith, MD`)
	if rec.Document.LanguageCode() != "de" {
		t.Errorf("language %q", rec.Document.LanguageCode())
	}
	for word, from := range map[string]string{"Dr.": "Dr.", `"Bob"`: `""Bob""`, "Smith": "Smith"} {
		if got := origin(t, rec, row, word); got != from {
			t.Errorf("%q comes from %q, want %q", word, got, from)
		}
	}
}

func FuzzCSV(f *testing.F) {
	for _, s := range []string{"a,b\n\"c\",d\n", "\"a\"\"b\"\n", "\"a\nb\",c\r\n\r\n\"", "a\"b,c", ",,,\n", "\"\",\"\"\n", "\r\n", "\"a\"b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, content string) {
		records := readAll(t, Options{Format: "csv", Delimiter: ',', Encoding: "utf-8", Stdin: strings.NewReader("text,x\n" + content)}, "-")
		for _, rec := range records {
			if (rec.Document == nil) == (rec.Failure == nil) {
				t.Fatalf("%q gives neither or both: %+v", content, rec)
			}
		}
		wanted, ok := standard(content)
		if !ok || !utf8.ValidString(content) || strings.ContainsRune(content, '\r') { // encoding/csv alters line ends
			return
		}
		for i, rec := range records {
			if i < len(wanted) && rec.Document != nil && rec.Document.Text() != wanted[i][0] {
				t.Fatalf("row %d of %q is %q, encoding/csv reads %q", i, content, rec.Document.Text(), wanted[i][0])
			}
		}
		if len(wanted) != len(records) {
			t.Fatalf("%d records from %q, encoding/csv reads %d", len(records), content, len(wanted))
		}
	})
}

// standard reads rows as encoding/csv does, if it takes them all.
func standard(content string) (rows [][]string, ok bool) {
	r := csv.NewReader(strings.NewReader(content))
	r.FieldsPerRecord, r.LazyQuotes = -1, false
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, true
		}
		if err != nil {
			return nil, false
		}
		rows = append(rows, row)
	}
}
