package read

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// dataSet returns a directory of annotated documents that are not part of the
// repository.
func dataSet(t *testing.T, name string) string {
	t.Helper()
	root := os.Getenv("ONOMAST_DATA")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared", "data")
	}
	dir := filepath.Join(root, name)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no data in %s: set ONOMAST_DATA", dir)
	}
	return dir
}

// TestDetectionOnRealText converts documents of some sentences to a common encoding
// of their language, and counts how often that is recognised. A refusal costs
// the user an option; a wrong guess is a document altered in silence.
func TestDetectionOnRealText(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		set   string
		table encoding.Encoding
	}{
		{"germeval14", charmap.Windows1252},
		{"danplus_news", charmap.Windows1252},
		{"europeana_fr", charmap.Windows1252},
		{"lener_br", charmap.Windows1252},
		{"meddocan", charmap.Windows1252},
		{"estner", charmap.Windows1257},
		{"stockmark_ja", japanese.ShiftJIS},
		{"stockmark_ja", japanese.EUCJP},
		{"klue_ko", korean.EUCKR},
		{"uner_zh_gsdsimp", simplifiedchinese.GB18030},
		{"wojood_sample", charmap.Windows1256},
	} {
		t.Run(c.set, func(t *testing.T) {
			t.Parallel()
			right, refused, wrong := detectAll(t, dataSet(t, c.set), c.table)
			all := right + refused + wrong
			t.Logf("%d documents beyond ASCII: %d right, %d refused, %d wrong", all, right, refused, wrong)
			if all > 0 && (wrong*500 > all || right*100 < all*90) {
				t.Errorf("%d right and %d wrong of %d", right, wrong, all)
			}
		})
	}
}

func detectAll(t *testing.T, dir string, table encoding.Encoding) (right, refused, wrong int) {
	t.Helper()
	all := readAll(t, Options{Include: []string{"test.jsonl"}}, dir)
	for part := range slices.Chunk(all[:min(len(all), 4000)], 8) {
		var text strings.Builder
		for _, rec := range part {
			if rec.Document == nil {
				t.Fatalf("%s: %v", rec.ID, rec.Failure)
			}
			text.WriteString(rec.Document.Text() + "\n")
		}
		raw, err := table.NewEncoder().String(text.String())
		if err != nil || utf8.ValidString(raw) {
			continue
		}
		s := &source{}
		switch got, _, fail := s.decodeWhole([]byte(raw), false); {
		case fail != nil:
			refused++
		case got == text.String():
			right++
		default:
			wrong++
		}
	}
	return right, refused, wrong
}
