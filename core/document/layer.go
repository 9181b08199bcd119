package document

import (
	"fmt"
	"iter"
	"unicode/utf8"
)

// NoParent is the parent of a span that lies in no other span of its layer.
const NoParent = -1

// ScoreKind says what a score means. A score without a kind is no score.
type ScoreKind uint8

// The kinds of score.
const (
	// None: the source gives no score. Not the same as 1.
	None ScoreKind = iota
	// Raw: higher is better, comparable only within one source.
	Raw
	// Calibrated: the probability that the span is right.
	Calibrated
)

// String returns the word used in results: "none", "raw" or "calibrated".
func (k ScoreKind) String() string {
	switch k {
	case Raw:
		return "raw"
	case Calibrated:
		return "calibrated"
	default:
		return "none"
	}
}

// ParseScoreKind is the inverse of [ScoreKind.String].
func ParseScoreKind(s string) (ScoreKind, error) {
	switch s {
	case "", "none":
		return None, nil
	case "raw":
		return Raw, nil
	case "calibrated":
		return Calibrated, nil
	}
	return None, fmt.Errorf("unknown score kind %q: use none, raw or calibrated", s)
}

// An Attr is one named value: an attribute of a span (normalized: 2023-03-15)
// or a piece of evidence for it (rule: support.yaml:9).
type Attr struct {
	Key, Value string
}

// A Span is a labelled stretch of text.
type Span struct {
	// Start and End are byte offsets into the text, half-open, on code point
	// boundaries, Start < End.
	Start, End int
	// Label is the entity type, or the layer's own word (a language, a section).
	Label string
	// Score is meaningful only when Kind is not None.
	Score float32
	Kind  ScoreKind
	// Attributes describe the span; Evidence says why it was proposed.
	Attributes []Attr
	Evidence   []Attr
}

// A Layer is a named, append-only list of spans. It is held in columns, so a
// layer of plain tokens costs 12 bytes a span. The zero score column is not
// stored. A nil *Layer reads as an empty one.
type Layer struct {
	name    string
	start   []int32
	end     []int32
	label   []int32 // indices into strings
	score   []float32
	kind    []byte
	parent  []int32
	attr    attrColumns
	why     attrColumns
	strings []string         // the layer's dictionary; shared and read-only after decoding
	index   map[string]int32 // built on the first Add
}

// attrColumns holds attributes as triples, ordered by span. In a layer that was
// decoded, spans are counted over the whole frame and begin at base.
type attrColumns struct {
	span, key, value []int32
	base             int32
}

// NewLayer returns an empty layer.
func NewLayer(name string) *Layer { return &Layer{name: name} }

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
	if want := len(l.start) + n; cap(l.start) < want {
		l.start = append(make([]int32, 0, want), l.start...)
		l.end = append(make([]int32, 0, want), l.end...)
		l.label = append(make([]int32, 0, want), l.label...)
	}
}

// Add appends a span that lies in no other and returns its index.
func (l *Layer) Add(s Span) int { return l.AddChild(NoParent, s) }

// AddRange appends a span of two offsets and a label: the cheap form of [Layer.Add]
// for tokens and sentences.
func (l *Layer) AddRange(start, end int, label string) int {
	i := len(l.start)
	l.start = append(l.start, int32(start))
	l.end = append(l.end, int32(end))
	l.label = append(l.label, l.intern(label))
	if l.score != nil {
		l.score = append(l.score, 0)
		l.kind = append(l.kind, byte(None))
	}
	if l.parent != nil {
		l.parent = append(l.parent, NoParent)
	}
	return i
}

// AddChild appends a span nested in the span of index parent (or [NoParent]) and
// returns its index. A parent is added before its children.
func (l *Layer) AddChild(parent int, s Span) int {
	i := l.AddRange(s.Start, s.End, s.Label)
	if s.Kind != None {
		if l.score == nil {
			l.score = make([]float32, i+1, cap(l.start))
			l.kind = make([]byte, i+1, cap(l.start))
		}
		l.score[i], l.kind[i] = s.Score, byte(s.Kind)
	}
	if parent != NoParent {
		if l.parent == nil {
			l.parent = make([]int32, i+1, cap(l.start))
			for j := range l.parent {
				l.parent[j] = NoParent
			}
		}
		l.parent[i] = int32(parent)
	}
	l.attr.add(l, i, s.Attributes)
	l.why.add(l, i, s.Evidence)
	return i
}

