package document

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// MaxText is the longest text a document may hold, in bytes. Offsets travel as
// 32-bit integers.
const MaxText = 1<<31 - 1

// Names of the layers that stages agree on. A recognising stage writes its
// candidates to a layer named by the stage's id.
const (
	Tokens    = "tokens"
	Sentences = "sentences"
	Language  = "language"
	Sections  = "sections"
	Entities  = "entities"
)

// spareLayers is the room for further layers that is made at a time.
const spareLayers = 4

// A Document is immutable UTF-8 text and the layers that stages have added to
// it. Reading it from several goroutines is safe; adding a layer is not.
type Document struct {
	id     string
	text   string
	layers []*Layer
	notes  []Note
}

// A Note is something a stage has to say about one document that is no error:
// an exactness it gave up, a rule it skipped.
type Note struct {
	// Stage is the id of the stage that says it.
	Stage string `json:"stage"`
	// Code names the kind of note, e.g. "resolver.approximate".
	Code string `json:"code"`
	// Message is for people. It holds no document text.
	Message string `json:"message"`
}

// New returns a document without layers. The text must be valid UTF-8 of at
// most [MaxText] bytes; readers convert other encodings before they get here.
func New(id, text string) (*Document, error) {
	if len(text) > MaxText {
		return nil, fmt.Errorf("document %q has %d bytes of text; at most %d fit: split it", id, len(text), MaxText)
	}
	if at := invalidUTF8(text); at >= 0 {
		return nil, fmt.Errorf("document %q: byte %d is not valid UTF-8: convert the text first", id, at)
	}
	d := &struct { // one allocation, also with the first layers
		Document
		room [spareLayers]*Layer
	}{Document: Document{id: id, text: text}}
	d.layers = d.room[:0]
	return &d.Document, nil
}

func invalidUTF8(s string) int {
	if utf8.ValidString(s) {
		return -1
	}
	for i, r := range s {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				return i
			}
		}
	}
	return -1
}

// ID returns the name under which the document's result is reported.
func (d *Document) ID() string { return d.id }

// Text returns the text. It never changes.
func (d *Document) Text() string { return d.text }

// Layer returns the layer of that name, or nil when no stage has written it.
// A nil *Layer behaves as an empty one.
func (d *Document) Layer(name string) *Layer {
	for _, l := range d.layers {
		if l.name == name {
			return l
		}
	}
	return nil
}

// Layers returns the layers in the order they were added. The slice must not
// be changed.
func (d *Document) Layers() []*Layer { return d.layers }

// Add appends a layer. It is an error to add a second layer of the same name:
// nobody changes what another stage wrote.
func (d *Document) Add(l *Layer) error {
	if l.name == "" {
		return fmt.Errorf("a layer needs a name")
	}
	if d.Layer(l.name) != nil {
		return fmt.Errorf("layer %q is already written: give the stage that writes it again another id", l.name)
	}
	if len(d.layers) == cap(d.layers) {
		d.layers = slices.Grow(d.layers, spareLayers)
	}
	d.layers = append(d.layers, l)
	return nil
}

// With returns a document that shares this one's id and text and has only the
// named layers, in the order given. Missing layers are left out.
func (d *Document) With(layers ...string) *Document {
	view := &Document{id: d.id, text: d.text}
	for _, name := range layers {
		if l := d.Layer(name); l != nil {
			view.layers = append(view.layers, l)
		}
	}
	return view
}

// AddNote records something to say about the document that is no error.
func (d *Document) AddNote(n Note) { d.notes = append(d.notes, n) }

// Notes returns what stages had to say about the document, oldest first.
func (d *Document) Notes() []Note { return slices.Clip(d.notes) }

// String names the document without giving away its text.
func (d *Document) String() string {
	names := make([]string, len(d.layers))
	for i, l := range d.layers {
		names[i] = l.name
	}
	return fmt.Sprintf("document %q (%d bytes; layers: %s)", d.id, len(d.text), strings.Join(names, ", "))
}
