package split_test

import (
	"cmp"
	"os"
	"path/filepath"
	"testing"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/lint"
	"github.com/onomast/onomast/corpus/scan"
	"github.com/onomast/onomast/corpus/split"
)

// TestRealDataDoesNotLeak splits real data anew: no document is lost, and the linter,
// which finds leaks in some of the sets as they are published, finds none.
func TestRealDataDoesNotLeak(t *testing.T) {
	t.Parallel()
	data := cmp.Or(os.Getenv("ONOMAST_DATA"), filepath.FromSlash("../../../shared/data"))
	for _, set := range []string{"ler_de", "snips", "btc", "presidio_synth", "stockmark_ja", "wojood_sample"} {
		t.Run(set, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(data, set)
			if _, err := os.Stat(dir); err != nil {
				t.Skipf("there is no annotated data in %s; ONOMAST_DATA names its folder", dir)
			}
			if testing.Short() && set != "presidio_synth" {
				t.Skip("it takes a second")
			}
			out := t.TempDir()
			r, err := run(t, out, split.Options{Parts: parts(t, "80/10/10"), Seed: 1, Rare: 50}, false, dir)
			if err != nil {
				t.Fatal(err)
			}
			if split.Total(r.Documents) != r.Input.Documents || r.Input.Failed > 0 {
				t.Errorf("%d of %d documents", split.Total(r.Documents), r.Input.Documents)
			}
			if n := leaks(t, out); n > 0 {
				t.Errorf("%d documents leak", n)
			}
		})
	}
}

func leaks(t *testing.T, dir string) int {
	t.Helper()
	c, err := scan.Open(scan.Options{Inputs: []string{dir}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	l := lint.New(lint.Options{})
	if err := c.Each(t.Context(), func(d *annotation.Document) error { l.Learn(d); return nil }); err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, f := range l.Findings(c.Summary()) {
		if f.Code == lint.Leak || f.Code == lint.NearLeak {
			n += f.Count
		}
	}
	return n
}
