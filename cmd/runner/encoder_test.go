package main

import (
	"context"
	"hash/fnv"
	"math/rand/v2"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

// encoderOptions are those of the kind encoder.
type encoderOptions struct {
	Dim int `json:"dim" default:"16" doc:"Numbers of a vector."`
}

// encoder gives each token a vector that depends on its first and last letters alone, as
// an encoder of texts would on more.
func encoder() plugin.Kind {
	return plugin.Kind{
		Name: "encoder", Doc: "Writes vectors.", Options: encoderOptions{},
		Contract: func(cfg plugin.Config) (plugin.Contract, error) {
			var o encoderOptions
			err := cfg.Decode(&o)
			return plugin.Contract{
				Needs:    []plugin.Need{{Layer: document.Tokens}},
				Provides: []plugin.LayerSpec{{Name: cfg.Stage, Role: plugin.VectorsRole, Dim: o.Dim}},
			}, err
		},
		Open: func(_ context.Context, cfg plugin.Config) (plugin.Stage, error) {
			var o encoderOptions
			err := cfg.Decode(&o)
			return projector{cfg.Stage, o.Dim}, err
		},
	}
}

type projector struct {
	layer string
	dim   int
}

func (p projector) Process(_ context.Context, doc *document.Document) error {
	out, tokens := document.NewVectors(p.layer, p.dim), doc.Layer(document.Tokens)
	for i := range tokens.Len() {
		from, to := tokens.Start(i), tokens.End(i)
		word := doc.Text()[from:to]
		v := make([]float32, p.dim)
		for _, part := range []string{"first " + word[:min(2, len(word))], "last " + word[max(0, len(word)-3):]} {
			random := rand.New(rand.NewPCG(number(part), 1))
			for d := range v {
				v[d] += float32(random.NormFloat64())
			}
		}
		out.AddVector(from, to, v)
	}
	return doc.Add(out)
}

// number is the same for a text in every process.
func number(text string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(text)) // it never fails
	return h.Sum64()
}