func (c *attrColumns) add(l *Layer, span int, attrs []Attr) {
	for _, a := range attrs {
		c.span = append(c.span, int32(span)+c.base)
		c.key = append(c.key, l.intern(a.Key))
		c.value = append(c.value, l.intern(a.Value))
	}
}

func (l *Layer) intern(s string) int32 {
	if n := len(l.label); n > 0 && l.index != nil { // tokens repeat one label
		if last := l.label[n-1]; l.strings[last] == s {
			return last
		}
	}
	if l.index == nil {
		l.index = make(map[string]int32, len(l.strings)+4)
		l.strings = append([]string(nil), l.strings...)
		for i, known := range l.strings {
			l.index[known] = int32(i)
		}
	}
	id, ok := l.index[s]
	if !ok {
		id = int32(len(l.strings))
		l.strings = append(l.strings, s)
		l.index[s] = id
	}
	return id
}

// Start returns the byte offset of the first byte of span i.
func (l *Layer) Start(i int) int { return int(l.start[i]) }

// End returns the byte offset after the last byte of span i.
func (l *Layer) End(i int) int { return int(l.end[i]) }

// Label returns the label of span i.
func (l *Layer) Label(i int) string { return l.strings[l.label[i]] }

// Score returns the score of span i and what it means.
func (l *Layer) Score(i int) (float32, ScoreKind) {
	if l.score == nil {
		return 0, None
	}
	return l.score[i], ScoreKind(l.kind[i])
}

// Parent returns the index of the span that span i is nested in, or [NoParent].
func (l *Layer) Parent(i int) int {
	if l.parent == nil {
		return NoParent
	}
	return int(l.parent[i])
}

// Attributes returns the attributes of span i in the order they were given.
func (l *Layer) Attributes(i int) []Attr { return l.attr.of(l, i) }

// Evidence returns why span i was proposed.
func (l *Layer) Evidence(i int) []Attr { return l.why.of(l, i) }

func (c *attrColumns) of(l *Layer, span int) []Attr {
	at := int32(span) + c.base
	from := lowerBound(c.span, at)
	to := from
	for to < len(c.span) && c.span[to] == at {
		to++
	}
	if from == to {
		return nil
	}
	attrs := make([]Attr, 0, to-from)
	for j := from; j < to; j++ {
		attrs = append(attrs, Attr{Key: l.strings[c.key[j]], Value: l.strings[c.value[j]]})
	}
	return attrs
}

// lowerBound returns the first index of sorted whose value is at least v.
func lowerBound(sorted []int32, v int32) int {
	lo, hi := 0, len(sorted)
	for lo < hi {
		if mid := int(uint(lo+hi) >> 1); sorted[mid] < v {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// Span returns span i with everything but its parent.
func (l *Layer) Span(i int) Span {
	score, kind := l.Score(i)
	return Span{
		Start: l.Start(i), End: l.End(i), Label: l.Label(i),
		Score: score, Kind: kind,
		Attributes: l.Attributes(i), Evidence: l.Evidence(i),
	}
}

// All iterates over index and span, in the order they were added.
func (l *Layer) All() iter.Seq2[int, Span] {
	return func(yield func(int, Span) bool) {
		for i := range l.Len() {
			if !yield(i, l.Span(i)) {
				return
			}
		}
	}
}

// Validate checks the layer against the text it belongs to: offsets in range,
// on code point boundaries and not empty; parents before their children and
// around them. A layer from another process is not to be trusted before.
func (l *Layer) Validate(text string) error {
	for i := range l.Len() {
		start, end := int(l.start[i]), int(l.end[i])
		switch {
		case start < 0 || end > len(text) || start >= end:
			return fmt.Errorf("layer %q: span %d is [%d,%d) in a text of %d bytes", l.name, i, start, end, len(text))
		case !boundary(text, start) || !boundary(text, end):
			return fmt.Errorf("layer %q: span %d [%d,%d) begins or ends inside a code point", l.name, i, start, end)
		}
		if p := l.Parent(i); p != NoParent {
			if p < 0 || p >= i {
				return fmt.Errorf("layer %q: span %d has parent %d, which does not come before it", l.name, i, p)
			}
			if start < int(l.start[p]) || end > int(l.end[p]) {
				return fmt.Errorf("layer %q: span %d [%d,%d) is not inside its parent %d", l.name, i, start, end, p)
			}
		}
		if s, kind := l.Score(i); kind > Calibrated || s != s {
			return fmt.Errorf("layer %q: span %d has score %v of kind %d", l.name, i, s, kind)
		}
	}
	return nil
}

func boundary(text string, at int) bool {
	return at == len(text) || utf8.RuneStart(text[at])
}
