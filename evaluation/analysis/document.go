package analysis

import (
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/evaluation/match"
)

// A Document is a text with what both sides say of it. Offsets are in bytes.
type Document struct {
	ID, Text string
	// Language, Split and Group may be empty.
	Language, Split, Group string
	Gold, Pred             []Entity
	// Sections are the sections of the text, if a pipeline has found some.
	Sections []Section
	// Decisions say what became of every candidate; nil when that is not known.
	Decisions []Decision
}

// An Entity is a span of one side.
type Entity struct {
	match.Span
	// Score means something only when Kind is not [document.None].
	Score float64
	Kind  document.ScoreKind
	// Source is the stage or program that found it, How what it was found by
	// (gazetteer, regex), Rule which rule; each may be empty.
	Source, How, Rule string
}

// A Section is a named part of a text.
type Section struct {
	match.Range
	Label string
}

// A Decision is what a resolver made of one candidate.
type Decision struct {
	match.Range
	Label  int32
	Source string
	Score  float64
	Kind   document.ScoreKind
	// Outcome is kept, merged, joined, lost, below_threshold, label_dropped,
	// nesting_not_allowed or too_deep.
	Outcome string
	// By is the criterion it lost by, To the stages it lost to.
	By string
	To []string
}

// Spans returns the spans of entities.
func Spans(entities []Entity) []match.Span {
	if len(entities) == 0 {
		return nil
	}
	out := make([]match.Span, len(entities))
	for i := range entities {
		out[i] = entities[i].Span
	}
	return out
}
