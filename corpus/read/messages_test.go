package read

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite testdata/messages.txt")

// TestMessages keeps every message that a user may get from a reader in one file,
// where it can be read as a user reads it.
func TestMessages(t *testing.T) {
	golden, err := filepath.Abs(filepath.Join("testdata", "messages.txt"))
	if err != nil {
		t.Fatal(err)
	}
	root := tree(t, map[string]string{
		"archive/cut.txt.gz":     gzipped(t, strings.Repeat("words and words ", 50))[:40],
		"archive/none.txt.gz":    "no archive at all",
		"archive/window.txt.zst": "\x28\xb5\x2f\xfd\x00\x98\x01\x00\x00",
		"archive/none.tar":       "no archive at all",
		"archive/none.zip":       "no archive at all",
		"archive/harm.zip":       zipped(t, packedFile{"../x.txt", "x"}, packedFile{"a.txt", "1"}, packedFile{"a.txt", "2"}),
		"archive/bomb.zip":       zipped(t, packedFile{"x.jsonl", strings.Repeat("{\"text\":\""+strings.Repeat("x", 60_000)+"\"}\n", 400)}),
		"office/none.docx":       "no document",
		"office/old.docx":        "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
		"office/other.docx":      zipped(t, packedFile{"xl/workbook.xml", "<workbook/>"}),
		"office/long.docx":       docxFile(t, strings.Repeat("x", 70_000)),
		"office/cut.docx":        zipped(t, packedFile{"word/document.xml", "<w:document><w:p>"}),
		"parquet/none.parquet":   "PAR1 no file",
		"parquet/null.parquet":   mails(t, ""),
		"parquet/bytes.parquet":  mails(t, "\xff"),
		"office/none.pdf":        "no document",
		"office/locked.pdf":      pdfFile(t, "locked.pdf"),
		"office/pictures.pdf":    emptyPDF,
		"mail/header.eml":        "Subject: only\n\n\xff\x81\x8d\x9d",
		"mail/none.eml":          "no mail",
		"mail/none.mbox":         "no mailbox",
		"csv/column.csv":         "id,txet,date\n1,a,b\n",
		"csv/quotes.csv":         "text,id\n\"a\"b,1\n\"never closed,2\nc,3\n",
		"csv/ragged.csv":         "text,id\na,b,c\n",
		"encoding/damaged.txt":   "naïve café 北京\nand \xff\n",
		"encoding/half.txt":      bomLE + "a\x00\x00\xd8",
		"encoding/utf32.txt":     bomLE + "\x00\x00a\x00\x00\x00",
		"encoding/wide.jsonl":    bomLE + "{\x00\"\x00\x00\xd8\"\x00}\x00",
		"ids/a.jsonl":            "{\"id\":\"x\",\"text\":\"1\"}\n{\"id\":\"x\",\"text\":\"2\"}\n",
		"ids/b.csv":              "id,text\nx,3\n",
		"json/brackets.json":     "[{\"text\":\"1\"},",
		"json/empty.json":        "",
		"json/entities.jsonl":    "{\"text\":\"ab\",\"entities\":[{\"start\":1,\"end\":3,\"label\":\"A\"}]}\n",
		"json/field.jsonl":       "{\"body\":\"1\",\"title\":\"x\"}\n{\"Text\":\"1\"}\n{}\n",
		"json/kinds.jsonl":       "[1]\n{\"text\":7}\n{\"text\":null}\n\"text\"\n",
		"json/lines.json":        "{\"text\":\"a\",\n\"b\": tru}",
		"json/more.json":         "[] {}",
		"json/syntax.jsonl":      "{\"text\": \"é\", }\n{\"text\": \"cut\n{'text': 1}\n{\"text\": \"\t\"}\n" + strings.Repeat("[", 10_001) + "\n",
		"kind/image.png":         "\x89PNG\r\n\x1a\n",
		"kind/none":              "x",
		"kind/office.txt":        "PK\x03\x04\x00\x00",
		"kind/paper.txt":         "%PDF-1.7 ...",
		"kind/raw.txt":           strings.Repeat("\x00\x01\x02\xff", 40),
		"size/line.jsonl":        "{\"text\":\"" + strings.Repeat("x", 70_000) + "\"}\n",
		"size/row.csv":           "text\n\"" + strings.Repeat("x\n", 70_000) + "\"\n",
		"size/whole.txt":         strings.Repeat("x", 70_000),
		"size/whole.txt.gz":      gzipped(t, strings.Repeat("x", 70_000)),
	})
	t.Chdir(root)
	var got strings.Builder
	for _, rec := range readAll(t, Options{MaxDocument: 1 << 16, Gold: true}, ".") {
		switch {
		case rec.Failure != nil:
			fmt.Fprintf(&got, "%s\n  %s: %s\n  %s\n", rec.ID, rec.Failure.Code, rec.Failure.Message, rec.Failure.Hint)
		case rec.Skipped != "":
			fmt.Fprintf(&got, "%s\n  skipped: %s\n", rec.ID, rec.Skipped)
		}
	}
	_, err = Open([]string{"ids/c.jsonl", "nowhere/x.txt", "*.txt", "kind/[", "size/**/*.md"}, Options{Format: "jsnol", Encoding: "utf8-replace", Include: []string{"[x"}})
	fmt.Fprintln(&got, err)
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("messages differ (-want +got); if that is meant, run go test -update and read them:\n%s", diff)
	}
}
