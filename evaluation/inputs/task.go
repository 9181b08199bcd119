package inputs

import (
	"slices"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/evaluation/analysis"
	"github.com/onomast/onomast/evaluation/match"
	"github.com/onomast/onomast/evaluation/score"
)

// A Task is what is to be judged: documents with entities of both sides, whose labels
// are numbered.
type Task struct {
	Documents []analysis.Document
	Labels    score.Labels
	// Warnings say what was left out, and which labels of the map nobody has.
	Warnings diag.List

	labels *Map
	seen   [2]map[string]bool // labels before they are mapped: predicted, gold
}

func newTask(gold *Set, labels *Map) (*Task, error) {
	t := &Task{labels: labels, seen: [2]map[string]bool{{}, {}}}
	t.Documents = make([]analysis.Document, len(gold.Documents))
	n := 0
	for i, d := range gold.Documents {
		t.Documents[i] = analysis.Document{
			ID: d.ID, Text: d.Text, Language: d.Language, Split: d.Split, Group: d.Group, Gold: t.entities(goldSide, d),
		}
		n += len(t.Documents[i].Gold)
	}
	if n == 0 {
		return nil, errNoGold(gold.Paths)
	}
	t.Warnings = append(t.Warnings, gold.LeftOut()...)
	return t, nil
}

// LeftOut says what of the files is not among the documents, or not as it was.
func (s *Set) LeftOut() diag.List {
	list := s.unreadable(diag.Warning)
	warn := func(code, summary, hint string) {
		list = append(list, diag.Diagnostic{Severity: diag.Warning, Code: code, Summary: summary, Hint: hint})
	}
	if len(s.Skipped) > 0 {
		warn("gold.skipped", "files of no known format are left out: "+some(s.Skipped), "--from names the format")
	}
	if s.Unlabelled > 0 {
		warn("gold.unlabelled", have(s.Unlabelled)+" no annotations: left out", "give them an empty list of entities if that is what is meant")
	}
	return list
}

func (t *Task) warn(code, summary, hint string) {
	t.Warnings = append(t.Warnings, diag.Diagnostic{Severity: diag.Warning, Code: code, Summary: summary, Hint: hint})
}

// entities maps and numbers the labels of a document.
func (t *Task) entities(s side, d *annotation.Document) []analysis.Entity {
	out := make([]analysis.Entity, 0, len(d.Entities))
	for i := range d.Entities {
		e := &d.Entities[i]
		label, ok := t.label(s, e.Label)
		if !ok {
			continue
		}
		ranges := make([]match.Range, len(e.Fragments))
		for k, f := range e.Fragments {
			ranges[k] = match.Range(f)
		}
		out = append(out, analysis.Entity{Span: match.New(label, ranges...), Score: e.Score, Kind: e.Kind, Source: e.Source})
	}
	return out
}

// label returns the number by which a label is judged.
func (t *Task) label(s side, name string) (int32, bool) {
	index := 0
	if s == goldSide {
		index = 1
	}
	t.seen[index][name] = true
	mapped, ok := t.labels.of(s, name)
	if !ok {
		return 0, false
	}
	return t.Labels.ID(mapped), true
}

// finish reports labels that nobody has, and is an error when no label occurs on
// both sides.
func (t *Task) finish() error {
	t.Warnings = append(t.Warnings, t.labels.unused(names(t.seen[1]), names(t.seen[0]))...)
	gold, predicted := map[string]bool{}, map[string]bool{}
	for i := range t.Documents {
		for k := range t.Documents[i].Gold {
			gold[t.Labels.Name(t.Documents[i].Gold[k].Label)] = true
		}
		for k := range t.Documents[i].Pred {
			predicted[t.Labels.Name(t.Documents[i].Pred[k].Label)] = true
		}
	}
	return neverMeet(names(gold), names(predicted))
}

func names(set map[string]bool) []string {
	out := make([]string, 0, len(set))
	for name := range set {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}
