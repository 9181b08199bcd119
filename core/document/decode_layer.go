package document

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"google.golang.org/protobuf/encoding/protowire"
)

// maxCells bounds the documents times layers of a frame, beyond what its size
// accounts for: a layer without spans is as short for a million documents.
const maxCells = 1 << 18

// decodeLayers returns the layers of each document of the frame, with room for
// some more.
func (m *frameMessage) decodeLayers(spare int) ([][]*Layer, error) {
	bytes := 0
	for _, data := range m.layers {
		bytes += len(data)
	}
	if len(m.layers)*m.count > maxCells+bytes/4 {
		return nil, fmt.Errorf("%d layers of %d documents in one frame of %d bytes are too many", len(m.layers), m.count, bytes)
	}
	out := make([][]*Layer, m.count)
	size := len(m.layers) + spare
	room := make([]*Layer, m.count*size)
	for i := range out {
		out[i] = room[i*size : i*size : (i+1)*size]
	}
	seen := make(map[string]bool, len(m.layers))
	for _, data := range m.layers {
		c, err := decodeColumns(data, m.count)
		if err != nil {
			return nil, err
		}
		if seen[c.all.name] {
			return nil, fmt.Errorf("layer %q comes twice", c.all.name)
		}
		seen[c.all.name] = true
		c.deal(out)
	}
	return out, nil
}

// layerColumns is one layer of all documents of a frame.
type layerColumns struct {
	spanEnd []int32
	all     Layer
	more    extras
	vectors vectorColumns
}

// decodeColumns reads one layer message of n documents.
func decodeColumns(data []byte, n int) (*layerColumns, error) {
	c := &layerColumns{}
	if err := fields(data, c.take); err != nil {
		return nil, fmt.Errorf("layer %q: %w", c.all.name, err)
	}
	if err := c.check(n); err != nil {
		return nil, fmt.Errorf("layer %q: %w", c.all.name, err)
	}
	c.all.words.strings = slices.Clip(c.all.words.strings)
	return c, nil
}

// deal appends to each document its stretch of the layer. Documents share a
// layer that is empty in all of them.
func (c *layerColumns) deal(out [][]*Layer) {
	if c.spanEnd == nil {
		for i := range out {
			out[i] = append(out[i], &c.all)
		}
		return
	}
	layers := make([]Layer, len(out))
	var more []extras
	if c.more.any() || len(c.vectors.quant) > 0 {
		more = make([]extras, len(out))
	}
	from := int32(0)
	attr, why, vector := 0, 0, 0
	for i := range layers {
		to := c.spanEnd[i]
		c.cut(&layers[i], from, to)
		if more != nil {
			c.more.cut(&more[i], from, to)
			attr = c.more.attr.cut(&more[i].attr, from, to, attr)
			why = c.more.why.cut(&more[i].why, from, to, why)
			vector = c.vectors.cut(&more[i], i, from, to, vector)
			layers[i].more = &more[i]
		}
		out[i] = append(out[i], &layers[i])
		from = to
	}
}

func (c *layerColumns) take(field protowire.Number, _ uint64, b []byte) (err error) {
	l, x := &c.all, &c.more
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
		x.score, err = column[float32](b)
	case layerKind:
		x.kind = b
	case layerParent:
		x.parent, err = column[int32](b)
	case layerAttribute, layerAttribute + 1, layerAttribute + 2:
		err = x.attr.take(field-layerAttribute, b)
	case layerEvidence, layerEvidence + 1, layerEvidence + 2:
		err = x.why.take(field-layerEvidence, b)
	case layerStrings:
		l.dirty = l.dirty || !utf8.Valid(b)
		l.words.strings = append(l.words.strings, alias(b))
	case layerDim, layerVector, layerScale:
		err = c.vectors.take(field, b)
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
	l, spans, words := &c.all, len(c.all.start), len(c.all.words.strings)
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
	if err := inRange(l.label, words); err != nil {
		return fmt.Errorf("labels: %w", err)
	}
	if err := c.more.check(spans, words); err != nil {
		return err
	}
	if err := c.vectors.check(docs, c.spanEnd, spans); err != nil {
		return fmt.Errorf("vectors: %w", err)
	}
	return nil
}

func (x *extras) check(spans, words int) error {
	if len(x.score) != len(x.kind) || (x.score != nil && len(x.score) != spans) {
		return fmt.Errorf("%w: %d spans, %d scores, %d kinds", errColumns, spans, len(x.score), len(x.kind))
	}
	if x.parent != nil && len(x.parent) != spans {
		return fmt.Errorf("%w: %d spans, %d parents", errColumns, spans, len(x.parent))
	}
	if err := x.attr.check(spans, words); err != nil {
		return fmt.Errorf("attributes: %w", err)
	}
	if err := x.why.check(spans, words); err != nil {
		return fmt.Errorf("evidence: %w", err)
	}
	return nil
}

// any reports whether there is any column.
func (x *extras) any() bool {
	return x.score != nil || x.parent != nil || x.attr.span != nil || x.why.span != nil
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
	into.name, into.words, into.dirty = l.name, l.words, l.dirty
	into.start, into.end = l.start[from:to:to], l.end[from:to:to]
	into.label = l.label[from:to:to]
}

func (x *extras) cut(into *extras, from, to int32) {
	if x.score != nil {
		into.score, into.kind = x.score[from:to:to], x.kind[from:to:to]
	}
	if x.parent != nil {
		into.parent = x.parent[from:to:to]
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
