package records

import (
	"slices"
	"strings"

	"github.com/onomast/onomast/corpus/annotation"
)

// extra notes that members of an entity are left out.
func (b *Builder) extra(number int, unknown []annotation.Field, ignored []string) {
	var names []string
	for _, f := range unknown {
		if !slices.Contains(ignored, f.Name) {
			names = append(names, annotation.Shorten(f.Name))
		}
	}
	if len(names) > 0 {
		b.Note(annotation.Noted, "entity-fields", "of entity %d these fields are left out: %s", number, strings.Join(names, ", "))
	}
}

// Index returns the places of entities by their ids, and notes those that repeat.
func (b *Builder) Index() map[string]int {
	var index map[string]int
	for i := range b.Draft.Entities {
		id := b.Draft.Entities[i].ID
		if id == "" {
			continue
		}
		if _, again := index[id]; again {
			b.Note(annotation.Reduced, "duplicate-id", "entity %d has the id of another one; relations lead to the first", i+1)
			continue
		}
		if index == nil {
			index = make(map[string]int)
		}
		index[id] = i
	}
	return index
}
