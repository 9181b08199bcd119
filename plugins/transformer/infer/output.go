package infer

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/onomast/onomast/plugins/transformer/ort"
)

// A Layout says what the numbers of an output are about.
type Layout struct {
	Shape Shape
	// Keep chooses the spans that are worth keeping, by the scores of their labels, the
	// first of which is label first. What is no number is worth it: somebody should know.
	Keep func(first int, scores []float32) bool
}

// A Shape is how numbers lie, behind the dimension of the batch. Units are words, where
// the model counts in them, or pieces.
type Shape int

// The shapes.
const (
	Pieces Shape = iota // of each piece some numbers
	Grid                // of each first unit, last unit and label one
	Widths              // of each first unit, width from 1 on, and label one
	Ends                // of each unit and label three: that an entity begins, ends, goes on
)

// An output is what is known of one of the model's.
type output struct {
	Layout
	// width is how many numbers a piece has, or how many labels a span; -1: that is not
	// known yet, or changes.
	width int
	// reach is how many units a span of [Widths] has at most; -1: that is not known yet.
	reach int
}

// of is the shape that the numbers of a batch must have; -1 stands for any number.
func (o *output) of(b box, axis int) []int64 {
	labels := o.width
	if b.labels > 0 {
		labels = b.labels
	}
	n := []int{b.rows, axis, o.width}
	switch o.Shape {
	case Grid:
		n = []int{b.rows, axis, axis, labels}
	case Widths:
		n = []int{b.rows, axis, o.reach, labels}
	case Ends:
		n = []int{b.rows, axis, labels, 3}
	}
	out := make([]int64, len(n))
	for i, v := range n {
		out[i] = int64(v)
	}
	return out
}

// check compares shapes.
func (o *output) check(t ort.Tensor, b box, axis int) error {
	want := o.of(b, axis)
	fits := slices.EqualFunc(t.Shape, want, func(got, want int64) bool { return got == want || want < 0 && got > 0 })
	if !fits {
		return &ShapeError{Got: t.Shape, Want: want, Of: o.Shape}
	}
	return nil
}

// learn takes from a first run what was not known before.
func (o *output) learn(t ort.Tensor, b box, axis int) error {
	if err := o.check(t, b, axis); err != nil {
		return err
	}
	labels := len(t.Shape) - 1
	switch o.Shape {
	case Ends:
		labels--
	case Widths:
		o.reach = int(t.Shape[2])
	}
	if b.labels == 0 {
		o.width = int(t.Shape[labels])
	}
	return nil
}

// A ShapeError says that the numbers of an output do not lie as they should.
type ShapeError struct {
	// Got and Want are the dimensions; -1 stands for any number.
	Got, Want []int64
	Of        Shape
}

// Error says what was wanted.
func (e *ShapeError) Error() string {
	wanted := [...]string{
		Pieces: "texts, pieces and labels",
		Grid:   "texts, first pieces, last pieces and labels",
		Widths: "texts, first words or pieces, widths and labels",
		Ends:   "texts, words, labels, and three for where entities begin, end and go on",
	}
	var want []any
	for _, n := range e.Want {
		if n < 0 {
			want = append(want, "any")
			continue
		}
		want = append(want, n)
	}
	return fmt.Sprintf("the model gives numbers of the shape %v, not %v: %s", e.Got, want, wanted[e.Of])
}

// ErrNaN says that a model gives no numbers whatever it is given.
var ErrNaN = errors.New("the model gives no numbers, not even for a full stop; it is damaged, or its weights do not fit the precision it was exported with")

// sane makes sure that what is said of the first unit of the first row is numbers.
func (o *output) sane(t ort.Tensor, offset int) error {
	from, to := 0, (offset+1)*int(t.Shape[len(t.Shape)-1])
	switch o.Shape {
	case Grid, Widths:
		from, to = o.place(t, 0, offset, 0, 1)
	case Ends:
		to = 3
	}
	for i, v := range t.Data[from:to] {
		if v != v || math.IsInf(float64(v), 1) {
			return fmt.Errorf("%w: number %d of the first is %v", ErrNaN, i, v)
		}
	}
	return nil
}

// place is where the scores are that a row has of a span.
func (o *output) place(t ort.Tensor, i, offset, first, last int) (from, to int) {
	units, ways, labels := int(t.Shape[1]), int(t.Shape[2]), int(t.Shape[3])
	way := last - first - 1
	if o.Shape == Grid {
		way = offset + last - 1
	}
	from = ((i*units+offset+first)*ways + way) * labels
	return from, from + labels
}

// results is room for what the outputs say of so many pieces.
func (e *Engine) results(pieces int) (numbers [][]float32, spans []Spans) {
	numbers, spans = make([][]float32, len(e.outputs)), make([]Spans, len(e.outputs))
	for i, o := range e.outputs {
		if o.Shape == Pieces {
			numbers[i] = make([]float32, o.width*pieces)
		}
	}
	return numbers, spans
}

// take takes what output o says of row i of a batch.
func (e *Engine) take(o int, t ort.Tensor, i int, r *row) {
	out := &e.outputs[o]
	if out.Shape != Pieces {
		e.keep(o, t, i, r)
		return
	}
	w := r.window
	from := i*int(t.Shape[1]) + e.lead(r) + w.First - w.From
	copy(r.result.Outputs[o][w.First*out.width:w.Last*out.width], t.Data[from*out.width:])
}
