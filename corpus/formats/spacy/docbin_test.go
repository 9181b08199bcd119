package spacy

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/zlib"

	"github.com/onomast/onomast/corpus/annotation"
)

func packed(t testing.TB, content []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	if _, err := z.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func unpacked(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "testdata", "golden", "spacy", "made_by_spacy.spacy"))
	if err != nil {
		t.Fatal(err)
	}
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// read reads a DocBin to its end, and returns its texts and what went wrong.
func read(content []byte) (texts []string, failed []string, err error) {
	source, err := openDocBin(&annotation.Input{Path: "x", Body: bytes.NewReader(content), Whole: 1 << 22, Report: func(annotation.Problem) {}})
	if err != nil {
		return nil, nil, err
	}
	for {
		d, err := source.Next()
		var problem *annotation.Problem
		switch {
		case errors.Is(err, io.EOF):
			return texts, failed, nil
		case errors.As(err, &problem):
			failed = append(failed, problem.Message)
		case err != nil:
			return texts, failed, err
		default:
			texts = append(texts, d.Text)
		}
	}
}

// TestDamagedDocBins: one document that cannot be read does not take the others with it.
func TestDamagedDocBins(t *testing.T) {
	t.Parallel()
	whole := unpacked(t)
	for _, c := range []struct {
		name, old, new string
		texts          int
		failed, refuse string
	}{
		{name: "as it is", texts: 3},
		{name: "a string is missing", old: "Acme", new: "Acmf", texts: 2, failed: "is not among the strings"},
		{name: "no tokens", old: "tokens", new: "tokenz", refuse: "should have 27 tokens, and there are 0"},
		{name: "no attributes", old: "attrs", new: "attrz", refuse: "names no attributes"},
		{name: "no lengths", old: "lengths", new: "lengthz", refuse: "should have 0 tokens"},
		{name: "the label of a span is missing", old: "BRAND", new: "BRANT", texts: 2, failed: "a span leads to tokens or a label that are not there"},
	} {
		content := whole
		if c.old != "" {
			content = bytes.Replace(whole, []byte(c.old), []byte(c.new), 1)
			if bytes.Equal(content, whole) {
				t.Fatalf("%s: the test is broken", c.name)
			}
		}
		texts, failed, err := read(packed(t, content))
		switch {
		case c.refuse != "":
			if err == nil || !strings.Contains(err.Error(), c.refuse) {
				t.Errorf("%s: %v, want %q", c.name, err, c.refuse)
			}
		case err != nil || len(texts) != c.texts || !strings.Contains(strings.Join(failed, " "), c.failed) || len(failed) != 3-c.texts:
			t.Errorf("%s: %d documents, failed %v, %v", c.name, len(texts), failed, err)
		}
	}
	for at := 0; at < len(whole); at += 7 {
		if _, _, err := read(packed(t, whole[:at])); err == nil {
			t.Errorf("cut off after %d bytes of %d, it is read", at, len(whole))
		}
	}
}

// FuzzDocBin gives the decoder anything that unpacks.
func FuzzDocBin(f *testing.F) {
	f.Add(unpacked(f))
	f.Add([]byte("\x81\xa5attrs\x91\x41"))
	f.Fuzz(func(t *testing.T, content []byte) {
		_, _, _ = read(packed(t, content)) // it ends, without a panic
	})
}
