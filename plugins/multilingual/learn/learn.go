package learn

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/onomast/onomast/plugins/multilingual/lid"
)

// Train trains a model on texts.
func Train(texts []Text, opts Options, progress func(done int, loss float64)) *lid.Model {
	t := newTrainer(texts, opts)
	t.run(progress)
	return t.model()
}

// model returns what was learnt, its table in bytes.
func (t *trainer) model() *lid.Model {
	m := &lid.Model{
		Languages: slices.Clone(t.codes), Dim: t.opts.Dim, Bits: t.opts.Bits,
		Weights: slices.Clone(t.weights), Bias: slices.Clone(t.bias),
		Table: make([]int8, len(t.table)),
	}
	m.Unit = unit(t.table)
	for i, v := range t.table {
		m.Table[i] = int8(math.Round(float64(min(max(v/m.Unit, -127), 127))))
	}
	return m
}

// unit returns the step of the numbers in bytes: all but one in ten thousand fit.
func unit(table []float32) float32 {
	const most = 127
	sizes := make([]float32, len(table))
	for i, v := range table {
		sizes[i] = max(v, -v)
	}
	slices.Sort(sizes)
	return max(sizes[len(sizes)-1-len(sizes)/10000], 1e-9) / most
}

// Describe writes into the model what it is and what it was trained on.
func Describe(m *lid.Model, texts []Text) {
	m.Name = "languages"
	m.Description = fmt.Sprintf("Identifies %d languages.", len(m.Languages)-1)
	m.Licence = "CC-BY-SA-4.0"
	sources := map[string]*lid.Data{}
	chains := map[string][]byte{}
	for _, t := range texts {
		name := t.Source.Name
		if sources[name] == nil {
			sources[name] = &lid.Data{Name: name, Licence: t.Source.Licence}
		}
		sources[name].Texts++
		sum := sha256.Sum256(append(chains[name], t.Language+"\x00"+t.Text...))
		chains[name] = sum[:]
	}
	m.Data = nil
	for _, name := range slices.Sorted(maps.Keys(sources)) {
		sources[name].Digest = fmt.Sprintf("sha256:%x", chains[name])
		m.Data = append(m.Data, *sources[name])
	}
}
