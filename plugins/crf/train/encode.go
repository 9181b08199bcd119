package train

import (
	"github.com/onomast/onomast/plugins/crf/template"
	"github.com/onomast/onomast/plugins/crf/train/dataset"
)

// An encoder makes a grid of sentences: source 0 is the words, the others the tracks.
type encoder struct {
	extractor *template.Extractor
	builder   *dataset.Builder
	tracks    []template.Track

	words   map[string]int32
	parts   [][]uint64         // of each type of words
	values  []map[uint64]int32 // the type of each value of each track
	outside []int32            // types before and behind a sentence
	word    template.Word
	text    template.Sentence
	layout  dataset.Layout
}

// offsets are those of each source.
func offsets(x *template.Extractor) [][]int {
	out := [][]int{x.Offsets()}
	for _, t := range x.Tracks() {
		out = append(out, t.Offsets)
	}
	return out
}

func newEncoder(x *template.Extractor, b *dataset.Builder) *encoder {
	e := &encoder{
		extractor: x, builder: b, tracks: x.Tracks(), words: map[string]int32{},
		parts: [][]uint64{},
	}
	for range e.tracks {
		e.values = append(e.values, map[uint64]int32{})
	}
	e.layout.Types = make([][]int32, 1+len(e.tracks))
	for d := -b.Margin(); d <= b.Margin(); d++ {
		if d != 0 {
			x.Outside(d, &e.word)
			e.outside = append(e.outside, e.add())
		}
	}
	return e
}

// add adds the word that was extracted last.
func (e *encoder) add() int32 {
	e.parts = append(e.parts, append([]uint64(nil), e.word.Parts...))
	return e.builder.Type(0, e.word.Keys, e.word.Min)
}

func (e *encoder) typeOf(text string) int32 {
	t, known := e.words[text]
	if !known {
		e.extractor.Word(text, &e.word)
		t = e.add()
		e.words[text] = t
	}
	return t
}

// sentence adds one to the grid.
func (e *encoder) sentence(s Sentence, weight float64) {
	n, margin := len(s.Words), e.builder.Margin()
	types := append(e.layout.Types[0][:0], e.outside[:margin]...)
	e.text.Parts = e.text.Parts[:0]
	for _, w := range s.Words {
		t := e.typeOf(w)
		types = append(types, t)
		e.text.Parts = append(e.text.Parts, e.parts[t])
	}
	e.layout.Types[0] = append(types, e.outside[margin:]...)
	e.text.Layers = s.Layers
	e.extractor.Fill(&e.text)
	for i := range e.tracks {
		e.layout.Types[1+i] = e.track(i, n, margin, e.layout.Types[1+i][:0])
	}
	e.joins(n)
	e.layout.Vectors, e.layout.Tags, e.layout.Weight = s.Vectors, s.Tags, weight
	e.builder.Sentence(e.layout)
}

// track appends the types of a track's values.
func (e *encoder) track(i, n, margin int, types []int32) []int32 {
	for range margin {
		types = append(types, -1)
	}
	for _, value := range e.text.Tracks[i][:n] {
		types = append(types, e.value(i, value))
	}
	for range margin {
		types = append(types, -1)
	}
	return types
}

func (e *encoder) value(track int, value uint64) int32 {
	if value == 0 || len(e.tracks[track].Offsets) == 0 {
		return -1
	}
	t, known := e.values[track][value]
	if known {
		return t
	}
	var keys [][]uint64
	var mins [][]uint8
	for k := range e.tracks[track].Offsets {
		keys = append(keys, []uint64{e.extractor.Key(track, k, value)})
		mins = append(mins, []uint8{uint8(min(255, e.tracks[track].Min[k]))})
	}
	t = e.builder.Type(1+track, keys, mins)
	e.values[track][value] = t
	return t
}

// joins sets the joins of each token.
func (e *encoder) joins(n int) {
	for len(e.layout.Joins) < n {
		e.layout.Joins = append(e.layout.Joins, nil)
	}
	for i := range n {
		joins := e.layout.Joins[i][:0]
		for j := range e.extractor.Joins() {
			if key := e.extractor.Join(j, i, &e.text); key != 0 {
				joins = append(joins, dataset.Join{Key: key, Min: uint8(min(255, e.extractor.JoinMin(j)))})
			}
		}
		e.layout.Joins[i] = joins
	}
}
