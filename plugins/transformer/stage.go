package transformer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"path/filepath"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/proposal"
	"github.com/onomast/onomast/plugins/transformer/decode"
	"github.com/onomast/onomast/plugins/transformer/infer"
	"github.com/onomast/onomast/plugins/transformer/subword"
	"github.com/onomast/onomast/plugins/transformer/weights/onnx"
)

// A stage proposes entities by a transformer.
type stage struct {
	*setup
	name      string // of the model
	tokenizer *subword.Tokenizer
	engine    *infer.Engine
	session   io.Closer
	heads     []*head
	except    proposal.Exceptions
	why       []document.Attr
}

func openStage(cfg plugin.Config) (*stage, error) {
	s, err := decodeOptions(cfg)
	if err != nil {
		return nil, err
	}
	m, err := s.readModel()
	if err != nil {
		return nil, err
	}
	heads, err := s.heads(m)
	if err != nil {
		return nil, err
	}
	st := &stage{setup: s, heads: heads, name: s.modelName(), tokenizer: m.tokenizer}
	if st.except, err = s.Exceptions(); err != nil {
		return nil, err
	}
	st.why = []document.Attr{{Key: "model", Value: st.name}}
	var outputs []onnx.Port
	var layouts []infer.Layout
	for _, h := range heads {
		h.at = len(outputs)
		outputs = append(outputs, h.ports...)
		for range h.ports {
			layouts = append(layouts, h.layout)
		}
	}
	st.engine, st.session, err = s.load(m, outputs, layouts)
	if err != nil {
		return nil, err
	}
	if err := st.widths(m); err != nil {
		return nil, errors.Join(err, st.Close())
	}
	return st, nil
}

// modelName is what evidence calls the model.
func (s *setup) modelName() string {
	if s.card.Name == "" {
		return path.Base(filepath.ToSlash(filepath.Clean(s.dir)))
	}
	if s.card.Version == "" {
		return s.card.Name
	}
	return s.card.Name + "@" + s.card.Version
}

// widths makes sure that each output has a number for each label; not all models say
// so before they run.
func (st *stage) widths(m *model) error {
	if m.Asked != nil {
		return nil // its labels depend on what it is asked for
	}
	widths := st.engine.Widths()
	for _, h := range st.heads {
		for i, port := range h.ports {
			if width := widths[h.at+i]; width != h.width {
				return st.atModel(m.Width(port.Name, int64(width), h.width))
			}
		}
	}
	return nil
}

// Close gives the memory of the model back.
func (st *stage) Close() error { return st.session.Close() }

// Process adds the layers to one document.
func (st *stage) Process(ctx context.Context, doc *document.Document) error {
	return st.ProcessBatch(ctx, []*document.Document{doc})[0]
}

// ProcessBatch adds the layers to documents, whose windows are run together.
func (st *stage) ProcessBatch(ctx context.Context, docs []*document.Document) []error {
	return runBatch(ctx, st.engine, docs, st.write)
}

// runBatch runs the windows of documents together, and has what is said of each written
// to it.
func runBatch(ctx context.Context, engine *infer.Engine, docs []*document.Document, write func(*document.Document, *infer.Result) error) []error {
	texts := make([]infer.Text, len(docs))
	for i, doc := range docs {
		texts[i] = infer.Text{Text: doc.Text(), Breaks: breaks(doc)}
	}
	errs := make([]error, len(docs))
	results := engine.Run(ctx, texts)
	for i, doc := range docs {
		if errs[i] = results[i].Err; errs[i] == nil {
			errs[i] = write(doc, &results[i])
		}
		results[i] = infer.Result{} // its memory is of use to the next
	}
	return errs
}

// breaks are where the sentences of a document begin.
func breaks(doc *document.Document) []int {
	l := doc.Layer(document.Sentences)
	out := make([]int, l.Len())
	for i := range out {
		out[i] = l.Start(i)
	}
	return out
}

// write adds the layers of a document.
func (st *stage) write(doc *document.Document, r *infer.Result) error {
	banned := st.except.In(doc.Text())
	for _, h := range st.heads {
		layer := document.NewLayer(h.layer)
		err := h.find(doc.Text(), r, func(e *decode.Entity, _ infer.Range) {
			if span, ok := st.span(h, e); ok && banned.Of(e.Start, e.End) < 0 {
				layer.Add(span)
			}
		})
		if err != nil {
			return err
		}
		if err := doc.Add(layer); err != nil {
			return err
		}
	}
	return nil
}

// find gives the entities of a text, and the pieces of the sentence that each is in, to a
// function.
func (h *head) find(text string, r *infer.Result, do func(*decode.Entity, infer.Range)) error {
	d := h.finders.Get().(finder)
	defer h.finders.Put(d)
	var found []decode.Entity
	for _, s := range r.Sentences {
		var err error
		found, err = d.find(found[:0], text, h.part(r, s))
		if bad := (*decode.LogitError)(nil); errors.As(err, &bad) {
			return fmt.Errorf("the model gives no numbers for a part of this text: %w", err)
		} else if err != nil {
			return err
		}
		found = decode.Trim(text, found)
		for i := range found {
			do(&found[i], s)
		}
	}
	return nil
}

// slice returns some of the pieces of a text.
func slice(r *infer.Result, s infer.Range) *decode.Pieces {
	p := &r.Pieces
	return &decode.Pieces{IDs: p.IDs[s.From:s.To], Starts: p.Starts[s.From:s.To], Ends: p.Ends[s.From:s.To], Words: p.Words[s.From:s.To]}
}

// span returns what is proposed for an entity, if it is.
func (st *stage) span(h *head, e *decode.Entity) (document.Span, bool) {
	c := h.choices[e.Label]
	if c.Label == "" || e.Score < c.Least {
		return document.Span{}, false
	}
	kind := document.Raw
	if e.Calibrated || st.Temperature > 0 {
		kind = document.Calibrated
	}
	return document.Span{Start: e.Start, End: e.End, Label: c.Label, Score: float32(e.Score), Kind: kind, Evidence: st.why}, true
}
