package crf

import (
	"context"
	"path"
	"path/filepath"
	"sync"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/proposal"
	"github.com/onomast/onomast/plugins/crf/model"
	"github.com/onomast/onomast/plugins/crf/tagger"
)

// A stage proposes entities by a model.
type stage struct {
	id, name string // of the stage, and of the model's file
	file     *model.File
	model    *tagger.Model
	options  *Options
	origin   func(pointer string) string
	choices  [][]proposal.Choice // by chain and type
	wanted   [][]bool            // in the same way: whether it is proposed at all
	except   proposal.Exceptions
	evidence [][]document.Attr // by chain
	readers  sync.Pool         // of *reader
}

func newStage(cfg plugin.Config, o *Options, f *model.File, m *tagger.Model) (*stage, error) {
	st := &stage{id: cfg.Stage, name: path.Base(filepath.ToSlash(o.Model)), file: f, model: m, options: o, origin: cfg.Origin}
	var err error
	if st.except, err = o.Exceptions(); err != nil {
		return nil, err
	}
	st.readers.New = func() any { return newReader(m) }
	for i := range f.Chains {
		st.choices = append(st.choices, o.choices(&f.Chains[i]))
		st.wanted = append(st.wanted, wanted(st.choices[i]))
		why := []document.Attr{{Key: "model", Value: st.name}}
		if len(f.Chains) > 1 {
			why = append(why, document.Attr{Key: "level", Value: f.Chains[i].Name})
		}
		st.evidence = append(st.evidence, why)
	}
	return st, nil
}

// Close gives the memory of the model back.
func (st *stage) Close() error { return st.file.Close() }

// Process adds the layer of candidates, named by the stage's id.
func (st *stage) Process(ctx context.Context, doc *document.Document) error {
	out := document.NewLayer(st.id)
	r := st.readers.Get().(*reader)
	defer st.readers.Put(r)
	defer r.forget()
	if err := r.read(doc); err != nil {
		return err
	}
	banned := st.except.In(doc.Text())
	w := st.model.Worker()
	defer w.Release()
	w.Only(st.wanted)
	for _, s := range r.sentences {
		words, layers := r.sentence(s)
		var err error
		if r.found, err = w.Find(ctx, r.found[:0], words, layers, st.options.Alternatives); err != nil {
			return err
		}
		for i := range r.found {
			if span, ok := st.span(&r.found[i]); ok {
				span.Start, span.End = r.extent(s.Start+r.found[i].Start, s.Start+r.found[i].End)
				if banned.Of(span.Start, span.End) < 0 {
					out.Add(span)
				}
			}
		}
	}
	return doc.Add(out)
}

// span returns what is proposed for an entity, without its place, if it is.
func (st *stage) span(e *tagger.Entity) (document.Span, bool) {
	h := &st.choices[e.Chain][e.Type]
	if e.Score < h.Least {
		return document.Span{}, false
	}
	kind := document.Raw
	if e.Calibrated {
		kind = document.Calibrated
	}
	return document.Span{Label: h.Label, Score: float32(e.Score), Kind: kind, Evidence: st.evidence[e.Chain]}, true
}
