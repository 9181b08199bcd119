// Package build makes the text of a document from tokens, for formats that hold nothing
// else, and entities from their tags.
package build

import (
	"fmt"
	"strings"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/tags"
)

// A Text is a document under construction.
type Text struct {
	ID     string
	Origin annotation.Origin

	in       *annotation.Input
	text     strings.Builder
	space    string // to be put before the next token
	tokens   []annotation.Range
	sentence int // index of its first token
	starts   []int
	entities []annotation.Entity
	tooLarge bool
}

// New begins a document at a line.
func New(in *annotation.Input, line int) *Text {
	return &Text{in: in, Origin: annotation.Origin{Path: in.Path, Line: line}}
}

// Len returns the number of tokens so far, more than are kept when they are too many.
func (t *Text) Len() int {
	if t.tooLarge {
		return len(t.tokens) + 1
	}
	return len(t.tokens)
}

// Begin begins a sentence, set apart by some white space from the one before; "" leaves
// what stands behind the last token.
func (t *Text) Begin(space string) {
	if len(t.tokens) > 0 && space != "" {
		t.space = space
	}
	t.sentence = len(t.tokens)
	t.starts = append(t.starts, t.sentence)
}

// Space puts white space before the next token, or at the end of the text.
func (t *Text) Space(space string) { t.space = space }

// End puts white space behind the last token.
func (t *Text) End(space string) {
	if !t.tooLarge {
		t.text.WriteString(space)
	}
}

// Token appends a token and what stands behind it.
func (t *Text) Token(token, space string) {
	if int64(t.text.Len()+len(token)+len(space)) > t.in.Limit {
		t.tooLarge = true
		return
	}
	t.text.WriteString(t.space)
	start := t.text.Len()
	t.text.WriteString(token)
	t.tokens = append(t.tokens, annotation.Range{Start: start, End: t.text.Len()})
	t.space = space
}

// Tagged appends the entities that the tags of the sentence say. lines are those of the
// tags, nil for tags that stand on no line of their own.
func (t *Text) Tagged(column []string, scheme tags.Scheme, lines []int) {
	if t.tooLarge || len(t.tokens)-t.sentence != len(column) {
		return
	}
	list := make([]tags.Tag, len(column))
	for i, s := range column {
		list[i], _ = tags.Parse(s)
	}
	var chunks []tags.Chunk
	if scheme != "" && t.in.Repair == annotation.Strict {
		chunks = tags.Strict(nil, scheme, list)
	} else {
		chunks = tags.Lenient(nil, list)
	}
	if scheme != "" {
		t.reportInvalid(scheme, list, lines)
	}
	for _, c := range chunks {
		t.Entity(c.From, c.To, annotation.Entity{Label: c.Label, Parent: annotation.NoParent})
	}
}

// reportInvalid reports the tags that break the scheme, and what becomes of them.
func (t *Text) reportInvalid(scheme tags.Scheme, list []tags.Tag, lines []int) {
	effect, what := annotation.Changed, "the entity is read as conlleval does"
	if t.in.Repair == annotation.Strict {
		effect, what = annotation.Lost, "the entity is left out"
	}
	for _, i := range tags.Invalid(scheme, list) {
		p := annotation.Problem{Effect: effect, Code: "invalid-tag", Origin: t.Origin, Document: t.ID, Sequence: len(t.starts),
			Message: fmt.Sprintf("a tag %c-%s cannot stand there in %s: %s", list[i].Position, annotation.Shorten(list[i].Label), scheme, what)}
		if lines != nil {
			p.Line = lines[i]
		}
		t.in.Report(p)
	}
}

// Entity appends an entity of the tokens [from,to) of the sentence.
func (t *Text) Entity(from, to int, e annotation.Entity) {
	if t.tooLarge {
		return
	}
	e.Fragments = []annotation.Range{{Start: t.tokens[t.sentence+from].Start, End: t.tokens[t.sentence+to-1].End}}
	t.entities = append(t.entities, e)
}

// Draft returns the document. The error is a *annotation.Problem.
func (t *Text) Draft() (*annotation.Draft, error) {
	if t.tooLarge {
		return nil, &annotation.Problem{Effect: annotation.Failed, Code: "too-large", Origin: t.Origin, Document: t.ID,
			Message: fmt.Sprintf("the document has more than %d bytes", t.in.Limit), Hint: "split it, or raise --max-document"}
	}
	d := &annotation.Draft{Stated: true, Unit: document.Byte}
	d.Document = annotation.Document{ID: t.ID, Text: t.text.String(), Tokens: t.tokens, Entities: t.entities, Origin: t.Origin}
	for i, first := range t.starts {
		end := len(t.tokens)
		if i+1 < len(t.starts) {
			end = t.starts[i+1]
		}
		if first < end {
			d.Sentences = append(d.Sentences, annotation.Range{Start: t.tokens[first].Start, End: t.tokens[end-1].End})
		}
	}
	return d, nil
}
