package training

import (
	"context"
	"fmt"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/pipeline"
	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/evaluation/inputs"
	"github.com/onomast/onomast/plugins/crf/train/gold"
)

// A Set is annotated documents that stages have worked on.
type Set struct {
	// Role is "train" or "dev".
	Role string
	Gold *inputs.Set
	// Documents are those of Gold that were taken, in its order; nil where a stage
	// failed.
	Documents []*document.Document
	Sentences []gold.Sentence
	Counts    gold.Counts
	// Files says what each file holds, in the order in which they were read.
	Files []File
	// Failed is how many documents a stage failed on.
	Failed int
	// Warnings say what was left out, and what is odd.
	Warnings diag.List

	entities [][]truth // of each of Documents
	options  Options
}

// A truth is a gold entity as it was annotated.
type truth struct {
	gold.Entity
	fragments []annotation.Range
}

// A File is what one file holds.
type File struct {
	Path   string
	Counts gold.Counts
}

// Options say what is taken of documents.
type Options struct {
	gold.Options
	// Map says which labels stand for which; it may be nil.
	Map *inputs.Map
	// MaxSentences, when it is over 0, is how many sentences are taken at most.
	MaxSentences int
}

// Gather takes gold documents through the stages of a runner. Documents on which a
// stage fails are left out and reported; done hears how many are through.
func Gather(ctx context.Context, r inputs.Runner, role string, from *inputs.Set, o Options, done func(documents int)) (*Set, error) {
	s := &Set{Role: role, Gold: from, Warnings: from.LeftOut(), options: o}
	put := func(i int, one pipeline.Done) error {
		if o.MaxSentences == 0 || len(s.Sentences) < o.MaxSentences {
			s.take(from.Documents[i], one)
		}
		if done != nil {
			done(i + 1)
		}
		return nil
	}
	if err := inputs.Carry(ctx, r, from, put); err != nil {
		return nil, err
	}
	for _, f := range s.Files {
		s.Counts.Add(&f.Counts)
	}
	s.odd()
	return s, nil
}

// take makes sentences of a document.
func (s *Set) take(d *annotation.Document, one pipeline.Done) {
	if n := len(s.Files); n == 0 || s.Files[n-1].Path != d.Origin.Path {
		s.Files = append(s.Files, File{Path: d.Origin.Path})
	}
	entities := s.gold(d)
	g := gold.Document{Document: one.Result.Document}
	for _, e := range entities {
		g.Entities = append(g.Entities, e.Entity)
	}
	layered := one.Result.Document
	if f := one.Failure; f != nil {
		layered = nil
		s.Failed++
		s.warn("document.failed", fmt.Sprintf("a document of %s: stage %q failed: %s", d.Origin.String(), f.Stage, f.Message), "it is left out")
	} else {
		o, before := s.options.Options, len(s.Sentences)
		o.Max = max(0, s.options.MaxSentences-before)
		s.Sentences = gold.Read(s.Sentences, g, o, &s.Files[len(s.Files)-1].Counts)
		entities = s.within(entities, before)
	}
	s.Documents, s.entities = append(s.Documents, layered), append(s.entities, entities)
}

// gold are the entities of a document that are wanted.
func (s *Set) gold(d *annotation.Document) []truth {
	var out []truth
	for i := range d.Entities {
		e := &d.Entities[i]
		if label, ok := s.options.Map.Gold(e.Label); ok {
			hull := e.Hull()
			out = append(out, truth{gold.Entity{Start: hull.Start, End: hull.End, Label: label, Gaps: len(e.Fragments) > 1}, e.Fragments})
		}
	}
	return out
}

// within returns the entities that scores are about: of the labels that are trained,
// and not behind the last sentence that was taken.
func (s *Set) within(entities []truth, before int) []truth {
	end := -1
	if n := len(s.Sentences); s.options.MaxSentences > 0 && n == s.options.MaxSentences && n > before {
		_, end = s.Sentences[n-1].Offsets(0, len(s.Sentences[n-1].Words))
	}
	var out []truth
	for _, e := range entities {
		if s.options.Wants(e.Label) && (end < 0 || e.End <= end) {
			out = append(out, e)
		}
	}
	return out
}

func (s *Set) warn(code, summary, hint string) {
	s.Warnings = append(s.Warnings, diag.Diagnostic{Severity: diag.Warning, Code: code, Summary: summary, Hint: hint})
}
