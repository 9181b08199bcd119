package model

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/onomast/onomast/core/chain"
	"github.com/onomast/onomast/core/scheme"
)

// facts are what is small of a chain, as JSON.
type facts struct {
	Name        string                 `json:"name"`
	Scheme      scheme.Scheme          `json:"scheme"`
	Types       []string               `json:"types"`
	Resources   []string               `json:"resources,omitempty"` // names, in the order of their sections
	Vectors     []vectorFacts          `json:"vectors,omitempty"`   // in the order of their sections
	Bias        bool                   `json:"bias,omitempty"`
	Features    int                    `json:"features"`
	Weights     int                    `json:"weights"`
	Seed        uint64                 `json:"seed"`
	Quantise    Quantise               `json:"quantise,omitempty"`
	Step        float32                `json:"step,omitempty"`
	Calibration map[string]Calibration `json:"calibration,omitempty"`
	Thresholds  map[string]float64     `json:"thresholds,omitempty"`
}

// vectorFacts are what is small of a layer of vectors.
type vectorFacts struct {
	Layer   string `json:"layer"`
	Dim     int    `json:"dim"`
	Offsets []int  `json:"offsets"`
}

func factsOf(c *Chain, b *built) facts {
	f := facts{
		Name: c.Name, Scheme: c.Set.Scheme, Types: c.Set.Types, Bias: c.Bias != nil,
		Features: len(b.features), Seed: b.seed, Quantise: b.code.quantise, Step: b.code.step,
		Calibration: c.Calibration, Thresholds: c.Thresholds,
	}
	for _, feature := range b.features {
		f.Weights += len(feature.Weights)
	}
	for _, r := range c.Resources {
		f.Resources = append(f.Resources, r.Name)
	}
	for _, v := range c.Vectors {
		f.Vectors = append(f.Vectors, vectorFacts{v.Layer, v.Norm.Dim(), v.Offsets})
	}
	return f
}

// check refuses a chain that no tagger could use.
func (c *Chain) check() error {
	n := c.Set.N()
	switch {
	case len(c.Set.Types) == 0:
		return errors.New("it has no labels")
	case n > mostTags:
		return fmt.Errorf("it has %d tags; at most %d fit", n, mostTags)
	case c.Transitions.N != n || len(c.Transitions.Pair) != n*n || len(c.Transitions.Start) != n || len(c.Transitions.End) != n:
		return fmt.Errorf("its transitions are not those of %d tags", n)
	case c.Bias != nil && len(c.Bias) != n:
		return fmt.Errorf("it has a bias for %d tags out of %d", len(c.Bias), n)
	}
	if _, err := scheme.New(c.Set.Scheme, c.Set.Types); err != nil {
		return err
	}
	for _, numbers := range [][]float32{c.Transitions.Pair, c.Transitions.Start, c.Transitions.End} {
		if slices.ContainsFunc(numbers, notWeight) {
			return errors.New("a transition has no finite weight: training went wrong")
		}
	}
	if slices.ContainsFunc(c.Bias, notFinite) {
		return errors.New("a bias is not finite: training went wrong")
	}
	for i := range c.Vectors {
		if err := c.Vectors[i].Check(n); err != nil {
			return err
		}
	}
	return c.checkMaps()
}

func notFinite(w float32) bool { return w-w != 0 }

// notWeight allows for forbidden transitions.
func notWeight(w float32) bool { return notFinite(w) && !math.IsInf(float64(w), -1) }

func (c *Chain) checkMaps() error {
	for label, points := range c.Calibration {
		if err := points.Check(); err != nil {
			return fmt.Errorf("label %q: %w", label, err)
		}
	}
	for label, least := range c.Thresholds {
		if !(least >= 0 && least <= 1) {
			return fmt.Errorf("label %q has a threshold that is not within 0 and 1", label)
		}
	}
	return nil
}

// checkFeatures refuses weights that are no numbers.
func (c *Chain) checkFeatures() error {
	n := c.Set.N()
	for _, f := range c.Features {
		if len(f.Tags) != len(f.Weights) || len(f.Tags) > n {
			return fmt.Errorf("feature %q has %d weights for %d tags", f.Name, len(f.Weights), len(f.Tags))
		}
		for i, tag := range f.Tags {
			if int(tag) >= n || i > 0 && f.Tags[i-1] >= tag {
				return fmt.Errorf("the tags of feature %q are not ascending numbers below %d", f.Name, n)
			}
		}
		if slices.ContainsFunc(f.Weights, notFinite) {
			return fmt.Errorf("the weights of feature %q are not finite: training went wrong", f.Name)
		}
	}
	return nil
}

// numbers are the transitions, and the bias if there is one.
func (c *Chain) numbers() []byte {
	var out []byte
	for _, column := range [][]float32{c.Transitions.Pair, c.Transitions.Start, c.Transitions.End, c.Bias} {
		out = appendFloats(out, column)
	}
	return out
}

func appendFloats(to []byte, numbers []float32) []byte {
	for _, x := range numbers {
		to = binary.LittleEndian.AppendUint32(to, math.Float32bits(x))
	}
	return to
}

// readNumbers is the inverse of numbers.
func (c *Chain) readNumbers(data []byte, bias bool) error {
	n := c.Set.N()
	size := n*n + 2*n
	if bias {
		size += n
	}
	if len(data) != 4*size {
		return errDamaged("the transitions")
	}
	all := floats(data)
	c.Transitions = chain.Transitions{N: n, Pair: all[: n*n : n*n], Start: all[n*n : n*n+n : n*n+n], End: all[n*n+n : n*n+2*n : n*n+2*n]}
	if bias {
		c.Bias = all[n*n+2*n:]
	}
	return nil
}

func floats(data []byte) []float32 {
	out := make([]float32, len(data)/4)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
	}
	return out
}

// decodeJSON reads a section that this program wrote.
func decodeJSON(data []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	return d.Decode(v)
}
