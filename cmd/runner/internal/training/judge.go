package training

import (
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/evaluation"
	"github.com/onomast/onomast/evaluation/analysis"
	"github.com/onomast/onomast/evaluation/inputs"
	"github.com/onomast/onomast/evaluation/match"
	"github.com/onomast/onomast/evaluation/score"
	"github.com/onomast/onomast/plugins/crf/learn"
)

// judge judges what was found in the sentences of a set by all its gold entities of
// labels that are trained, as `runner evaluate` does: what was widened, cut or left out
// counts as it is annotated.
func (s *Set) judge(found []learn.Found) *evaluation.Report {
	var labels score.Labels
	docs := make([]analysis.Document, len(s.Documents))
	place := make(map[*document.Document]int, len(docs))
	for i, d := range s.Gold.Documents[:len(docs)] {
		docs[i] = analysis.Document{ID: d.ID, Text: d.Text, Language: d.Language, Group: d.Group}
		for _, e := range s.entities[i] {
			ranges := make([]match.Range, len(e.fragments))
			for k, f := range e.fragments {
				ranges[k] = match.Range(f)
			}
			docs[i].Gold = append(docs[i].Gold, analysis.Entity{Span: match.New(labels.ID(e.Label), ranges...)})
		}
		if s.Documents[i] != nil {
			place[s.Documents[i]] = i
		}
	}
	for _, f := range found {
		if f.Dropped {
			continue
		}
		sentence := &s.Sentences[f.Sentence]
		start, end := sentence.Offsets(f.Start, f.End)
		d := &docs[place[sentence.Document]]
		d.Pred = append(d.Pred, analysis.Entity{
			Span: match.New(labels.ID(f.Label), match.Range{Start: start, End: end}), Score: f.Score, Kind: document.Calibrated,
		})
	}
	return evaluation.Evaluate(docs, &labels, evaluation.Options{
		Resamples: -1, Tagging: inputs.Tagging(s.Gold), Subject: evaluation.Subject{Reference: s.Gold.Paths},
	})
}
