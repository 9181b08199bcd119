package infer

import (
	"fmt"
	"slices"
	"sync"

	"github.com/onomast/onomast/plugins/transformer/ort"
	"github.com/onomast/onomast/plugins/transformer/subword"
	"github.com/onomast/onomast/plugins/transformer/window"
)

// A Runner runs a model on a batch: what each input is given. An [ort.Session] is one.
type Runner interface {
	Run(inputs ...ort.Ints) ([]ort.Tensor, error)
}

// Config says how texts are run.
type Config struct {
	Tokenizer *subword.Tokenizer
	Runner    Runner
	// Inputs are those of the model, in the order the runner takes them.
	Inputs []Input
	// Outputs say what the numbers of each output are about; nil: all are about pieces.
	Outputs []Layout
	// Padding is the piece that fills up a batch.
	Padding int32
	// Words, if set, is for models that count in words.
	Words *Words
	// Prompts, if set, are put before each text, one after the other.
	Prompts []Prompt
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

// A Prompt is what a model is asked about a text: pieces between those that stand before
// every text and the text itself.
type Prompt struct {
	IDs []int32
	// The answer is scores of Labels labels, the first of them label First of all that
	// are asked for.
	First, Labels int
}

// An Engine runs texts. Any number of goroutines may share it.
type Engine struct {
	Config
	cutter   window.Cutter
	before   []subword.Special
	after    []subword.Special
	typ      int64
	outputs  []output
	slots    chan struct{}
	encoders sync.Pool // of *subword.Encoder
}

// New makes an engine, and tries the model on a short text: what it gives is checked.
func New(c Config) (*Engine, error) {
	f := c.Tokenizer.Frame()
	e := &Engine{Config: c, before: f.Before, after: f.After, typ: int64(f.Type), slots: make(chan struct{}, max(c.Threads, 1))}
	if len(e.Prompts) == 0 {
		e.Prompts = []Prompt{{}}
	}
	size := c.Window - len(f.Before) - len(f.After)
	for _, p := range c.Prompts {
		size = min(size, c.Window-len(f.Before)-len(f.After)-len(p.IDs))
	}
	if size < 1 {
		return nil, fmt.Errorf("a window of %d pieces has no room for text: %d stand around it", c.Window, c.Window-size)
	}
	e.cutter = window.Cutter{Size: size, Context: c.Overlap}
	e.encoders.New = func() any { return c.Tokenizer.Encoder() }
	return e, e.warmUp()
}

// Widths returns how many numbers each output has for a piece, or labels for a span; 0
// where that depends on what is asked for.
func (e *Engine) Widths() []int {
	out := make([]int, len(e.outputs))
	for i := range out {
		out[i] = max(e.outputs[i].width, 0)
	}
	return out
}

// warmUp runs the model on two rows of different length, if it takes so many.
func (e *Engine) warmUp() error {
	id, ok := e.Tokenizer.ID(".")
	if !ok {
		id = 0
	}
	text := Result{Pieces: subword.Encoding{IDs: []int32{id, id, id}, Words: []int32{0, 1, 2}}}
	long := min(text.Pieces.Len(), e.cutter.Size)
	first, second := newRow(&text, window.Window{To: long}, 0), newRow(&text, window.Window{To: 1}, len(e.Prompts)-1)
	rows := []*row{&first, &second}[:min(2, max(e.Rows, 1))]
	b := e.box(rows)
	out, err := e.Runner.Run(e.fill(rows, b)...)
	if err != nil {
		return err
	}
	for i, t := range out {
		o := output{width: -1, reach: -1}
		if e.Outputs != nil {
			o.Layout = e.Outputs[i]
		}
		if e.Words != nil {
			o.reach = e.Words.Width
		}
		if err := o.learn(t, b, e.axis(b)); err != nil {
			return err
		}
		if err := o.sane(t, e.offset(rows[0])); err != nil {
			return err
		}
		e.outputs = append(e.outputs, o)
	}
	return e.again(&second)
}

// again runs the model on a shorter text: what only looked like a number of widths
// changes with it.
func (e *Engine) again(r *row) error {
	if e.Words != nil || !slices.ContainsFunc(e.outputs, func(o output) bool { return o.Shape == Widths }) {
		return nil
	}
	b := e.box([]*row{r})
	out, err := e.Runner.Run(e.fill([]*row{r}, b)...)
	if err != nil {
		return err
	}
	for i, t := range out {
		if err := e.outputs[i].check(t, b, e.axis(b)); err != nil {
			return err
		}
	}
	return nil
}

// lead is how many pieces stand before the text of a row.
func (e *Engine) lead(r *row) int { return len(e.before) + len(e.Prompts[r.prompt].IDs) }

// offset is where the units of a row begin in what the model says of it.
func (e *Engine) offset(r *row) int {
	if e.Words != nil {
		return 0
	}
	return e.lead(r)
}

// length is how many pieces a row has.
func (e *Engine) length(r *row) int {
	if e.Length > 0 {
		return e.Length
	}
	return e.lead(r) + len(r.ids) + len(e.after)
}

// A box is the size of a batch: rows, pieces and words of the longest, and labels that
// are asked for.
type box struct{ rows, length, words, labels int }

func (e *Engine) box(rows []*row) box {
	b := box{rows: len(rows)}
	for _, r := range rows {
		b.length = max(b.length, e.length(r))
		b.words = max(b.words, r.units.To-r.units.From)
		b.labels = max(b.labels, e.Prompts[r.prompt].Labels)
	}
	return b
}

// axis is how many units the rows of a batch have.
func (e *Engine) axis(b box) int {
	if e.Words != nil {
		return b.words
	}
	return b.length
}
