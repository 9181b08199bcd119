package document

import "slices"

// A Layer is a named, append-only list of spans. It is held in columns, so a
// layer of plain tokens costs 12 bytes a span. A nil *Layer reads as an empty
// one.
type Layer struct {
	name  string
	start []int32
	end   []int32
	label []int32 // numbers in words
	words dictionary
	more  *extras // nil: no span has more than a place and a label
	dirty bool    // words come from another process and are not all valid UTF-8
}

// extras holds what only some layers have. A column that no span needs is nil.
type extras struct {
	score  []float32
	kind   []byte
	parent []int32
	attr   attrColumns
	why    attrColumns
	vec    *vectorColumn
}

// firstSpans is the room that the first span of a layer makes.
const firstSpans = 8

// NewLayer returns an empty layer.
func NewLayer(name string) *Layer { return &Layer{name: name} }

// NewLabelled returns an empty layer for a stage that knows its labels
// beforehand: see [Layer.AddNumbered]. Layers of one frame that are made of the
// same slice are the cheapest to send. The slice must not be changed.
func NewLabelled(name string, labels []string) *Layer {
	return &Layer{name: name, words: dictionary{strings: slices.Clip(labels)}}
}

// Name returns the layer's name.
func (l *Layer) Name() string { return l.name }

// Len returns the number of spans.
func (l *Layer) Len() int {
	if l == nil {
		return 0
	}
	return len(l.start)
}

// Grow makes room for n more spans.
func (l *Layer) Grow(n int) {
	size := len(l.start) + n
	if cap(l.start) >= size {
		return
	}
	l.setRoom(make([]int32, 3*size), size)
}

// setRoom moves the three columns to a block that holds size numbers of each.
func (l *Layer) setRoom(block []int32, size int) {
	l.start = append(block[:0:size], l.start...)
	l.end = append(block[size:size:2*size], l.end...)
	l.label = append(block[2*size:2*size:3*size], l.label...)
}

// Add appends a span that lies in no other and returns its index.
func (l *Layer) Add(s Span) int { return l.AddChild(NoParent, s) }

// AddRange appends a span of two byte offsets and a label and returns its index.
func (l *Layer) AddRange(start, end int, label string) int {
	return l.push(start, end, l.labelID(label))
}

// AddNumbered is [Layer.AddRange] for a layer made by [NewLabelled]; label is
// the position of the label in the slice given there.
func (l *Layer) AddNumbered(start, end, label int) int {
	_ = l.words.strings[label]
	return l.push(start, end, int32(label))
}

// AddChild appends a span nested in the span of index parent (or [NoParent]) and
// returns its index. A parent is added before its children.
func (l *Layer) AddChild(parent int, s Span) int {
	i := l.AddRange(s.Start, s.End, s.Label)
	if s.Kind == None && parent == NoParent && len(s.Attributes) == 0 && len(s.Evidence) == 0 {
		return i
	}
	if l.more == nil {
		l.more = &extras{}
	}
	if s.Kind != None {
		l.more.setScore(i, cap(l.start), s.Score, s.Kind)
	}
	if parent != NoParent {
		l.more.setParent(i, cap(l.start), parent)
	}
	l.more.attr.add(&l.words, i, s.Attributes)
	l.more.why.add(&l.words, i, s.Evidence)
	return i
}

func (l *Layer) push(start, end int, label int32) int {
	i := len(l.start)
	if i == cap(l.start) {
		l.Grow(more(i))
	}
	l.start = append(l.start, column32(start))
	l.end = append(l.end, column32(end))
	l.label = append(l.label, label)
	if l.more != nil {
		l.more.push(cap(l.start))
	}
	return i
}

// more returns for how many spans to make room when there are n: as many again, or
// half as many where that is a lot of memory.
func more(n int) int {
	if n > 1<<20 {
		return n / 2
	}
	return max(n, firstSpans)
}

// column32 makes what no column can hold -1, which [Layer.Validate] refuses.
func column32(v int) int32 {
	if uint(v) > MaxText {
		return -1
	}
	return int32(v)
}

// labelID numbers a label. Spans that follow each other often share theirs.
func (l *Layer) labelID(s string) int32 {
	if n := len(l.label); n > 0 {
		if last := l.label[n-1]; l.words.strings[last] == s {
			return last
		}
	}
	return l.words.id(s)
}

// push makes room in the columns there are for a plain span; room is how many spans
// the layer has room for.
func (x *extras) push(room int) {
	if x.score != nil {
		x.score = append(x.score, 0)
		x.kind = append(x.kind, byte(None))
	}
	if x.parent != nil {
		x.parent = append(x.parent, NoParent)
	}
	if x.vec != nil {
		x.vec.push(room)
	}
}

func (x *extras) setScore(i, room int, score float32, kind ScoreKind) {
	if x.score == nil {
		x.score = make([]float32, i+1, room)
		x.kind = make([]byte, i+1, room)
	}
	x.score[i], x.kind[i] = score, byte(kind)
}

func (x *extras) setParent(i, room, parent int) {
	if x.parent == nil {
		x.parent = make([]int32, i+1, room)
		for j := range x.parent {
			x.parent[j] = NoParent
		}
	}
	x.parent[i] = int32(min(max(parent, -2), i)) // what is no parent stays none
}
