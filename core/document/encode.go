package document

import (
	"unsafe"

	"google.golang.org/protobuf/encoding/protowire"
)

// layerEncoder writes one named layer of all documents of a frame.
type layerEncoder struct {
	name    string
	layers  []*Layer // one for each document, nil where it has none
	spans   int
	attrs   int
	whys    int
	scored  bool
	nested  bool
	strings []string
	index   map[string]int32
	remap   [][]int32 // per document: its dictionary -> the frame's
}

func appendLayers(dst []byte, docs []*Document, names []string) []byte {
	for _, name := range names {
		e := newLayerEncoder(name, docs)
		if e.spans > 0 {
			dst = appendTagLen(dst, frameLayers, e.size())
			dst = e.append(dst)
		} else {
			body := appendString(nil, layerName, name)
			dst = appendBytes(dst, frameLayers, body)
		}
	}
	return dst
}

func newLayerEncoder(name string, docs []*Document) *layerEncoder {
	e := &layerEncoder{
		name:   name,
		layers: make([]*Layer, len(docs)),
		remap:  make([][]int32, len(docs)),
		index:  make(map[string]int32),
	}
	var last *Layer
	var lastMap []int32
	for i, d := range docs {
		l := d.Layer(name)
		e.layers[i] = l
		if l.Len() == 0 {
			continue
		}
		e.spans += len(l.start)
		e.attrs += len(l.attr.span)
		e.whys += len(l.why.span)
		e.scored = e.scored || l.score != nil
		e.nested = e.nested || l.parent != nil
		if last == nil || !sameDictionary(last, l) { // documents of one frame share theirs
			last, lastMap = l, e.merge(l.strings)
		}
		e.remap[i] = lastMap
	}
	return e
}

func sameDictionary(a, b *Layer) bool {
	return len(a.strings) == len(b.strings) && unsafe.SliceData(a.strings) == unsafe.SliceData(b.strings)
}

// merge adds a dictionary to the frame's and returns where each string went.
func (e *layerEncoder) merge(strings []string) []int32 {
	to := make([]int32, len(strings))
	for i, s := range strings {
		id, ok := e.index[s]
		if !ok {
			id = int32(len(e.strings))
			e.strings = append(e.strings, s)
			e.index[s] = id
		}
		to[i] = id
	}
	return to
}

// size returns the length of the message append writes, in bytes.
func (e *layerEncoder) size() int {
	n := sizeBytes(len(e.name)) + sizeBytes(4*len(e.layers)) + 3*sizeBytes(4*e.spans)
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
	for _, s := range e.strings {
		n += sizeBytes(len(s))
	}
	return n
}

// sizeBytes returns the length of a bytes field: all tags here are one byte.
func sizeBytes(n int) int {
	size := 2 + n
	for v := n; v >= 0x80; v >>= 7 {
		size++
	}
	return size
}

func (e *layerEncoder) append(dst []byte) []byte {
	dst = appendString(dst, layerName, e.name)
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
	dst = e.appendAttrs(dst, layerAttribute, e.attrs, func(l *Layer) *attrColumns { return &l.attr })
	dst = e.appendAttrs(dst, layerEvidence, e.whys, func(l *Layer) *attrColumns { return &l.why })
	for _, s := range e.strings {
		dst = appendString(dst, layerStrings, s)
	}
	return dst
}

func (e *layerEncoder) each(f func(doc int, l *Layer)) {
	for i, l := range e.layers {
		if l.Len() > 0 {
			f(i, l)
		}
	}
}

func appendMapped(dst []byte, column, to []int32) []byte {
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

// appendAttrs writes triples in three columns; spans are counted over the frame.
func (e *layerEncoder) appendAttrs(dst []byte, first protowire.Number, n int, of func(*Layer) *attrColumns) []byte {
	if n == 0 {
		return dst
	}
	dst = appendTagLen(dst, first, 4*n)
	base := int32(0)
	e.each(func(_ int, l *Layer) {
		c := of(l)
		for _, span := range c.span {
			dst = appendInt32(dst, span-c.base+base)
		}
		base += int32(len(l.start))
	})
	dst = appendTagLen(dst, first+1, 4*n)
	e.each(func(i int, l *Layer) { dst = appendMapped(dst, of(l).key, e.remap[i]) })
	dst = appendTagLen(dst, first+2, 4*n)
	e.each(func(i int, l *Layer) { dst = appendMapped(dst, of(l).value, e.remap[i]) })
	return dst
}
