package document

import "google.golang.org/protobuf/encoding/protowire"

// layerEncoder writes one named layer of all documents of a frame.
type layerEncoder struct {
	name   string
	layers []*Layer // one for each document, nil where it has none
	spans  int
	attrs  int
	whys   int
	scored bool
	nested bool
	vector int // bytes of vectors
	words  dictionary
	remap  [][]int32 // per document: its dictionary -> the frame's; nil: the same numbers
	room   []int32   // what remap is cut from
}

// layerEncoders prepares the named layers of the documents.
func layerEncoders(docs []*Document, names []string) []layerEncoder {
	encoders := make([]layerEncoder, len(names))
	for i, name := range names {
		encoders[i].load(name, docs)
	}
	return encoders
}

func (e *layerEncoder) load(name string, docs []*Document) {
	e.name, e.layers, e.remap = name, make([]*Layer, len(docs)), make([][]int32, len(docs))
	var last *Layer
	var lastMap []int32
	for i, d := range docs {
		l := d.Layer(name)
		e.layers[i] = l
		if l.Len() == 0 {
			continue
		}
		e.spans += len(l.start)
		if x := l.more; x != nil {
			e.attrs += len(x.attr.span)
			e.whys += len(x.why.span)
			e.scored = e.scored || x.score != nil
			e.nested = e.nested || x.parent != nil
			if x.vec != nil {
				e.vector += len(x.vec.quant)
			}
		}
		if last == nil || !last.words.shares(&l.words) {
			last, lastMap = l, e.merge(l.words.strings)
		}
		e.remap[i] = lastMap
	}
}

// merge adds a dictionary to the frame's and returns where each string went, or
// nil when each kept its number.
func (e *layerEncoder) merge(strings []string) []int32 {
	from, same := len(e.room), true
	for i, s := range strings {
		id := e.words.id(s)
		same = same && int(id) == i
		e.room = append(e.room, id)
	}
	if same {
		return nil
	}
	return e.room[from:]
}

// size returns the length of the message append writes, in bytes.
func (e *layerEncoder) size() int {
	n := sizeBytes(len(e.name))
	if e.spans == 0 {
		return n
	}
	n += sizeBytes(4*len(e.layers)) + 3*sizeBytes(4*e.spans)
	if e.scored {
		n += sizeBytes(4*e.spans) + sizeBytes(e.spans)
	}
	if e.nested {
		n += sizeBytes(4 * e.spans)
	}
	if e.attrs > 0 {
		n += 3 * sizeBytes(4*e.attrs)
	}
	if e.whys > 0 {
		n += 3 * sizeBytes(4*e.whys)
	}
	if e.vector > 0 {
		n += sizeColumn(4*len(e.layers)) + sizeColumn(e.vector) + sizeColumn(4*e.spans)
	}
	for _, s := range e.words.strings {
		n += sizeBytes(len(s))
	}
	return n
}

func (e *layerEncoder) append(dst []byte) []byte {
	dst = appendString(dst, layerName, e.name)
	if e.spans == 0 {
		return dst
	}
	dst = appendTagLen(dst, layerSpanEnd, 4*len(e.layers))
	end := 0
	for _, l := range e.layers {
		end += l.Len()
		dst = appendInt32(dst, int32(end))
	}
	dst = appendTagLen(dst, layerStart, 4*e.spans)
	e.each(func(_ int, l *Layer) { dst = appendColumn(dst, l.start) })
	dst = appendTagLen(dst, layerEnd, 4*e.spans)
	e.each(func(_ int, l *Layer) { dst = appendColumn(dst, l.end) })
	dst = appendTagLen(dst, layerLabel, 4*e.spans)
	e.each(func(i int, l *Layer) { dst = appendMapped(dst, l.label, e.remap[i]) })
	dst = e.appendScores(dst)
	dst = e.appendParents(dst)
	dst = e.appendAttrs(dst, layerAttribute, e.attrs, func(x *extras) *attrColumns { return &x.attr })
	dst = e.appendAttrs(dst, layerEvidence, e.whys, func(x *extras) *attrColumns { return &x.why })
	for _, s := range e.words.strings {
		dst = appendString(dst, layerStrings, s)
	}
	return e.appendVectors(dst)
}

func (e *layerEncoder) each(f func(doc int, l *Layer)) {
	for i, l := range e.layers {
		if l.Len() > 0 {
			f(i, l)
		}
	}
}

func appendMapped(dst []byte, column, to []int32) []byte {
	if to == nil {
		return appendColumn(dst, column)
	}
	for _, v := range column {
		dst = appendInt32(dst, to[v])
	}
	return dst
}

func (e *layerEncoder) appendScores(dst []byte) []byte {
	if !e.scored {
		return dst
	}
	dst = appendTagLen(dst, layerScore, 4*e.spans)
	e.each(func(_ int, l *Layer) {
		for i := range l.start {
			score, _ := l.Score(i)
			dst = appendFloat32(dst, score)
		}
	})
	dst = appendTagLen(dst, layerKind, e.spans)
	e.each(func(_ int, l *Layer) {
		for i := range l.start {
			_, kind := l.Score(i)
			dst = append(dst, byte(kind))
		}
	})
	return dst
}

func (e *layerEncoder) appendParents(dst []byte) []byte {
	if !e.nested {
		return dst
	}
	dst = appendTagLen(dst, layerParent, 4*e.spans)
	e.each(func(_ int, l *Layer) {
		for i := range l.start {
			dst = appendInt32(dst, int32(l.Parent(i)))
		}
	})
	return dst
}

// appendVectors writes the dimension of each document's vectors, 0 where it has
// none, all vectors, and a factor for each span of the frame.
func (e *layerEncoder) appendVectors(dst []byte) []byte {
	if e.vector == 0 {
		return dst
	}
	dst = appendTagLen(dst, layerDim, 4*len(e.layers))
	for _, l := range e.layers {
		dim := 0
		if l.Len() > 0 {
			dim = l.Dim()
		}
		dst = appendInt32(dst, int32(dim))
	}
	dst = appendTagLen(dst, layerVector, e.vector)
	e.each(func(_ int, l *Layer) {
		if c := l.vectors(); c != nil {
			dst = append(dst, unsigned(c.quant)...)
		}
	})
	dst = appendTagLen(dst, layerScale, 4*e.spans)
	e.each(func(_ int, l *Layer) {
		if c := l.vectors(); c != nil {
			dst = appendColumn(dst, c.scale)
			return
		}
		dst = append(dst, make([]byte, 4*len(l.start))...)
	})
	return dst
}

// appendAttrs writes triples in three columns; spans are counted over the frame.
func (e *layerEncoder) appendAttrs(dst []byte, first protowire.Number, n int, of func(*extras) *attrColumns) []byte {
	if n == 0 {
		return dst
	}
	dst = appendTagLen(dst, first, 4*n)
	base := int32(0)
	e.each(func(_ int, l *Layer) {
		if l.more != nil {
			c := of(l.more)
			for _, span := range c.span {
				dst = appendInt32(dst, span-c.base+base)
			}
		}
		base += int32(len(l.start))
	})
	numbers := func(field protowire.Number, column func(*attrColumns) []int32) {
		dst = appendTagLen(dst, field, 4*n)
		e.each(func(i int, l *Layer) {
			if l.more != nil {
				dst = appendMapped(dst, column(of(l.more)), e.remap[i])
			}
		})
	}
	numbers(first+1, func(c *attrColumns) []int32 { return c.key })
	numbers(first+2, func(c *attrColumns) []int32 { return c.value })
	return dst
}
