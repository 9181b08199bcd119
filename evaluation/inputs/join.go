package inputs

import (
	"fmt"
	"strings"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/corpus/annotation"
)

// Join pairs gold documents with predicted ones by their ids, or by their places when
// neither side has ids. With common, documents that only one side has are left out
// with a warning; otherwise they are an error.
func Join(gold, predicted *Set, labels *Map, common bool) (*Task, error) {
	pairs, left, err := pair(gold, predicted, common)
	if err != nil {
		return nil, err
	}
	kept := *gold
	kept.Documents = nil
	var found []*annotation.Document
	for i, d := range gold.Documents {
		if pairs[i] != nil {
			kept.Documents, found = append(kept.Documents, d), append(found, pairs[i])
		}
	}
	t, err := newTask(&kept, labels)
	if err != nil {
		return nil, err
	}
	t.Warnings = append(t.Warnings, left...)
	for i, d := range found {
		t.Documents[i].Pred = t.entities(predictedSide, d)
	}
	return t, t.finish()
}

// pair finds the predicted document of each gold one; nil where there is none.
func pair(gold, predicted *Set, common bool) ([]*annotation.Document, diag.List, error) {
	byID, list := index(predicted)
	_, twice := index(gold)
	if list = append(list, twice...); list.HasErrors() {
		return nil, nil, list
	}
	pairs := make([]*annotation.Document, len(gold.Documents))
	var missing, differing []string
	for i, d := range gold.Documents {
		p := byID[key(d, i)]
		delete(byID, key(d, i))
		switch {
		case p == nil:
			missing = append(missing, name(d, i))
		case p.Text != d.Text:
			differing = append(differing, fmt.Sprintf("%s (%s)", name(d, i), difference(d.Text, p.Text)))
		}
		pairs[i] = p
	}
	var extra []string
	for i, p := range predicted.Documents {
		if byID[key(p, i)] != nil {
			extra = append(extra, name(p, i))
		}
	}
	problems := append(predicted.unreadable(diag.Error), mismatch(gold, predicted, missing, extra, common)...)
	if len(differing) > 0 {
		problems = append(problems, diag.Diagnostic{
			Severity: diag.Error, Code: "documents.text",
			Summary: fmt.Sprintf("%s another text in %s than in %s: %s", have(len(differing)), some(predicted.Paths), some(gold.Paths), some(differing)),
			Hint:    "offsets into different texts cannot be compared: predict on the texts of the gold files",
		})
	}
	return pairs, problems, problems.Err()
}

func have(n int) string {
	if n == 1 {
		return "1 document has"
	}
	return fmt.Sprintf("%d documents have", n)
}

// mismatch reports documents that only one side has.
func mismatch(gold, predicted *Set, missing, extra []string, common bool) diag.List {
	severity := diag.Error
	if common {
		severity = diag.Warning
	}
	var list diag.List
	report := func(ids []string, code string, in, notIn *Set) {
		if len(ids) == 0 {
			return
		}
		d := diag.Diagnostic{
			Severity: severity, Code: code,
			Summary: fmt.Sprintf("%s no counterpart: in %s and not in %s: %s", have(len(ids)), some(in.Paths), some(notIn.Paths), some(ids)),
			Hint:    "--common judges the documents that both have",
		}
		if common {
			d.Hint = "left out, since --common is set"
		}
		list = append(list, d)
	}
	report(missing, "documents.missing", gold, predicted)
	if gold.Other == 0 { // otherwise they may belong to what was left out
		report(extra, "documents.extra", predicted, gold)
	}
	return list
}

// key is what documents are paired by: their id, or their place without one.
func key(d *annotation.Document, i int) string {
	if d.ID != "" {
		return "id " + d.ID
	}
	return fmt.Sprint("place ", i)
}

func name(d *annotation.Document, i int) string {
	if d.ID != "" {
		return annotation.Shorten(d.ID)
	}
	return fmt.Sprintf("the %d. document", i+1)
}

// index finds documents by their key, and reports ids that several have.
func index(s *Set) (map[string]*annotation.Document, diag.List) {
	byKey := make(map[string]*annotation.Document, len(s.Documents))
	var twice []string
	annotators := false
	for i, d := range s.Documents {
		if other := byKey[key(d, i)]; other != nil {
			twice = append(twice, name(d, i))
			annotators = annotators || other.Annotator != d.Annotator
		}
		byKey[key(d, i)] = d
	}
	if len(twice) == 0 {
		return byKey, nil
	}
	hint := "give each document an id of its own"
	if annotators {
		hint = "they have several annotators: choose one by --annotator"
	}
	return byKey, diag.List{{
		Severity: diag.Error, Code: "documents.twice",
		Summary: fmt.Sprintf("ids that several documents of %s have: %s", some(s.Paths), some(twice)), Hint: hint,
	}}
}

// difference says where two texts part, without showing them.
func difference(a, b string) string {
	at := 0
	for at < len(a) && at < len(b) && a[at] == b[at] {
		at++
	}
	switch {
	case strings.ReplaceAll(a, "\r\n", "\n") == strings.ReplaceAll(b, "\r\n", "\n"):
		return "one has CRLF for line breaks"
	case strings.TrimSpace(a) == strings.TrimSpace(b):
		return "they differ in white space at an end"
	}
	return fmt.Sprintf("from byte %d on", at)
}
