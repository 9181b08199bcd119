package read

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus"
)

// An annotation is one object of the list of entities of a record.
type annotation struct {
	object  []byte
	members []member
	number  int // in the list, from 1
	span    document.Span
	id      string
	parent  string // id of the entity it lies in
}

// gold adds the entities of a record as the layer [corpus.Gold], when that is
// asked for and the record has some.
func (s *source) gold(rec corpus.Record, object []byte, all []member, where place) corpus.Record {
	list := find(all, entitiesField)
	if !s.opts.Gold || rec.Document == nil || list == nil || string(object[list.start:list.end]) == "null" {
		return rec
	}
	layer, err := goldLayer(rec.Document.Text(), object, all, *list)
	if err == nil {
		err = layer.Validate(rec.Document.Text())
	}
	if err == nil {
		err = rec.Document.Add(layer)
	}
	if err != nil {
		rec.Document, rec.Source = nil, nil
		rec.Failure = failure(codeAnnotation, "mend the record; offsets are code points unless \"offset_unit\" says otherwise", "%s: %s", where, err.Error())
	}
	return rec
}

const entitiesField = "entities"

// goldLayer makes a layer of a list of entities. A parent comes before its
// children there, whatever the order of the list.
func goldLayer(text string, object []byte, all []member, list member) (*document.Layer, error) {
	unit := document.CodePoint
	if m := find(all, "offset_unit"); m != nil {
		var err error
		if unit, err = document.ParseUnit(scalar(object, *m)); err != nil {
			return nil, err
		}
	}
	raw := object[list.start:list.end]
	if kind := jsonKind(raw); kind != "a list" {
		return nil, fmt.Errorf("the field %q is %s, not a list", entitiesField, kind)
	}
	offsets := document.NewOffsets(text)
	var found []annotation
	for i, value := range elements(raw) {
		a := annotation{object: raw[value.start:value.end], number: i + 1}
		if err := a.parse(text, offsets, unit); err != nil {
			return nil, fmt.Errorf("entity %d: %w", a.number, err)
		}
		found = append(found, a)
	}
	return inOrder(found)
}

// inOrder adds annotations by start, longer first, so that parents come before
// their children.
func inOrder(found []annotation) (*document.Layer, error) {
	slices.SortStableFunc(found, func(a, b annotation) int {
		return cmp.Or(cmp.Compare(a.span.Start, b.span.Start), cmp.Compare(b.span.End, a.span.End))
	})
	layer, place := document.NewLayer(corpus.Gold), map[string]int{}
	for _, a := range found {
		parent := document.NoParent
		if a.parent != "" {
			var known bool
			if parent, known = place[a.parent]; !known {
				return nil, fmt.Errorf("entity %d lies in %s, which is not around it", a.number, quote(shorten(a.parent)))
			}
		}
		i := layer.AddChild(parent, a.span)
		if a.id == "" {
			continue
		}
		if _, again := place[a.id]; again {
			return nil, fmt.Errorf("entity %d has the id %s, which another one has too", a.number, quote(shorten(a.id)))
		}
		place[a.id] = i
	}
	return layer, nil
}

// parse takes what a result line says of an entity. Only start, end and label
// have to be there.
func (a *annotation) parse(text string, offsets *document.Offsets, unit document.Unit) error {
	if kind := jsonKind(a.object); kind != "an object" {
		return fmt.Errorf("it is %s, not an object", kind)
	}
	a.members = members(a.object)
	var err error
	if a.span.Start, err = a.offset("start", offsets, unit); err != nil {
		return err
	}
	if a.span.End, err = a.offset("end", offsets, unit); err != nil {
		return err
	}
	if a.span.Start >= a.span.End {
		return fmt.Errorf("it ends where or before it starts")
	}
	if a.span.Label = a.value("label"); a.span.Label == "" {
		return fmt.Errorf("it has no label")
	}
	if m := find(a.members, "text"); m != nil && scalar(a.object, *m) != text[a.span.Start:a.span.End] {
		return fmt.Errorf("its text is not the text at its place")
	}
	a.id, a.parent = a.value("id"), a.value("parent")
	return a.why()
}

// offset reads an offset of the record's unit as one in bytes.
func (a *annotation) offset(name string, offsets *document.Offsets, unit document.Unit) (int, error) {
	m := find(a.members, name)
	if m == nil {
		return 0, fmt.Errorf("it has no %q", name)
	}
	n, err := strconv.Atoi(string(a.object[m.start:m.end]))
	if err != nil {
		return 0, fmt.Errorf("%q is not a whole number", name)
	}
	at, ok := offsets.From(unit, n)
	if !ok {
		return 0, fmt.Errorf("%q is %d %ss, which is outside of the text or inside of a character", name, n, unit)
	}
	return at, nil
}

// value is the text of a field, "" for what is no text or number.
func (a *annotation) value(name string) string {
	if m := find(a.members, name); m != nil {
		return scalar(a.object, *m)
	}
	return ""
}

// why reads score, source, attributes and evidence.
func (a *annotation) why() error {
	var err error
	if a.span.Kind, err = document.ParseScoreKind(a.value("score_kind")); err != nil {
		return err
	}
	if a.span.Kind != document.None {
		score, err := strconv.ParseFloat(a.value("score"), 32)
		if err != nil {
			return fmt.Errorf("its score is not a number")
		}
		a.span.Score = float32(score)
	}
	a.span.Attributes = a.attrs("attributes")
	if source := a.value("source"); source != "" {
		a.span.Evidence = append(a.span.Evidence, document.Attr{Key: "source", Value: source})
	}
	a.span.Evidence = append(a.span.Evidence, a.attrs("evidence")...)
	return nil
}

// attrs reads an object of texts and lists of texts.
func (a *annotation) attrs(name string) []document.Attr {
	field := find(a.members, name)
	if field == nil || jsonKind(a.object[field.start:field.end]) != "an object" {
		return nil
	}
	object := a.object[field.start:field.end]
	var all []document.Attr
	for _, m := range members(object) {
		raw := object[m.start:m.end]
		if jsonKind(raw) != "a list" {
			all = append(all, document.Attr{Key: m.name, Value: scalar(object, m)})
			continue
		}
		for _, value := range elements(raw) {
			all = append(all, document.Attr{Key: m.name, Value: scalar(raw, value)})
		}
	}
	return all
}
