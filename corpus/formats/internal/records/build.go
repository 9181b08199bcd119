package records

import (
	"strconv"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus/annotation"
)

// Decode reads the next value of a decoder.
func Decode(dec *jsontext.Decoder, into any) error { return json.UnmarshalDecode(dec, into) }

// A Builder adds what a record has to its draft.
type Builder struct {
	Draft  *annotation.Draft
	Report annotation.Report
}

// Add appends an entity and the text it is said to have, "" for none.
func (b *Builder) Add(e annotation.Entity, surface string) {
	d := b.Draft
	if surface != "" && d.Surfaces == nil {
		d.Surfaces = make([]string, len(d.Entities), max(8, cap(d.Entities)))
	}
	d.Entities = append(d.Entities, e)
	if d.Surfaces != nil {
		d.Surfaces = append(d.Surfaces, surface)
	}
}

// Relate appends a relation between entities, by their ids.
func (b *Builder) Relate(id, label, from, to string, index map[string]int, attrs []document.Attr) {
	i, ok := index[from]
	j, ok2 := index[to]
	if !ok || !ok2 {
		b.Note(annotation.Reduced, "relation", "the relation %s is left out: it leads to something that is no entity", annotation.Shorten(label))
		return
	}
	b.Draft.Relations = append(b.Draft.Relations, annotation.Relation{ID: id, Label: label, From: i, To: j, Attributes: attrs})
}

// Note reports something about the record.
func (b *Builder) Note(effect annotation.Effect, code, format string, args ...any) {
	b.Report(b.Draft.Problem(effect, code, format, args...))
}

// Names are the ids under which entities are written: their own ones, and where those
// are missing and something points to the entity, or repeat, new ones.
type Names struct {
	d    *annotation.Document
	made map[int]string
}

// NewNames gives names to the entities of a document that need one.
func NewNames(d *annotation.Document) Names {
	n := Names{d: d}
	var pointed []int
	for i := range d.Entities {
		if p := d.Entities[i].Parent; p != annotation.NoParent {
			pointed = append(pointed, p)
		}
	}
	for _, r := range d.Relations {
		pointed = append(pointed, r.From, r.To)
	}
	if len(pointed) == 0 {
		return n
	}
	n.made = map[int]string{}
	used, again := map[string]bool{}, map[int]bool{}
	for i := range d.Entities {
		id := d.Entities[i].ID
		again[i] = id == "" || used[id]
		used[id] = true
	}
	for _, i := range pointed {
		if !again[i] || n.made[i] != "" {
			continue
		}
		id := "e" + strconv.Itoa(i+1)
		for used[id] {
			id += "_"
		}
		used[id], n.made[i] = true, id
	}
	return n
}

// Of returns the name of entity i, "" when it has none and needs none.
func (n Names) Of(i int) string {
	if name, ok := n.made[i]; ok {
		return name
	}
	return n.d.Entities[i].ID
}
