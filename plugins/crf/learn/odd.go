package learn

import (
	"fmt"
	"maps"
	"slices"

	"github.com/onomast/onomast/core/diag"
)

// fewExamples is how many a label needs to be learnt at all.
const fewExamples = 10

// odd warns of labels that cannot be learnt, or not be judged.
func (r *Result) odd(data, dev *view) {
	trained, judged := data.labels(), dev.labels()
	var few, unseen []string
	for _, label := range slices.Sorted(maps.Keys(trained)) {
		if trained[label] < fewExamples {
			few = append(few, fmt.Sprintf("%s (%d)", label, trained[label]))
		}
	}
	for _, label := range slices.Sorted(maps.Keys(judged)) {
		if trained[label] == 0 {
			unseen = append(unseen, label)
		}
	}
	if len(few) > 0 {
		r.warn("crf.few-examples", fmt.Sprintf("labels with fewer than %d examples, which are too few to learn from: %s", fewExamples, diag.Some(few, 6)), "annotate more, or leave them out by --labels")
	}
	if len(unseen) > 0 {
		r.warn("crf.unseen-label", "labels that dev has and the training data has not: "+diag.Some(unseen, 6), "the model will never find them")
	}
}

// labels counts the entities of each label.
func (v *view) labels() map[string]int {
	out := map[string]int{}
	for i := range v.sentences {
		for _, level := range v.sentences[i].Levels {
			for _, e := range level {
				out[e.Label]++
			}
		}
	}
	return out
}

// entities counts them.
func (v *view) entities() int {
	n := 0
	for _, count := range v.labels() {
		n += count
	}
	return n
}

// classes refuses class weights of labels that nobody has.
func classes(data *view, weights map[string]float64) error {
	known := data.labels()
	var list diag.List
	for _, label := range slices.Sorted(maps.Keys(weights)) {
		if known[label] == 0 && label != outside {
			list = append(list, diag.Diagnostic{
				Severity: diag.Error, Code: "crf.class-weight",
				Summary: fmt.Sprintf("there is a class weight for the label %q, of which there is no example", label),
				Hint:    diag.Suggest(label, slices.Sorted(maps.Keys(known))),
			})
		}
	}
	return list.Err()
}
