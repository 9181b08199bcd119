package spanhead

import (
	"fmt"
	"math"
	"slices"

	"github.com/onomast/onomast/core/calibrate"
	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/plugins/transformer/decode"
)

// An Overlap says which entities that share units may stand side by side.
type Overlap string

// The overlaps.
const (
	Flat   Overlap = "flat"   // none
	Nested Overlap = "nested" // those of which one lies within the other
	All    Overlap = "all"    // any: somebody else chooses
)

// Config is what a decoder is made of.
type Config struct {
	// Labels are those of the scores, in order.
	Labels []string
	// Outside is which of the labels stands for no entity. Labels exclude one another then,
	// and their probabilities add up to 1. Empty: each is judged by itself.
	Outside string
	// Threshold is the least probability, for [Ends] of the start and of the end; 0 is a half.
	Threshold float64
	// Least, if set, is the least score of each label, in order, and goes before Threshold
	// for all but [Ends]: what is not sure enough is no rival to others.
	Least []float64
	// Overlap is [Flat] when empty.
	Overlap Overlap
	// Temperature is what scores are divided by; 0 is 1.
	Temperature float64
	// Calibration makes of the probability of an entity its score, by label; "" is for
	// those that are not named.
	Calibration map[string]calibrate.Map
}

// A Decoder makes entities of scores. It is for one goroutine at a time and keeps its
// room.
type Decoder struct {
	Config
	outside int       // or -1
	floors  []float64 // the least probabilities, by label
	cold    float64
	soft    []float64
	found   []candidate
	taken   []bool
	starts  []float64 // probabilities of [Ends], by unit and label
	ends    []float64
}

// New makes a decoder. What is wrong with the configuration is a [diag.Diagnostic].
func New(c Config) (*Decoder, error) {
	if c.Threshold == 0 {
		c.Threshold = 0.5
	}
	if c.Overlap == "" {
		c.Overlap = Flat
	}
	if c.Temperature == 0 {
		c.Temperature = 1
	}
	d := &Decoder{Config: c, outside: -1, cold: 1 / c.Temperature, soft: make([]float64, len(c.Labels))}
	switch {
	case len(c.Labels) == 0:
		return nil, problem("labels", "there are no labels to look for", "name them in the order of the model's scores")
	case !(c.Threshold > 0 && c.Threshold <= 1):
		return nil, problem("threshold", fmt.Sprintf("no threshold is %v", c.Threshold), "probabilities are above 0, up to 1")
	case !(c.Temperature > 0) || math.IsInf(c.Temperature, 0):
		return nil, problem("temperature", fmt.Sprintf("no temperature is %v", c.Temperature), "use a number above 0; 1 changes nothing")
	case c.Overlap != Flat && c.Overlap != Nested && c.Overlap != All:
		return nil, problem("overlap", fmt.Sprintf("there is no overlap %q", c.Overlap), "use flat, nested or all")
	}
	seen := map[string]bool{}
	for i, l := range c.Labels {
		if l == "" || seen[l] {
			return nil, problem("labels", fmt.Sprintf("label %d, %q, is empty or there twice", i, l), "give each its own name")
		}
		seen[l] = true
		if l == c.Outside {
			d.outside = i
		}
	}
	if c.Outside != "" && d.outside < 0 {
		return nil, problem("labels", fmt.Sprintf("%q, which stands for no entity, is not among the labels", c.Outside), "labels are "+diag.Some(c.Labels, 20))
	}
	if c.Least != nil && len(c.Least) != len(c.Labels) {
		return nil, problem("threshold", fmt.Sprintf("there are %d least scores for %d labels", len(c.Least), len(c.Labels)), "give each label one")
	}
	for i := range c.Labels {
		d.floors = append(d.floors, d.floor(i))
	}
	return d, nil
}

// Found returns the labels that entities can have, sorted.
func (d *Decoder) Found() []string {
	var out []string
	for i, l := range d.Labels {
		if i != d.outside {
			out = append(out, l)
		}
	}
	slices.Sort(out)
	return out
}

func problem(code, summary, hint string) error {
	return diag.Diagnostic{Severity: diag.Error, Code: "decode." + code, Summary: summary, Hint: hint}
}

// Units are what spans are counted in.
type Units = decode.Pieces
