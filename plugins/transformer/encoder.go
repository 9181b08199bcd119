package transformer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/plugins/transformer/infer"
	"github.com/onomast/onomast/plugins/transformer/weights"
	"github.com/onomast/onomast/plugins/transformer/weights/onnx"
)

// An encoder writes what a model says of tokens as vectors.
type encoder struct {
	layer   string
	dim     int
	engine  *infer.Engine
	session io.Closer
}

// encodes reports whether the stage is to write vectors, and what makes no sense then.
func (s *setup) encodes() (bool, error) {
	if s.Encoder == "" {
		return false, nil
	}
	for _, option := range []string{
		"heads", "strategy", "unit", "scheme", "temperature", "calibration", "transitions", "threshold", "thresholds", "labels", "rename", "except",
	} {
		if s.own[option] {
			return true, s.mistake(option, "encoder", option+" is about entities, and with encoder the stage proposes none", "leave it out, or write another stage for entities")
		}
	}
	return true, nil
}

// encoderPort is the output whose numbers are vectors.
func (s *setup) encoderPort(m *model) (onnx.Port, error) {
	p, err := m.Output(s.Encoder, weights.OfPieces(-1))
	if err != nil {
		return p, s.atModel(err)
	}
	return p, s.checkDim(p.Name, p.Dim(-1))
}

func (s *setup) checkDim(output string, dim int64) error {
	if dim <= document.MaxDim {
		return nil
	}
	return s.mistake("encoder", "encoder", fmt.Sprintf("the output %s has %d numbers a piece; vectors have %d at most", output, dim, document.MaxDim), "name the last hidden state of an encoder")
}

// encoderContract announces the vectors, with their dimension where the model says it.
func (s *setup) encoderContract(m *model) (plugin.Contract, error) {
	p, err := s.encoderPort(m)
	if err != nil {
		return plugin.Contract{}, err
	}
	return plugin.Contract{
		Needs:    []plugin.Need{{Layer: document.Tokens, Optional: true}, {Layer: document.Sentences, Optional: true}},
		Provides: []plugin.LayerSpec{{Name: s.cfg.Stage, Role: plugin.VectorsRole, Dim: max(0, int(p.Dim(-1)))}},
	}, nil
}

func (s *setup) openEncoder() (*encoder, error) {
	m, err := s.readModel()
	if err != nil {
		return nil, err
	}
	p, err := s.encoderPort(m)
	if err != nil {
		return nil, err
	}
	e := &encoder{layer: s.cfg.Stage}
	if e.engine, e.session, err = s.load(m, []onnx.Port{p}, nil); err != nil {
		return nil, err
	}
	e.dim = e.engine.Widths()[0]
	if err := s.checkDim(p.Name, int64(e.dim)); err != nil {
		_ = e.Close()
		return nil, err
	}
	return e, nil
}

// Close gives the memory of the model back.
func (e *encoder) Close() error { return e.session.Close() }

// Process adds the vectors of one document.
func (e *encoder) Process(ctx context.Context, doc *document.Document) error {
	return e.ProcessBatch(ctx, []*document.Document{doc})[0]
}

// ProcessBatch adds the vectors of documents, whose windows are run together.
func (e *encoder) ProcessBatch(ctx context.Context, docs []*document.Document) []error {
	return runBatch(ctx, e.engine, docs, e.write)
}

// write adds the layer to a document: a vector for each token that has a piece, or for
// each word of the model's own where there are no tokens.
func (e *encoder) write(doc *document.Document, r *infer.Result) error {
	v := vectors{Layer: document.NewVectors(e.layer, e.dim), result: r, mean: make([]float32, e.dim)}
	tokens := doc.Layer(document.Tokens)
	for i := range tokens.Len() {
		if from, to := v.pieces(tokens.Start(i), tokens.End(i)); from < to {
			v.add(tokens.Start(i), tokens.End(i), from, to)
		}
	}
	if tokens.Len() == 0 {
		v.words()
	}
	if v.bad {
		return errors.New("the model gives no numbers for a part of this text")
	}
	return doc.Add(v.Layer)
}

// vectors are those of a document in the making.
type vectors struct {
	*document.Layer
	result *infer.Result
	next   int // the first piece that may belong to the next token
	mean   []float32
	bad    bool
}

// pieces returns those that share bytes with a token that begins no earlier than the last.
func (v *vectors) pieces(start, end int) (from, to int) {
	p := &v.result.Pieces
	for v.next < p.Len() && int(p.Ends[v.next]) <= start {
		v.next++
	}
	for to = v.next; to < p.Len() && int(p.Starts[to]) < end; to++ {
	}
	return v.next, to
}

// words adds a vector for each word as the model's tokenizer cuts them.
func (v *vectors) words() {
	p := &v.result.Pieces
	for from := 0; from < p.Len(); {
		to := from
		for to < p.Len() && p.Words[to] == p.Words[from] {
			to++
		}
		if start, end := int(p.Starts[from]), int(p.Ends[to-1]); start < end {
			v.add(start, end, from, to)
		}
		from = to
	}
}

// add adds the mean of what is said of pieces.
func (v *vectors) add(start, end, from, to int) {
	dim := len(v.mean)
	clear(v.mean)
	for piece := from; piece < to; piece++ {
		for d, x := range v.result.Outputs[0][piece*dim : (piece+1)*dim] {
			v.mean[d] += x / float32(to-from)
		}
	}
	for _, x := range v.mean {
		v.bad = v.bad || math.IsNaN(float64(x)) || math.IsInf(float64(x), 0)
	}
	v.AddVector(start, end, v.mean)
}
