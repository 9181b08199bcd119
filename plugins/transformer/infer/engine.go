package infer

import (
	"errors"
	"fmt"
	"math"
	"sync"

	"github.com/onomast/onomast/plugins/transformer/ort"
	"github.com/onomast/onomast/plugins/transformer/subword"
	"github.com/onomast/onomast/plugins/transformer/window"
)

// A Runner runs a model on a batch: rows of length pieces, one list for each input. An
// [ort.Session] is one.
type Runner interface {
	Run(rows, length int, inputs ...[]int64) ([]ort.Tensor, error)
}

// An Input is what one input of a model is given.
type Input int

// The inputs: numbers of pieces, 1 for pieces and 0 for padding, and token types.
const (
	IDs Input = iota
	Mask
	Types
)

// Config says how texts are run.
type Config struct {
	Tokenizer *subword.Tokenizer
	Runner    Runner
	// Inputs are those of the model, in the order the runner takes them.
	Inputs []Input
	// Padding is the piece that fills up a batch.
	Padding int32
	// Window is how many pieces a window has at most, those around the text included.
	Window int
	// Overlap is how many pieces of context there are on each side of what a window of a
	// long text decides.
	Overlap int
	// Length is how many pieces each row must have; 0: any number.
	Length int
	// Whole lets windows go over the ends of sentences.
	Whole bool
	// Batch is how many pieces a batch has at most, padding included, and Rows how many
	// windows.
	Batch, Rows int
	// Apart has a batch hold windows of one text only, so that what the model says of a
	// text never depends on the others.
	Apart bool
	// Threads is how many batches are run at once.
	Threads int
}

// An Engine runs texts. Any number of goroutines may share it.
type Engine struct {
	Config
	cutter   window.Cutter
	before   []subword.Special
	after    []subword.Special
	typ      int64
	widths   []int
	slots    chan struct{}
	encoders sync.Pool // of *subword.Encoder
}

// New makes an engine, and tries the model on a short text: what it gives is checked.
func New(c Config) (*Engine, error) {
	f := c.Tokenizer.Frame()
	e := &Engine{Config: c, before: f.Before, after: f.After, typ: int64(f.Type), slots: make(chan struct{}, max(c.Threads, 1))}
	e.cutter = window.Cutter{Size: c.Window - len(f.Before) - len(f.After), Context: c.Overlap}
	if e.cutter.Size < 1 {
		return nil, fmt.Errorf("a window of %d pieces has no room for text: the tokenizer puts %d around it", c.Window, c.Window-e.cutter.Size)
	}
	e.encoders.New = func() any { return c.Tokenizer.Encoder() }
	return e, e.warmUp()
}

// Widths returns how many numbers each output has for a piece.
func (e *Engine) Widths() []int { return e.widths }

// warmUp runs the model on two rows of different length, if it takes so many.
func (e *Engine) warmUp() error {
	ids := []int32{0, 0, 0}
	if id, ok := e.Tokenizer.ID("."); ok {
		ids[0], ids[1], ids[2] = id, id, id
	}
	ids = ids[:min(len(ids), e.cutter.Size)]
	rows := []row{{ids: ids}, {ids: ids[:1]}}
	rows = rows[:min(2, max(e.Rows, 1))]
	length := e.length(len(ids))
	out, err := e.Runner.Run(len(rows), length, e.fill(rows, length)...)
	if err != nil {
		return err
	}
	for _, t := range out {
		if len(t.Shape) != 3 || t.Shape[0] != int64(len(rows)) || t.Shape[1] != int64(length) || t.Shape[2] < 1 {
			return &ShapeError{Output: len(e.widths), Got: t.Shape, Rows: len(rows), Length: length}
		}
		e.widths = append(e.widths, int(t.Shape[2]))
		for i, v := range t.Data[:int(t.Shape[2])*(len(e.before)+1)] {
			if v != v || math.IsInf(float64(v), 1) {
				return fmt.Errorf("%w: number %d of the first is %v", ErrNaN, i, v)
			}
		}
	}
	return nil
}

// ErrNaN says that a model gives no numbers whatever it is given.
var ErrNaN = errors.New("the model gives no numbers, not even for a full stop; it is damaged, or its weights do not fit the precision it was exported with")

// A ShapeError says that an output has not one row of numbers for each piece.
type ShapeError struct {
	Output       int // its number
	Got          []int64
	Rows, Length int
}

// Error says what was wanted.
func (e *ShapeError) Error() string {
	return fmt.Sprintf("the model gives numbers of the shape %v for %d texts of %d pieces, not some for each piece", e.Got, e.Rows, e.Length)
}

// length is how many pieces rows have of which the longest has so many of its text.
func (e *Engine) length(pieces int) int {
	if e.Length > 0 {
		return e.Length
	}
	return len(e.before) + pieces + len(e.after)
}
