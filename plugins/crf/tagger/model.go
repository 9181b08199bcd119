package tagger

import (
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/onomast/onomast/plugins/crf/model"
	"github.com/onomast/onomast/plugins/crf/template"
)

// A Model is ready to tag. It is safe for concurrent use.
type Model struct {
	chains  []*chainTagger
	layers  []string
	vectors []VectorLayer
	pool    sync.Pool // of *Worker
}

// New prepares a model file, which must stay open. The error of a model that this
// program cannot use says what is wrong.
func New(f *model.File) (*Model, error) {
	m := &Model{}
	for i := range f.Chains {
		c, err := newChain(f, i)
		if err != nil {
			return nil, fmt.Errorf("chain %q: %w", f.Chains[i].Name, err)
		}
		if m.read(c); slices.ContainsFunc(m.chains, func(o *chainTagger) bool { return o.name == c.name }) {
			return nil, fmt.Errorf("two chains are called %q", c.name)
		}
		if err := m.readVectors(c); err != nil {
			return nil, err
		}
		m.chains = append(m.chains, c)
	}
	m.pool.New = func() any { return newWorker(m) }
	return m, nil
}

// read finds out where a chain's layers come from: from earlier chains, or from
// documents.
func (m *Model) read(c *chainTagger) {
	for _, name := range c.x.Layers() {
		s := source{chain: slices.IndexFunc(m.chains, func(o *chainTagger) bool { return o.name == name }), layer: -1}
		if s.chain < 0 {
			if s.layer = slices.Index(m.layers, name); s.layer < 0 {
				s.layer = len(m.layers)
				m.layers = append(m.layers, name)
			}
		}
		c.sources = append(c.sources, s)
	}
}

// readVectors finds out which vectors a chain reads.
func (m *Model) readVectors(c *chainTagger) error {
	for i := range c.blocks {
		v := VectorLayer{c.blocks[i].Layer, c.blocks[i].Norm.Dim()}
		at := slices.IndexFunc(m.vectors, func(o VectorLayer) bool { return o.Name == v.Name })
		if at < 0 {
			at = len(m.vectors)
			m.vectors = append(m.vectors, v)
		} else if m.vectors[at] != v {
			return fmt.Errorf("chain %q reads vectors of %d numbers of the layer %s, and an earlier chain such of %d", c.name, v.Dim, v.Name, m.vectors[at].Dim)
		}
		c.encoders = append(c.encoders, at)
	}
	return nil
}

// A source is where the values of a layer come from; one of its numbers is -1.
type source struct {
	chain int // an earlier one
	layer int // of Model.Layers
}

// Layers returns the names of the layers whose tags [Worker.Find] takes, in their order.
func (m *Model) Layers() []string { return m.layers }

// A VectorLayer is a layer of vectors, of Dim numbers each.
type VectorLayer struct {
	Name string
	Dim  int
}

// Vectors returns the layers whose vectors [Worker.Find] takes, in their order.
func (m *Model) Vectors() []VectorLayer { return m.vectors }

// LayersOf returns the names of the layers that a model reads, of tags and of vectors,
// without preparing anything.
func LayersOf(f *model.File) ([]string, error) {
	var layers, chains []string
	for i := range f.Chains {
		t, err := parse(f, i)
		if err != nil {
			return nil, err
		}
		for _, name := range t.Layers() {
			if !slices.Contains(chains, name) && !slices.Contains(layers, name) {
				layers = append(layers, name)
			}
		}
		chains = append(chains, f.Chains[i].Name)
	}
	return layers, nil
}

// parse reads a chain's template.
func parse(f *model.File, i int) (*template.Template, error) {
	t, found := template.Parse(f.Path, f.Chains[i].Template)
	if found.HasErrors() {
		return nil, fmt.Errorf("its template is none for this version: %w", errors.Join(found.Err()))
	}
	return t, nil
}

// Worker lends the memory that one goroutine needs at a time. Give it back by
// [Worker.Release].
func (m *Model) Worker() *Worker { return m.pool.Get().(*Worker) }
