package plugin

import "github.com/onomast/onomast/core/document"

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

// restrict returns the document without what the stage has said since the mark of
// regions that it is not for. Nil regions stand for all of the text.
func (m docMark) restrict(d *document.Document, regions []document.Region) *document.Document {
	if regions == nil {
		return d
	}
	out := m.restore(d)
	for _, l := range d.Layers()[m.layers:] {
		_ = out.Add(l.Within(regions)) // names are those of d: each once
	}
	for _, n := range d.Notes()[m.notes:] {
		out.AddNote(n)
	}
	return out
}
