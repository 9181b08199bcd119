package gold

import (
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/plugins/crf/sentence"
)

// An Entity is a labelled stretch of text: byte offsets, half-open.
type Entity struct {
	Start, End int
	Label      string
	// Gaps: parts of the stretch do not belong to it. They will.
	Gaps bool
}

// A Document is a text with the layers of stages, and what is true of it.
type Document struct {
	*document.Document
	Entities []Entity
}

// A Span is an entity over tokens of a sentence, half-open.
type Span struct {
	Start, End int
	Label      string
	// Altered: it is not what was annotated, but widened, filled or cut.
	Altered bool
}

// A Sentence is consecutive tokens of a document.
type Sentence struct {
	// Document is the one it is from, Tokens where it is there.
	Document *document.Document
	Tokens   sentence.Range
	Words    []string
	// Levels hold the entities of each level. Those of one level do not overlap and
	// are in the order of the text.
	Levels [][]Span
}

// Offsets returns the bytes of the document that tokens from start to end of the
// sentence take, half-open; start is less than end.
func (s *Sentence) Offsets(start, end int) (from, to int) {
	tokens := s.Document.Layer(document.Tokens)
	return tokens.Start(s.Tokens.Start + start), tokens.End(s.Tokens.Start + end - 1)
}
