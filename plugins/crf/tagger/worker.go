package tagger

import (
	"context"

	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/dense"
)

// An Entity is a span of tokens that a chain takes for an entity.
type Entity struct {
	// Start and End are tokens of the sentence, half-open; Type is one of the chain's.
	scheme.Span
	// Chain is the index of the chain in the model.
	Chain int
	// Label is the name of the type.
	Label string
	// Probability is that of exactly this span and type, by the chain. Score is what
	// the calibration for the label makes of it, if Calibrated, or the same.
	Probability float64
	Score       float64
	Calibrated  bool
}

// A Worker finds entities, for one goroutine at a time. It keeps what it has learned
// of words.
type Worker struct {
	model  *Model
	chains []*chainWorker
}

func newWorker(m *Model) *Worker {
	w := &Worker{model: m}
	for _, c := range m.chains {
		w.chains = append(w.chains, newChainWorker(c))
	}
	return w
}

// Release gives the worker back to its model. It must not be used afterwards.
func (w *Worker) Release() {
	w.Only(nil)
	w.model.pool.Put(w)
}

// Only makes Find leave out entities but of some types, by chain and type, which saves
// the work of how probable they are; nil leaves out none. Later chains see them all the
// same. It holds until the worker is released.
func (w *Worker) Only(wanted [][]bool) {
	for i, c := range w.chains {
		if c.only = nil; wanted != nil {
			c.only = wanted[i]
		}
	}
}

// Find appends the entities of a sentence: those of the best tags of every chain,
// and where alternatives is more than 1 those of so many best ways to tag, once each.
// The error is that of the context.
func (w *Worker) Find(ctx context.Context, dst []Entity, words []string, layers Layers, alternatives int) ([]Entity, error) {
	for i, c := range w.chains {
		c.found = c.found[:0]
		if err := c.find(ctx, words, w.layersFor(c, layers), alternatives); err != nil {
			return dst, err
		}
		for _, f := range c.found {
			if !c.wants(f) {
				continue
			}
			e := Entity{Span: f.Span, Chain: i, Label: c.set.Types[f.Type], Probability: f.probability}
			e.Score, e.Calibrated = c.score(f.Type, f.probability)
			dst = append(dst, e)
		}
		if i+1 < len(w.chains) {
			c.note(len(words))
		}
	}
	return dst, nil
}

// Layers is what earlier stages say of the tokens of a sentence.
type Layers struct {
	// Tags holds the hash of each token's tag in each of [Model.Layers], as
	// [sentence.Projector] makes them.
	Tags [][]uint64
	// Vectors holds the vector of each token in each of [Model.Vectors], as
	// [sentence.Vectors] finds them.
	Vectors [][]dense.Vector
}

// layersFor gathers the layers that a chain reads.
func (w *Worker) layersFor(c *chainWorker, layers Layers) Layers {
	own := &c.layers
	own.Tags, own.Vectors = own.Tags[:0], own.Vectors[:0]
	for _, s := range c.sources {
		if s.chain >= 0 {
			own.Tags = append(own.Tags, w.chains[s.chain].noted)
		} else {
			own.Tags = append(own.Tags, layers.Tags[s.layer])
		}
	}
	for _, i := range c.encoders {
		own.Vectors = append(own.Vectors, layers.Vectors[i])
	}
	return *own
}
