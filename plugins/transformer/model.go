package transformer

import (
	"errors"
	"fmt"
	"runtime"
	"slices"

	"github.com/onomast/onomast/plugins/transformer/decode"
	"github.com/onomast/onomast/plugins/transformer/infer"
	"github.com/onomast/onomast/plugins/transformer/ort"
	"github.com/onomast/onomast/plugins/transformer/subword"
	"github.com/onomast/onomast/plugins/transformer/weights"
	"github.com/onomast/onomast/plugins/transformer/weights/onnx"
)

// A model is what is read of one before it is loaded.
type model struct {
	*weights.Model
	tokenizer  *subword.Tokenizer
	vocabulary *decode.Vocabulary
	prompts    []infer.Prompt // where it is asked for types
}

// read reads the folder of the model.
func (s *setup) readModel() (*model, error) {
	m, err := weights.Read(s.dir, s.File)
	if err != nil {
		return nil, s.atModel(err)
	}
	t, err := m.Tokenizer()
	if err != nil {
		return nil, s.atModel(err)
	}
	out := &model{Model: m, tokenizer: t, vocabulary: decode.VocabularyOf(t)}
	return out, s.ask(out)
}

// defaultWindow is how many pieces a model is given that does not say how many it takes.
const defaultWindow = 512

// window returns how many pieces a window has, those around the text included.
func (s *setup) window(m *model) (int, error) {
	size := s.Window
	switch {
	case size == 0 && m.Limit > 0:
		size = min(m.Limit, longestDefault)
	case size == 0:
		size = defaultWindow
	case m.Limit > 0 && size > m.Limit:
		return 0, s.mistake("window", "window", fmt.Sprintf("the model takes %d pieces at once, not %d", m.Limit, size), "leave window out to use what it can take")
	}
	if around := len(m.tokenizer.Frame().Before) + len(m.tokenizer.Frame().After); size <= around {
		return 0, s.mistake("window", "window", fmt.Sprintf("a window of %d pieces has no room for text: the tokenizer puts %d around it", size, around), "")
	}
	if fixed := m.length(); fixed > 0 {
		size = min(size, fixed)
	}
	return size, nil
}

// longestDefault bounds windows nobody asked for: attention costs the square of them.
const longestDefault = 1024

// length is the number of pieces that all rows must have, or 0.
func (m *model) length() int {
	for _, p := range m.Graph.Inputs {
		if n := p.Dim(1); n > 0 {
			return int(n)
		}
	}
	return 0
}

// inputs are what the inputs of the model are given.
func (m *model) inputs() []infer.Input {
	known := map[string]infer.Input{
		weights.IDs: infer.IDs, weights.Mask: infer.Mask, weights.Types: infer.Types,
		weights.WordMask: infer.WordMask, weights.WordCount: infer.WordCount, weights.SpanEnds: infer.SpanEnds, weights.SpanMask: infer.SpanMask,
	}
	var out []infer.Input
	for _, p := range m.Graph.Inputs {
		out = append(out, known[p.Name])
	}
	return out
}

// Bounds of a batch that nobody has set: what keeps a core busy and its cache warm.
const (
	defaultBatch = 256 // pieces
	mostRows     = 256 // windows
)

// batches returns how many pieces and windows a batch has at most, and whether it may
// hold those of one document only.
func (s *setup) batches(m *model) (pieces, rows int, apart bool) {
	pieces, rows = s.Batch, mostRows
	masked := slices.ContainsFunc(m.Graph.Inputs, func(p onnx.Port) bool { return p.Name == weights.Mask })
	one := slices.ContainsFunc(m.Graph.Inputs, func(p onnx.Port) bool { return p.Dim(0) == 1 })
	if !masked || one {
		rows = 1
	}
	apart = pieces == 0 && m.Graph.DependsOnCompany()
	if pieces == 0 {
		pieces = defaultBatch
	}
	return pieces, rows, apart
}

// load loads the model into memory, ready to run. The layouts are those of the outputs;
// nil: all are about pieces.
func (s *setup) load(m *model, outputs []onnx.Port, layouts []infer.Layout) (*infer.Engine, *ort.Session, error) {
	library, err := s.library()
	if err != nil {
		return nil, nil, err
	}
	session, err := ort.Open(ort.Config{Library: library, Path: m.Path, Inputs: m.Graph.Inputs, Outputs: outputs, Threads: 1})
	if err != nil {
		return nil, nil, s.atModel(err)
	}
	engine, err := s.engine(m, session, layouts)
	if err != nil {
		return nil, nil, errors.Join(s.atModel(m.misfit(err)), session.Close())
	}
	return engine, session, nil
}

func (s *setup) engine(m *model, runner infer.Runner, layouts []infer.Layout) (*infer.Engine, error) {
	size, err := s.window(m)
	if err != nil {
		return nil, err
	}
	threads := s.Threads
	if threads == 0 {
		threads = runtime.GOMAXPROCS(0) // the host sets it to the stage's share
	}
	pieces, rows, apart := s.batches(m)
	return infer.New(infer.Config{
		Tokenizer: m.tokenizer, Runner: runner, Inputs: m.inputs(), Padding: m.Padding,
		Outputs: layouts, Words: m.words(), Prompts: m.prompts,
		Window: size, Overlap: s.Overlap, Length: m.length(), Whole: s.Context == "document",
		Batch: pieces, Rows: rows, Apart: apart, Threads: threads,
	})
}

// library finds ONNX Runtime, if this build can use it.
func (s *setup) library() (ort.Library, error) {
	if err := ort.Available(); err != nil {
		return ort.Library{}, s.mistake("model", "no-cgo", err.Error(), "")
	}
	option := ""
	if s.Library != "" {
		option = s.cfg.File("/library", s.Library)
	}
	return ort.Find(option)
}
