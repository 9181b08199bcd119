package annotation

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/onomast/onomast/core/document"
)

// An Effect says how much a [Problem] cost.
type Effect string

// The effects, worst first.
const (
	// Failed: a record, or the rest of a file, could not be read.
	Failed Effect = "failed"
	// Lost: a span is gone.
	Lost Effect = "lost"
	// Changed: a span, or the text, is not what it was.
	Changed Effect = "changed"
	// Reduced: something that belongs to a span or document is gone: a score, an
	// attribute, a relation.
	Reduced Effect = "reduced"
	// Noted: nothing is lost, but it is worth knowing.
	Noted Effect = "noted"
)

// A Problem is one thing that could not be read, or not be kept, as it was. It holds
// no document text.
type Problem struct {
	Effect Effect `json:"effect"`
	// Code is a stable name for the reason, e.g. "overlap".
	Code string `json:"code"`
	Origin
	// Document is the id of the document; empty when it is not known.
	Document string `json:"document,omitempty"`
	// Span is the entity spoken of.
	Span *Place `json:"span,omitempty"`
	// Sequence is the sequence of tags spoken of, counted within the document from 1; 0:
	// it is about no tags.
	Sequence int `json:"-"`
	// Scheme is that of the file's tags, with the code "scheme".
	Scheme string `json:"scheme,omitempty"`
	// Message says what happened, Hint what to do about it.
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
}

// A Place names an entity without its text. Start and End are in Unit, half-open.
type Place struct {
	Label string `json:"label"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Unit  string `json:"unit"`
}

// Error makes a Problem an error: place, message and hint in one line.
func (p *Problem) Error() string {
	var b strings.Builder
	if at := p.Origin.String(); at != "" {
		b.WriteString(at + ": ")
	}
	if p.Span != nil {
		fmt.Fprintf(&b, "%s %d-%d: ", Shorten(p.Span.Label), p.Span.Start, p.Span.End)
	}
	b.WriteString(p.Message)
	if p.Hint != "" {
		b.WriteString("; " + p.Hint)
	}
	return b.String()
}

// A Report takes problems as they turn up.
type Report func(Problem)

// Places makes problems of entities, one document after the other. What it needs to
// know of a text it works out once. The zero Places is ready to use.
type Places struct {
	text    string
	offsets *document.Offsets
}

// About makes a problem of an entity. Its place is in code points.
func (p *Places) About(d *Document, e *Entity, effect Effect, code, format string, args ...any) Problem {
	if p.offsets == nil || p.text != d.Text {
		p.text, p.offsets = d.Text, document.NewOffsets(d.Text)
	}
	problem := d.Problem(effect, code, format, args...)
	hull, unit := e.Hull(), document.CodePoint
	problem.Span = &Place{Label: e.Label, Start: p.offsets.To(unit, hull.Start), End: p.offsets.To(unit, hull.End), Unit: unit.String()}
	return problem
}

// Problem makes a problem of a document.
func (d *Document) Problem(effect Effect, code, format string, args ...any) Problem {
	return Problem{Effect: effect, Code: code, Origin: d.Origin, Document: d.ID, Message: fmt.Sprintf(format, args...)}
}

// Shorten keeps a name that is no name from filling the screen.
func Shorten(s string) string {
	const most = 40
	if utf8.RuneCountInString(s) > most {
		return string([]rune(s)[:most]) + "…"
	}
	return s
}
