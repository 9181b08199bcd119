package annotation

import (
	"strconv"
	"strings"

	"github.com/onomast/onomast/core/document"
)

// NoParent is the parent of an entity that lies in no other.
const NoParent = -1

// A Range is a stretch of text: byte offsets, half-open.
type Range struct{ Start, End int }

// Len returns the length in bytes.
func (r Range) Len() int { return r.End - r.Start }

// Contains reports whether other lies in r; every range contains itself.
func (r Range) Contains(other Range) bool { return r.Start <= other.Start && other.End <= r.End }

// Overlaps reports whether the two have at least a byte in common.
func (r Range) Overlaps(other Range) bool { return r.Start < other.End && other.Start < r.End }

// An Entity is a labelled stretch of text, or several stretches that are one thing.
type Entity struct {
	// ID names the entity within its document; it may be empty.
	ID string
	// Fragments are the stretches, at least one, sorted, without overlaps.
	Fragments []Range
	Label     string
	// Score means something only when Kind is not [document.None].
	Score float64
	Kind  document.ScoreKind
	// Parent is the index of the entity it lies in, or [NoParent].
	Parent     int
	Attributes []document.Attr
	// Source says who found it: a model, a person, a stage of a pipeline.
	Source string
}

// Hull is the range from the start of the first fragment to the end of the last.
func (e *Entity) Hull() Range {
	return Range{e.Fragments[0].Start, e.Fragments[len(e.Fragments)-1].End}
}

// Surface is the text of the entity; fragments are set apart by a space.
func (e *Entity) Surface(text string) string {
	if len(e.Fragments) == 1 {
		return text[e.Fragments[0].Start:e.Fragments[0].End]
	}
	parts := make([]string, len(e.Fragments))
	for i, f := range e.Fragments {
		parts[i] = text[f.Start:f.End]
	}
	return strings.Join(parts, " ")
}

// A Relation leads from one entity of a document to another.
type Relation struct {
	// ID names the relation within its document; it may be empty.
	ID    string
	Label string
	// From and To are indices of entities.
	From, To   int
	Attributes []document.Attr
}

// A Field is something a record has that no format but its own knows.
type Field struct {
	Name string
	// JSON is its value as JSON.
	JSON string
}

// An Origin is where a document was read.
type Origin struct {
	// Path is the file as the user gave it, "-" for standard input.
	Path string `json:"path,omitempty"`
	// Line is the line the record begins on, or in formats without lines the
	// number of the record; both count from 1, and 0 is the whole file.
	Line int `json:"line,omitempty"`
}

// String renders path:line.
func (o Origin) String() string {
	if o.Line == 0 {
		return o.Path
	}
	return o.Path + ":" + strconv.Itoa(o.Line)
}

// A Document is a text with the annotations of one annotator.
type Document struct {
	// ID names the document. Documents of several annotators of one text share it.
	ID string
	// Text is valid UTF-8, as the file has it.
	Text string
	// Language is a BCP 47 tag, Split the part of the data set ("train", "dev",
	// "test"), Group what must not be torn apart by a split (an author, a file),
	// Annotator who annotated it. Each may be empty.
	Language, Split, Group, Annotator string
	// Unlabelled documents were not annotated: that they have no entities says
	// nothing.
	Unlabelled bool
	// Tokens and Sentences are sorted and do not overlap; nil when the source has
	// none.
	Tokens, Sentences []Range
	Entities          []Entity
	Relations         []Relation
	// Fields hold what else the record has, in its order.
	Fields []Field
	Origin Origin
}

// Field returns the JSON of a further field, "" when there is none.
func (d *Document) Field(name string) string {
	for _, f := range d.Fields {
		if f.Name == name {
			return f.JSON
		}
	}
	return ""
}
