package proposal

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func least(v float64) *float64 { return &v }

func TestChoice(t *testing.T) {
	t.Parallel()
	own := map[string]float64{"PER": 0.4, "": 0.2}
	for name, c := range map[string]struct {
		options Options
		label   string
		want    Choice
	}{
		"as the model says":       {Options{}, "PER", Choice{"PER", 0.4, ""}},
		"as it says of others":    {Options{}, "LOC", Choice{"LOC", 0.2, ""}},
		"one for all":             {Options{Threshold: least(0.5)}, "PER", Choice{"PER", 0.5, "/threshold"}},
		"of its own":              {Options{Threshold: least(0.5), Thresholds: map[string]float64{"a/b": 0.1}}, "a/b", Choice{"a/b", 0.1, "/thresholds/a~1b"}},
		"nothing is a threshold":  {Options{Threshold: least(0)}, "PER", Choice{"PER", 0, "/threshold"}},
		"renamed":                 {Options{Rename: map[string]string{"PER": "PERSON"}}, "PER", Choice{"PERSON", 0.4, ""}},
		"not among labels":        {Options{Labels: []string{"LOC"}}, "PER", Choice{"", 0.4, ""}},
		"labels before renaming":  {Options{Labels: []string{"PER"}, Rename: map[string]string{"PER": "P"}}, "PER", Choice{"P", 0.4, ""}},
		"renamed and not allowed": {Options{Labels: []string{"P"}, Rename: map[string]string{"PER": "P"}}, "PER", Choice{"", 0.4, ""}},
	} {
		if diff := cmp.Diff(c.want, c.options.Choice(c.label, own)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	known := []string{"CITY", "PER"}
	for want, o := range map[string]Options{
		``: {Labels: []string{"PER"}, Thresholds: map[string]float64{"CITY": 1}, Rename: map[string]string{"PER": "P", "CITY": "P"}},
		`/labels/1: the model knows no label "PRE"; did you mean "PER"?`:                                         {Labels: []string{"CITY", "PRE"}},
		`/labels/0: the model knows no label "X"; it knows CITY, PER`:                                            {Labels: []string{"X"}},
		`/labels: labels is empty, so nothing would be proposed; name labels of the model, or leave it out`:      {Labels: []string{}},
		`/thresholds/PER: no score is 2: scores are from 0 to 1`:                                                 {Thresholds: map[string]float64{"PER": 2}},
		`/thresholds/P: the model knows no label "P"; write PER, as the model calls it: labels are renamed last`: {Thresholds: map[string]float64{"P": 1}, Rename: map[string]string{"PER": "P"}},
		`/rename/PER: a label is renamed to nothing; to leave a label out, name the others in labels`:            {Rename: map[string]string{"PER": ""}},
	} {
		got := o.Check("crf", known).Error()
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	}
}
