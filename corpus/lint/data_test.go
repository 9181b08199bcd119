package lint_test

import (
	"cmp"
	"os"
	"path/filepath"
	"testing"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/lint"
	"github.com/onomast/onomast/corpus/scan"
)

// TestKnownLeak: about 12 % of the test sentences of the German legal set are in its other
// parts, as its README says.
func TestKnownLeak(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(cmp.Or(os.Getenv("ONOMAST_DATA"), filepath.FromSlash("../../../shared/data")), "ler_de")
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("there is no annotated data in %s; ONOMAST_DATA names its folder", dir)
	}
	c, err := scan.Open(scan.Options{Inputs: []string{dir}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	l, tests := lint.New(lint.Options{}), 0
	if err := c.Each(t.Context(), func(d *annotation.Document) error {
		if d.Split == "test" {
			tests++
		}
		l.Learn(d)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	leaked := 0
	for _, f := range l.Findings(c.Summary()) {
		if f.Code == lint.Leak && f.Places[0].Path == filepath.Join(dir, "test.jsonl") {
			leaked += f.Count
		}
	}
	if share := float64(leaked) / float64(tests); share < 0.10 || share > 0.14 {
		t.Errorf("%d of %d test documents leak", leaked, tests)
	}
}
