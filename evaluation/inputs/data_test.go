package inputs_test

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/onomast/onomast/evaluation"
	"github.com/onomast/onomast/evaluation/analysis"
	. "github.com/onomast/onomast/evaluation/inputs"
	"github.com/onomast/onomast/evaluation/match"
)

// dataSets returns one file of each annotated set, or skips.
func dataSets(t *testing.T) []string {
	t.Helper()
	dir := cmp.Or(os.Getenv("ONOMAST_DATA"), "../../../shared/data")
	var files []string
	for _, split := range []string{"dev.jsonl", "train.jsonl"} {
		found, err := filepath.Glob(filepath.Join(dir, "*", split))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range found {
			if _, err := os.Stat(filepath.Join(filepath.Dir(path), "dev.jsonl")); split == "dev.jsonl" || err != nil {
				files = append(files, path)
			}
		}
	}
	if len(files) == 0 {
		t.Skipf("there is no annotated data in %s; ONOMAST_DATA names its folder", dir)
	}
	return files
}

// TestDataAgainstItself: a perfect prediction is perfect, nested, crossing and doubled
// entities of twelve languages included.
func TestDataAgainstItself(t *testing.T) {
	t.Parallel()
	for _, path := range dataSets(t) {
		s := read(t, Options{}, path)
		task, err := Join(s, s, nil, false)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		r := evaluation.Evaluate(task.Documents, &task.Labels, evaluation.Options{Resamples: -1})
		for name, scheme := range r.Schemes {
			if scheme.Micro.F1 != 1 || scheme.Macro.F1 < 1-1e-12 || scheme.PerDocument.F1 < 1-1e-12 {
				t.Errorf("%s: %s: %+v", path, name, scheme.Micro)
			}
		}
		if len(r.Errors) != 1 || r.Errors[evaluation.OK] != r.Gold || r.IoU90.F1 != 1 || r.Words.F1 != 1 {
			t.Errorf("%s: %v of %d, words %v", path, r.Errors, r.Gold, r.Words.F1)
		}
	}
}

// spoil makes of gold entities what a bad system would: it leaves some out, moves some
// and gives some another label.
func spoil(gold []analysis.Entity, labels int32, text string) []analysis.Entity {
	var out []analysis.Entity
	for i, e := range gold {
		switch (i + e.Start) % 7 {
		case 0:
			continue
		case 1:
			e.Label = (e.Label + 1) % labels
		case 2:
			e.Span = match.New(e.Label, match.Range{Start: e.Start, End: min(e.End+2, len(text))})
		case 3:
			e.Span = match.New(e.Label, match.Range{Start: max(0, e.Start-3), End: e.End})
		}
		out = append(out, e)
	}
	return out
}

// TestSpoiltData compares strict counts with those of sets, which need no matching, and
// holds that every span is right or in one finding.
func TestSpoiltData(t *testing.T) {
	t.Parallel()
	for _, path := range dataSets(t) {
		s := read(t, Options{}, path)
		task, err := Join(s, s, nil, false)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		right := 0
		for i := range task.Documents {
			d := &task.Documents[i]
			d.Pred = spoil(d.Gold, int32(task.Labels.Len()), d.Text)
			left := map[string]int{}
			for k := range d.Gold {
				left[fmt.Sprint(d.Gold[k].Parts(), d.Gold[k].Label)]++
			}
			for k := range d.Pred {
				if key := fmt.Sprint(d.Pred[k].Parts(), d.Pred[k].Label); left[key] > 0 {
					left[key]--
					right++
				}
			}
		}
		r := evaluation.Evaluate(task.Documents, &task.Labels, evaluation.Options{Resamples: -1})
		if r.Errors[evaluation.OK] != right {
			t.Errorf("%s: %d right, the sets share %d", path, r.Errors[evaluation.OK], right)
		}
		_, _, result := r.Analysis()
		gold, pred := right, right
		for _, f := range result.Findings {
			gold, pred = gold+len(f.Gold), pred+len(f.Pred)
		}
		if gold != r.Gold || pred != r.Predicted || result.Board.Approximate > 0 {
			t.Errorf("%s: %d of %d gold and %d of %d predicted spans are accounted for, %d approximate", path, gold, r.Gold, pred, r.Predicted, result.Board.Approximate)
		}
	}
}
