package spacy

import (
	"encoding/binary"
	"fmt"
	"io"
	"strings"

	"github.com/tinylib/msgp/msgp"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus/annotation"
)

// A docSource yields the documents of a DocBin.
type docSource struct {
	in     *annotation.Input
	bin    *bin
	number int // of documents so far
	token  int // of tokens before the next document
	column map[uint64]int
}

func newDocSource(in *annotation.Input, b *bin) *docSource {
	s := &docSource{in: in, bin: b, column: map[uint64]int{}}
	for i, a := range b.attrs {
		s.column[a] = i
	}
	return s
}

// A token is one token of a DocBin.
type token struct {
	place    annotation.Range
	iob      uint64
	kind, kb string
	id       string
}

// Next reads the next document.
func (s *docSource) Next() (*annotation.Draft, error) {
	if s.number*4 >= len(s.bin.lengths) {
		return nil, io.EOF
	}
	n := int(binary.LittleEndian.Uint32(s.bin.lengths[4*s.number:]))
	first := s.token
	s.token += n
	s.number++
	d := &annotation.Draft{Stated: true, Unit: document.Byte}
	d.Origin = annotation.Origin{Path: s.in.Path, Line: s.number}
	tokens, err := s.tokens(d, first, n)
	if err != nil {
		return nil, err
	}
	s.entities(d, tokens)
	if i := s.number - 1; i < len(s.bin.groups) {
		if err := s.groups(d, tokens, s.bin.groups[i]); err != nil {
			return nil, s.problem("the span groups are damaged: %s", explain(err))
		}
	}
	if i := s.number - 1; i < len(s.bin.cats) && string(s.bin.cats[i]) != "{}" {
		d.Fields = []annotation.Field{{Name: "cats", JSON: string(s.bin.cats[i])}}
	}
	return d, nil
}

func (s *docSource) problem(format string, args ...any) *annotation.Problem {
	return &annotation.Problem{Effect: annotation.Failed, Code: "broken-docbin", Message: fmt.Sprintf(format, args...),
		Origin: annotation.Origin{Path: s.in.Path, Line: s.number}}
}

// tokens makes the text, the tokens and the sentences.
func (s *docSource) tokens(d *annotation.Draft, first, n int) ([]token, error) {
	unknown := s.number-1 < len(s.bin.unknownSpaces) && s.bin.unknownSpaces[s.number-1]
	out := make([]token, n)
	known := false // where sentences begin
	var text strings.Builder
	for i := range out {
		word, ok := s.text(first+i, attrOrth)
		if !ok {
			return nil, s.problem("the text of token %d is not among the strings", i+1)
		}
		start := text.Len()
		text.WriteString(word)
		t := &out[i]
		t.place = annotation.Range{Start: start, End: text.Len()}
		t.iob, _ = s.value(first+i, attrEntIOB)
		t.kind, _ = s.text(first+i, attrEntType)
		t.kb, _ = s.text(first+i, attrEntKB)
		t.id, _ = s.text(first+i, attrEntID)
		if s.bin.spaces[first+i] != 0 || unknown && i+1 < n {
			text.WriteByte(' ')
		}
		if start, _ := s.value(first+i, attrSentStart); i > 0 && start != 0 {
			known = true
		}
		if strings.TrimSpace(word) == "" {
			continue
		}
		d.Tokens = append(d.Tokens, t.place)
		s.sentence(d, first+i, t.place)
	}
	if !known && n > 1 { // spaCy begins a sentence with every text
		d.Sentences = nil
	}
	d.Text = text.String()
	return out, nil
}

// sentence begins a sentence at a token, or makes the last one longer.
func (s *docSource) sentence(d *annotation.Draft, index int, place annotation.Range) {
	start, known := s.value(index, attrSentStart)
	switch {
	case known && start == 1:
		d.Sentences = append(d.Sentences, place)
	case len(d.Sentences) > 0:
		d.Sentences[len(d.Sentences)-1].End = place.End
	}
}

// value returns an attribute of a token.
func (s *docSource) value(token int, attr uint64) (uint64, bool) {
	c, ok := s.column[attr]
	if !ok {
		return 0, false
	}
	return binary.LittleEndian.Uint64(s.bin.tokens[8*(token*len(s.bin.attrs)+c):]), true
}

func (s *docSource) text(token int, attr uint64) (string, bool) {
	n, ok := s.value(token, attr)
	if !ok {
		return "", false
	}
	text, ok := s.bin.store.strings[n]
	return text, ok
}

