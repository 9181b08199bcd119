package document

// NoParent is the parent of a span that lies in no other span of its layer.
const NoParent = -1

// An Attr is one named value: an attribute of a span (normalized: 2023-03-15)
// or a piece of evidence for it (rule: support.yaml:9).
type Attr struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

// A Span is a labelled stretch of text.
type Span struct {
	// Start and End are byte offsets into the text, half-open, on code point
	// boundaries, Start < End.
	Start, End int
	// Label is the entity type, or the layer's own word (a language, a section).
	Label string
	// Score is meaningful only when Kind is not None.
	Score float32
	Kind  ScoreKind
	// Attributes describe the span; Evidence says why it was proposed.
	Attributes []Attr
	Evidence   []Attr
}
