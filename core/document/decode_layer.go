package document

import (
	"fmt"
	"unicode/utf8"

	"google.golang.org/protobuf/encoding/protowire"
)

// decodeLayers returns the layers of each document of the frame.
func (m *frameMessage) decodeLayers() ([][]*Layer, error) {
	out := make([][]*Layer, m.count)
	room := make([]*Layer, m.count*len(m.layers))
	for i := range out {
		out[i] = room[i*len(m.layers) : i*len(m.layers) : (i+1)*len(m.layers)]
	}
	seen := make(map[string]bool, len(m.layers))
	for _, data := range m.layers {
		layers, err := decodeLayer(data, m.count)
		if err != nil {
			return nil, err
		}
		if len(layers) == 0 {
			continue
		}
		if name := layers[0].name; seen[name] {
			return nil, fmt.Errorf("layer %q comes twice", name)
		}
		seen[layers[0].name] = true
		for i := range layers {
			out[i] = append(out[i], &layers[i])
		}
	}
	return out, nil
}

// layerColumns is one layer of all documents of a frame.
type layerColumns struct {
	spanEnd []int32
	all     Layer
}

// decodeLayer cuts one layer message into a layer for each of n documents.
func decodeLayer(data []byte, n int) ([]Layer, error) {
	c := &layerColumns{}
	if err := fields(data, c.take); err != nil {
		return nil, fmt.Errorf("layer %q: %w", c.all.name, err)
	}
	if err := c.check(n); err != nil {
		return nil, fmt.Errorf("layer %q: %w", c.all.name, err)
	}
	layers := make([]Layer, n)
	from := int32(0)
	var attr, why int
	for i := range layers {
		to := from
		if c.spanEnd != nil {
			to = c.spanEnd[i]
		}
		c.cut(&layers[i], from, to)
		attr = c.all.attr.cut(&layers[i].attr, from, to, attr)
		why = c.all.why.cut(&layers[i].why, from, to, why)
		from = to
	}
	return layers, nil
}

func (c *layerColumns) take(field protowire.Number, _ uint64, b []byte) (err error) {
	l := &c.all
	switch field {
	case layerName:
		l.name = string(b)
	case layerSpanEnd:
		c.spanEnd, err = column[int32](b)
	case layerStart:
		l.start, err = column[int32](b)
	case layerEnd:
		l.end, err = column[int32](b)
	case layerLabel:
		l.label, err = column[int32](b)
	case layerScore:
		l.score, err = column[float32](b)
	case layerKind:
		l.kind = b
	case layerParent:
		l.parent, err = column[int32](b)
	case layerAttribute, layerAttribute + 1, layerAttribute + 2:
		err = l.attr.take(field-layerAttribute, b)
	case layerEvidence, layerEvidence + 1, layerEvidence + 2:
		err = l.why.take(field-layerEvidence, b)
	case layerStrings:
		if !utf8.Valid(b) {
			return fmt.Errorf("a string of its dictionary is not valid UTF-8")
		}
		l.strings = append(l.strings, alias(b))
	}
	return err
}

func (c *attrColumns) take(which protowire.Number, b []byte) (err error) {
	switch which {
	case 0:
		c.span, err = column[int32](b)
	case 1:
		c.key, err = column[int32](b)
	default:
		c.value, err = column[int32](b)
	}
	return err
}

// check makes sure that nothing read later can be out of range.
func (c *layerColumns) check(docs int) error {
	l := &c.all
	spans := len(l.start)
	if l.name == "" {
		return fmt.Errorf("%w: no name", errColumns)
	}
	if c.spanEnd != nil || spans > 0 {
		if err := checkEnds(c.spanEnd, docs, spans); err != nil {
			return err
		}
	}
	if len(l.end) != spans || len(l.label) != spans {
		return fmt.Errorf("%w: %d starts, %d ends, %d labels", errColumns, spans, len(l.end), len(l.label))
	}
	if len(l.score) != len(l.kind) || (l.score != nil && len(l.score) != spans) {
		return fmt.Errorf("%w: %d spans, %d scores, %d kinds", errColumns, spans, len(l.score), len(l.kind))
	}
	if l.parent != nil && len(l.parent) != spans {
		return fmt.Errorf("%w: %d spans, %d parents", errColumns, spans, len(l.parent))
	}
	if err := inRange(l.label, len(l.strings)); err != nil {
		return fmt.Errorf("labels: %w", err)
	}
	if err := l.attr.check(spans, len(l.strings)); err != nil {
		return fmt.Errorf("attributes: %w", err)
	}
	if err := l.why.check(spans, len(l.strings)); err != nil {
		return fmt.Errorf("evidence: %w", err)
	}
	return nil
}

func inRange(column []int32, n int) error {
	for _, v := range column {
		if v < 0 || int(v) >= n {
			return fmt.Errorf("%w: index %d of %d", errColumns, v, n)
		}
	}
	return nil
}

func (c *attrColumns) check(spans, strings int) error {
	if len(c.key) != len(c.span) || len(c.value) != len(c.span) {
		return fmt.Errorf("%w: %d spans, %d keys, %d values", errColumns, len(c.span), len(c.key), len(c.value))
	}
	last := int32(0)
	for _, s := range c.span {
		if s < last {
			return fmt.Errorf("%w: not ordered by span", errColumns)
		}
		last = s
	}
	if err := inRange(c.span, spans); err != nil {
		return err
	}
	if err := inRange(c.key, strings); err != nil {
		return err
	}
	return inRange(c.value, strings)
}

// cut gives a document its stretch [from,to) of the frame's spans.
func (c *layerColumns) cut(into *Layer, from, to int32) {
	l := &c.all
	into.name, into.strings = l.name, l.strings
	into.start, into.end = l.start[from:to:to], l.end[from:to:to]
	into.label = l.label[from:to:to]
	if l.score != nil {
		into.score, into.kind = l.score[from:to:to], l.kind[from:to:to]
	}
	if l.parent != nil {
		into.parent = l.parent[from:to:to]
	}
}

// cut gives a document the triples of its spans [from,to), which begin at index
// at, and returns where the next document's begin.
func (c *attrColumns) cut(into *attrColumns, from, to int32, at int) int {
	end := at
	for end < len(c.span) && c.span[end] < to {
		end++
	}
	into.span, into.key, into.value = c.span[at:end:end], c.key[at:end:end], c.value[at:end:end]
	into.base = from
	return end
}