// entities reads doc.ents. A document without a single B, I or O was not annotated.
func (s *docSource) entities(d *annotation.Draft, tokens []token) {
	d.Unlabelled = len(tokens) > 0
	for i := 0; i < len(tokens); i++ {
		t := &tokens[i]
		if t.iob != iobMissing {
			d.Unlabelled = false
		}
		if t.iob != iobBegin && t.iob != iobInside {
			continue
		}
		end := i + 1
		for end < len(tokens) && tokens[end].iob == iobInside && tokens[end].kind == t.kind {
			end++
		}
		e := annotation.Entity{Label: t.kind, Parent: annotation.NoParent}
		e.Fragments = []annotation.Range{{Start: t.place.Start, End: tokens[end-1].place.End}}
		e.Attributes = linked(t.kb, t.id)
		d.Entities = append(d.Entities, e)
		i = end - 1
	}
}

func linked(kb, id string) (attrs []document.Attr) {
	if kb != "" {
		attrs = append(attrs, document.Attr{Key: "kb_id", Value: kb})
	}
	if id != "" {
		attrs = append(attrs, document.Attr{Key: "ent_id", Value: id})
	}
	return attrs
}

// groups reads doc.spans: a map from groups to their keys, or a list of groups. Spans
// that doc.ents has too are there once.
func (s *docSource) groups(d *annotation.Draft, tokens []token, data []byte) error {
	if len(data) == 0 {
		return nil
	}
	seen := map[string]bool{}
	for i := range d.Entities {
		seen[key(&d.Entities[i])] = true
	}
	one := func(group []byte) error { return s.group(d, tokens, group, seen) }
	if msgp.NextType(data) == msgp.ArrayType {
		_, err := readList(data, func(item []byte) ([]byte, error) {
			group, rest, err := readName(item)
			if err != nil {
				return rest, err
			}
			return rest, one(group)
		})
		return err
	}
	n, data, err := msgp.ReadMapHeaderBytes(data)
	for ; n > 0 && err == nil; n-- {
		var group []byte
		if group, data, err = readName(data); err != nil {
			return err
		}
		if data, err = msgp.Skip(data); err != nil {
			return err
		}
		err = one(group)
	}
	return err
}

func key(e *annotation.Entity) string { return fmt.Sprint(e.Label, e.Fragments) }

// group reads one group: {"name": .., "attrs": .., "spans": [..]}.
func (s *docSource) group(d *annotation.Draft, tokens []token, data []byte, seen map[string]bool) error {
	n, data, err := msgp.ReadMapHeaderBytes(data)
	for ; n > 0 && err == nil; n-- {
		var name []byte
		if name, data, err = readName(data); err != nil {
			return err
		}
		if string(name) != "spans" {
			if data, err = msgp.Skip(data); err != nil {
				return err
			}
			continue
		}
		data, err = readList(data, func(item []byte) ([]byte, error) {
			span, rest, err := readName(item)
			if err == nil {
				err = s.span(d, tokens, span, seen)
			}
			return rest, err
		})
	}
	return err
}

// spanSize is the size of a span: id, kb_id and label of 8 bytes, and four offsets.
const spanSize = 3*8 + 4*4

func (s *docSource) span(d *annotation.Draft, tokens []token, data []byte, seen map[string]bool) error {
	if len(data) != spanSize {
		return fmt.Errorf("a span has %d bytes instead of %d", len(data), spanSize)
	}
	label, ok := s.bin.store.strings[binary.BigEndian.Uint64(data[16:])]
	from, to := int32(binary.BigEndian.Uint32(data[24:])), int32(binary.BigEndian.Uint32(data[28:]))
	if !ok || from < 0 || to <= from || int(to) > len(tokens) {
		return fmt.Errorf("a span leads to tokens or a label that are not there")
	}
	e := annotation.Entity{Label: label, Parent: annotation.NoParent}
	e.Fragments = []annotation.Range{{Start: tokens[from].place.Start, End: tokens[to-1].place.End}}
	e.Attributes = linked(s.bin.store.strings[binary.BigEndian.Uint64(data[8:])], s.bin.store.strings[binary.BigEndian.Uint64(data)])
	if !seen[key(&e)] {
		seen[key(&e)] = true
		d.Entities = append(d.Entities, e)
	}
	return nil
}
