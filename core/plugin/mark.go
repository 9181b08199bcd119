package plugin

import (
	"strings"

	"github.com/onomast/onomast/core/document"
)

// docMark remembers how far a document was, to drop what a failed stage left.
type docMark struct{ layers, notes int }

func mark(d *document.Document) docMark {
	return docMark{layers: len(d.Layers()), notes: len(d.Notes())}
}

// restore returns the document as it was at the mark. It is a new one: the
// failed stage may still hold the old.
func (m docMark) restore(d *document.Document) *document.Document {
	names := make([]string, m.layers)
	for i, l := range d.Layers()[:m.layers] {
		names[i] = l.Name()
	}
	old := d.With(names...)
	for _, n := range d.Notes()[:m.notes] {
		old.AddNote(n)
	}
	return old
}

// A layerError is a layer that does not fit its document.
type layerError struct{ error }

// validate looks at what a stage has added before anybody else reads it: a span
// out of range would make the next stage fail in its place.
func (m docMark) validate(d *document.Document) error {
	for _, l := range d.Layers()[m.layers:] {
		if err := l.Validate(d.Text()); err != nil {
			return &layerError{err}
		}
	}
	return nil
}

// wants reports whether the stage is for the document's language.
func (st *stage) wants(d *document.Document) bool {
	if len(st.Languages) == 0 {
		return true
	}
	code := d.LanguageCode()
	for _, r := range st.Languages {
		if matchLanguage(r, code) {
			return true
		}
	}
	return false
}

// matchLanguage reports whether a BCP 47 tag lies in a range: basic filtering
// of RFC 4647, by whole subtags and without regard to case.
func matchLanguage(langRange, tag string) bool {
	if tag == "" || len(tag) < len(langRange) || !strings.EqualFold(tag[:len(langRange)], langRange) {
		return langRange == "*" && tag != ""
	}
	return len(tag) == len(langRange) || tag[len(langRange)] == '-'
}
