package plugin

import (
	"context"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
)

// A Role says what the spans of a layer are, whatever the layer is called.
type Role string

// The roles a layer can have.
const (
	TokensRole     Role = "tokens"
	SentencesRole  Role = "sentences"
	LanguageRole   Role = "language"
	SectionsRole   Role = "sections"
	CandidatesRole Role = "candidates" // what recognisers propose
	EntitiesRole   Role = "entities"   // what the resolver decided
	DecisionsRole  Role = "decisions"  // why it decided so
	VectorsRole    Role = "vectors"    // of tokens, for a stage that learns from them
)

// A Kind is one kind of stage, named by the word behind `uses:`.
type Kind struct {
	// Name is that word: lower case letters, digits and hyphens.
	Name string
	// Doc is Markdown for the reference; its first sentence is the summary.
	Doc string
	// Options is a value of the struct that [Config.Decode] fills; its tags
	// describe the stage's `with:` mapping (see core/schema). Nil: no options.
	Options any
	// Contract says what a stage configured so reads and writes, and reports
	// mistakes in its options as a [diag.List] with JSON pointers. It must be
	// quick. Nil: reads nothing, writes candidates to a layer named by the id.
	Contract func(Config) (Contract, error)
	// Test runs what `runner check` should and `runner run` need not: examples,
	// whole lists. It may be nil.
	Test func(context.Context, Config) diag.List
	// Open prepares a stage. Slow work (loading a model) belongs here.
	Open func(context.Context, Config) (Stage, error)
}

// A Contract is what a stage reads and writes.
type Contract struct {
	Needs    []Need
	Provides []LayerSpec
}

// A Need is a layer a stage reads, by its name or by its role.
type Need struct {
	// Layer is the name of one layer. Exactly one of Layer and Role is set.
	Layer string
	// Role asks for every layer of that role.
	Role Role
	// Stages restricts Role to layers written by these stages; empty: all.
	Stages []string
	// Optional: the stage works without it, only less well.
	Optional bool
}

// A LayerSpec announces a layer.
type LayerSpec struct {
	Name string
	Role Role
	// Labels are those the layer can hold.
	Labels []string
	// OpenLabels: there may be labels that are not known beforehand.
	OpenLabels bool
	// Stage is the id of the stage that writes the layer. The host fills it in.
	Stage string
	// Dim is how many numbers the vectors of a layer of [VectorsRole] have; 0: that
	// is not known beforehand.
	Dim int
}

// A Stage reads documents and adds layers to them. Process is called from
// several goroutines at once, each with its own document.
//
// A Stage that holds resources also implements io.Closer, one that can give
// reasons [Explainer], and one that is faster on many documents [Batcher].
type Stage interface {
	// Process adds the stage's layers to the document. An error concerns this
	// document alone. ctx ends when the document's time is up.
	Process(ctx context.Context, doc *document.Document) error
}

// A Batcher is a [Stage] that works on many documents at once.
type Batcher interface {
	// ProcessBatch does what Process does for each document and returns one
	// error, or nil, for each. Documents are independent of each other.
	ProcessBatch(ctx context.Context, docs []*document.Document) []error
}

// An Explainer is a [Stage] that can say why it did or did not propose
// something for the bytes [start,end) of a document's text.
type Explainer interface {
	Explain(ctx context.Context, doc *document.Document, start, end int) ([]Reason, error)
}

// A Reason is one finding of an [Explainer].
type Reason struct {
	// Code names the kind of reason, e.g. "rules.except". Reasons whose codes end in
	// .for and .against, behind one that ends in .match, are shown with the entity.
	Code string `json:"code"`
	// Message is for people.
	Message string `json:"message"`
	// Origin is "file:line" of the rule or list entry spoken of, if any.
	Origin string `json:"origin,omitempty"`
}

// Candidates makes a [Stage] of a function that adds spans to one layer of
// candidates, named by the stage's id.
func Candidates(cfg Config, find func(ctx context.Context, doc *document.Document, out *document.Layer) error) Stage {
	return candidates{stage: cfg.Stage, find: find}
}

type candidates struct {
	stage string
	find  func(context.Context, *document.Document, *document.Layer) error
}

func (c candidates) Process(ctx context.Context, doc *document.Document) error {
	out := document.NewLayer(c.stage)
	if err := c.find(ctx, doc, out); err != nil {
		return err
	}
	return doc.Add(out)
}
