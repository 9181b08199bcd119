package annotation

import "github.com/onomast/onomast/core/document"

// A Draft is a record as a file has it: every offset of the document counts what the
// file counts, and none has been compared with the text.
type Draft struct {
	Document
	// Surfaces are the texts that the entities are said to have, in their order; ""
	// where the record does not say, nil when it says nothing of any.
	Surfaces []string
	// Stated is set when the record itself, or its format, says what offsets count:
	// Unit.
	Stated bool
	Unit   document.Unit
}

// surface returns the text entity i is said to have.
func (d *Draft) surface(i int) string {
	if i < len(d.Surfaces) {
		return d.Surfaces[i]
	}
	return ""
}
