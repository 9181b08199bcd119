package read

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
)

// A mailRow is a row of the files that tests make.
type mailRow struct {
	ID     int64    `parquet:"id"`
	Text   *string  `parquet:"text,optional,zstd"`
	Title  string   `parquet:"title,dict,snappy"`
	Lang   string   `parquet:"lang,dict"`
	Tags   []string `parquet:"tags"`
	Length int32    `parquet:"length"`
	Meta   struct {
		Source string `parquet:"source"`
	} `parquet:"meta"`
}

// parquetOf writes rows, a row group for each so many.
func parquetOf[T any](t testing.TB, group int, rows ...T) string {
	t.Helper()
	var b bytes.Buffer
	w := parquet.NewGenericWriter[T](&b)
	for i, row := range rows {
		if _, err := w.Write([]T{row}); err != nil {
			t.Fatal(err)
		}
		if (i+1)%group == 0 {
			if err := w.Flush(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func mails(t testing.TB, texts ...string) string {
	t.Helper()
	rows := make([]mailRow, len(texts))
	for i, s := range texts {
		rows[i] = mailRow{ID: int64(i + 7), Title: fmt.Sprint("T", i%3), Lang: "pt_BR", Tags: make([]string, i%4)}
		rows[i].Meta.Source = "inbox"
		if s != "" {
			rows[i].Text = &s
		}
	}
	return parquetOf(t, 2, rows...)
}

func TestParquet(t *testing.T) {
	t.Parallel()
	content := mails(t, "one é 😊", "two", "", "bad \xff", "five")
	root := tree(t, map[string]string{"a.parquet": content, "b.parquet.gz": gzipped(t, mails(t, "x")), "c.zip": zipped(t, packedFile{"d.parquet", mails(t, "y")})})
	got := readAll(t, Options{IDField: "none"}, root)
	want(t, root, got, "a.parquet:1 one é 😊", "a.parquet:2 two", "a.parquet:3 !not-text", "a.parquet:4 !invalid-utf8", "a.parquet:5 five", "b.parquet.gz:1 x", "c.zip!/d.parquet:1 y")
	failed(t, got[2], "not-text", `row 3: the column "text" is null`, "text?")
	if got[0].Document.LanguageCode() != "pt-BR" {
		t.Errorf("language %q", got[0].Document.LanguageCode())
	}
	if start, end := got[0].Source.Span(0, 1); start != 0 || end != len(content) {
		t.Errorf("leads to [%d,%d)", start, end)
	}
	want(t, root, readAll(t, Options{}, root)[:2], "7 one é 😊", "8 two")
	want(t, root, readAll(t, Options{IDField: "none", TextField: "title,text?"}, root)[1:3], "a.parquet:2 T1\n\ntwo", "a.parquet:3 T2")
	want(t, root, readAll(t, Options{IDField: "none", TextField: "meta.source"}, root)[:1], "a.parquet:1 inbox")
	fromPipe := readAll(t, Options{Stdin: strings.NewReader(content)}, "-")
	if len(fromPipe) != 5 || fromPipe[0].ID != "7" {
		t.Errorf("%q", brief("", fromPipe))
	}
}

func TestParquetColumnsThatAreNoText(t *testing.T) {
	t.Parallel()
	content := mails(t, "one")
	for field, code := range map[string]string{"txet": "missing-column", "tags": "missing-column", "meta": "missing-column", "length": "not-text", "id": "not-text", "txet?,text": "", "txet?": "missing-column"} {
		rec := one(t, Options{TextField: field}, "a.parquet", content)
		if code == "" {
			text(t, rec, "one")
			continue
		}
		failed(t, rec, code)
	}
	failed(t, one(t, Options{TextField: "txet"}, "a.parquet", content), "missing-column", `"id", "text", "title", "lang"`, `did you mean "text"`)
	failed(t, one(t, Options{MaxDocument: 100}, "a.parquet", mails(t, strings.Repeat("x", 101))), "too-large", "the text of row 1 has 101 bytes")
}

func TestManyRowsOfParquet(t *testing.T) {
	t.Parallel()
	texts := make([]string, 1000)
	for i := range texts {
		texts[i] = strings.Repeat(fmt.Sprint("row ", i, " "), 1+i%50)
	}
	type row struct {
		Text string `parquet:"text,gzip"`
	}
	rows := make([]row, len(texts))
	for i, s := range texts {
		rows[i].Text = s
	}
	root := tree(t, map[string]string{"a.parquet": parquetOf(t, 300, rows...), "b.parquet": parquetOf[row](t, 1)})
	got := readAll(t, Options{}, root)
	if len(got) != len(texts) {
		t.Fatalf("%d records", len(got))
	}
	for i, rec := range got {
		if rec.Line != i+1 || rec.Document == nil || rec.Document.Text() != texts[i] {
			t.Fatalf("row %d: line %d, %v", i, rec.Line, rec.Failure)
		}
	}
}

func TestDamagedParquet(t *testing.T) {
	t.Parallel()
	good := mails(t, "one", "two", "three", "four")
	for name, content := range map[string]string{"empty": "", "words": "words and words", "head": good[:len(good)/2], "tail": good[len(good)/2:], "marks": "PAR1\xff\xff\xff\x7fPAR1"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			failed(t, one(t, Options{}, "a.parquet", content), "broken-parquet", "no Parquet file")
		})
	}
	for at := 4; at < len(good)-8; at += 5 { // a byte is changed
		content := good[:at] + string([]byte{good[at] ^ 0x55}) + good[at+1:]
		for _, rec := range readAll(t, Options{Format: "parquet", IDField: "none", Stdin: strings.NewReader(content)}, "-") {
			if (rec.Document == nil) == (rec.Failure == nil) {
				t.Fatalf("byte %d: %+v", at, rec)
			}
		}
	}
}

// FuzzParquet changes a file.
func FuzzParquet(f *testing.F) {
	good := mails(f, "one", "two", "", "four")
	f.Add(0, byte(1), 100, byte(2))
	f.Add(len(good)-20, byte(0x55), 300, byte(0x80))
	f.Fuzz(func(t *testing.T, at int, by byte, other int, otherBy byte) {
		content := []byte(good)
		for i, b := range map[int]byte{at: by, other: otherBy} {
			if i >= 0 && i < len(content) {
				content[i] ^= b
			}
		}
		for _, rec := range readAll(t, Options{Format: "parquet", Stdin: bytes.NewReader(content)}, "-") {
			if (rec.Document == nil) == (rec.Failure == nil) {
				t.Fatalf("%+v", rec)
			}
		}
	})
}
