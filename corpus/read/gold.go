package read

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus"
)

// An annotations reads the list of entities of a record.
type annotations struct {
	list, object, attrs parser // one for each level
	offsets             *document.Offsets
	unit                document.Unit
	words               map[string]string // labels, keys and values met so far
}

// manyWords is how many words are kept: there are few, and no end of others.
const manyWords = 4096

// word returns a string or number, the same memory for the same one.
func (m *annotations) word(p *parser, v *part) string {
	if v == nil {
		return ""
	}
	raw := p.raw(*v)
	if known, ok := m.words[string(raw)]; ok {
		return known
	}
	word := p.scalar(v)
	if m.words == nil {
		m.words = make(map[string]string)
	}
	if len(m.words) < manyWords && len(word) < 64 {
		m.words[string(raw)] = word
	}
	return word
}

// An annotation is one entity of the list.
type annotation struct {
	number int // in the list, from 1
	span   document.Span
	id     string
	parent string // id of the entity it lies in
}

const entitiesField = "entities"

// gold adds the entities of a record as the layer [corpus.Gold], when that is
// asked for and the record has some.
func (s *source) gold(rec corpus.Record, where place) corpus.Record {
	if !s.opts.Gold || rec.Document == nil {
		return rec
	}
	list := s.parser.find(entitiesField)
	if list == nil || jsonKind(s.parser.raw(*list)) == "null" {
		return rec
	}
	layer, err := s.marked.layer(rec.Document.Text(), s.parser.raw(*list), s.parser.find("offset_unit"), &s.parser)
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

// layer makes a layer of a list of entities. A parent comes before its children
// there, whatever the order of the list.
func (m *annotations) layer(text string, raw []byte, unit *part, record *parser) (*document.Layer, error) {
	m.unit = document.CodePoint
	if unit != nil {
		var err error
		if m.unit, err = document.ParseUnit(record.scalar(unit)); err != nil {
			return nil, err
		}
	}
	if kind := jsonKind(raw); kind != "a list" {
		return nil, fmt.Errorf("the field %q is %s, not a list", entitiesField, kind)
	}
	m.list.parse(raw) // it is part of what was parsed before
	m.offsets = document.NewOffsets(text)
	found := make([]annotation, len(m.list.parts))
	for i, value := range m.list.parts {
		found[i].number = i + 1
		if err := m.parse(&found[i], text, m.list.raw(value)); err != nil {
			return nil, fmt.Errorf("entity %d: %w", i+1, err)
		}
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
func (m *annotations) parse(a *annotation, text string, raw []byte) error {
	if kind := jsonKind(raw); kind != "an object" {
		return fmt.Errorf("it is %s, not an object", kind)
	}
	m.object.parse(raw)
	var err error
	if a.span.Start, err = m.offset("start"); err != nil {
		return err
	}
	if a.span.End, err = m.offset("end"); err != nil {
		return err
	}
	if a.span.Start >= a.span.End {
		return fmt.Errorf("it ends where or before it starts")
	}
	if a.span.Label = m.value("label"); a.span.Label == "" {
		return fmt.Errorf("it has no label")
	}
	if v := m.object.find("text"); v != nil && !m.is(v, text[a.span.Start:a.span.End]) {
		return fmt.Errorf("its text is not the text at its place")
	}
	a.id, a.parent = m.value("id"), m.value("parent")
	return m.why(&a.span)
}

// is compares a string with a text.
func (m *annotations) is(v *part, text string) bool {
	raw := m.object.raw(*v)
	return len(raw) == len(text)+2 && string(raw[1:len(raw)-1]) == text && jsonKind(raw) == "a string" || m.object.scalar(v) == text
}

// offset reads an offset of the record's unit as one in bytes.
func (m *annotations) offset(name string) (int, error) {
	v := m.object.find(name)
	if v == nil {
		return 0, fmt.Errorf("it has no %q", name)
	}
	n, err := strconv.Atoi(string(m.object.raw(*v)))
	if err != nil {
		return 0, fmt.Errorf("%q is not a whole number", name)
	}
	at, ok := m.offsets.From(m.unit, n)
	if !ok {
		return 0, fmt.Errorf("%q is %d (%s), which is outside of the text or inside of a character", name, n, m.unit)
	}
	return at, nil
}

// value is the text of a field, "" for what is no text or number.
func (m *annotations) value(name string) string { return m.word(&m.object, m.object.find(name)) }

// why reads score, source, attributes and evidence.
func (m *annotations) why(s *document.Span) error {
	var err error
	if s.Kind, err = document.ParseScoreKind(m.value("score_kind")); err != nil {
		return err
	}
	if s.Kind != document.None {
		score, err := strconv.ParseFloat(m.value("score"), 32)
		if err != nil {
			return fmt.Errorf("its score is not a number")
		}
		s.Score = float32(score)
	}
	s.Attributes = m.pairs(nil, "attributes")
	if source := m.value("source"); source != "" {
		s.Evidence = append(s.Evidence, document.Attr{Key: "source", Value: source})
	}
	s.Evidence = m.pairs(s.Evidence, "evidence")
	return nil
}

// pairs appends what an object of texts and lists of texts holds.
func (m *annotations) pairs(all []document.Attr, name string) []document.Attr {
	field := m.object.find(name)
	if field == nil || jsonKind(m.object.raw(*field)) != "an object" {
		return all
	}
	m.attrs.parse(m.object.raw(*field))
	all = slices.Grow(all, len(m.attrs.parts))
	for _, v := range m.attrs.parts {
		key := m.word(&m.attrs, &part{start: v.name, end: v.nameEnd})
		raw := m.attrs.raw(v)
		if jsonKind(raw) != "a list" {
			all = append(all, document.Attr{Key: key, Value: m.word(&m.attrs, &v)})
			continue
		}
		var list parser
		list.parse(raw)
		for _, value := range list.parts {
			all = append(all, document.Attr{Key: key, Value: m.word(&list, &value)})
		}
	}
	return all
}
