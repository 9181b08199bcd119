package records

import (
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/onomast/onomast/corpus/annotation"
)

// Extra notes that members of an entity are left out.
func (b *Builder) Extra(number int, unknown jsontext.Value) {
	if len(unknown) == 0 {
		return
	}
	var names []string
	for _, f := range Fields(unknown) {
		names = append(names, annotation.Shorten(f.Name))
	}
	b.Note(annotation.Noted, "entity-fields", "of entity %d these fields are left out: %s", number, strings.Join(names, ", "))
}
