package decode

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/calibrate"
	"github.com/onomast/onomast/core/diag"
)

// A Strategy is a way to make entities of the labels of pieces.
type Strategy string

// The strategies. The first five are those of Transformers, by its names.
const (
	None    Strategy = "none"    // each piece by itself, with its label as the model has it
	Simple  Strategy = "simple"  // neighbours of one type are an entity
	First   Strategy = "first"   // as simple, and a word has the label of its first piece
	Average Strategy = "average" // as simple, and a word has the label that is best on average
	Max     Strategy = "max"     // as simple, and a word has the label of its surest piece
	Viterbi Strategy = "viterbi" // the best labels that keep to the scheme
	Each    Strategy = "each"    // each word by itself
)

// Strategies returns all of them.
func Strategies() []Strategy { return []Strategy{Viterbi, None, Simple, First, Average, Max, Each} }

// A Unit is what has one label in [Viterbi] and [Each].
type Unit string

// The units.
const (
	// Piece: each piece has its own, and entities may begin and end within words.
	Piece Unit = "piece"
	// FirstPiece: a word has that of its first piece, as models want it that were
	// trained on nothing else.
	FirstPiece Unit = "first"
	// Word: the pieces of a word have a say in its type, each as much as the others; the
	// first says whether an entity begins.
	Word Unit = "word"
)

// Units returns all of them.
func Units() []Unit { return []Unit{Piece, FirstPiece, Word} }

// IOB1 is the scheme of labels in which B is written only where an entity follows
// another one of its type, and I begins all others.
const IOB1 = "iob1"

// Config is what a decoder is made of.
type Config struct {
	Strategy Strategy // [Viterbi] when empty
	// Labels are those of the columns of logits, in order. One that is empty is never
	// given.
	Labels []string
	// Ignore are the labels that are no entities: O when nil.
	Ignore []string
	// Temperature is what logits are divided by; 0 is 1.
	Temperature float64
	// Calibration makes of the probability of an entity its score, by label; "" is for
	// those that are not named.
	Calibration map[string]calibrate.Map
	// Least are the least scores by label; "" is for those that are not named.
	Least map[string]float64
	// Unit is for [Viterbi] and [Each]: [FirstPiece] when empty.
	Unit Unit
	// Scheme is for [Viterbi]: [IOB1], or empty for what the labels say themselves.
	Scheme string
	// Transitions are weights that the model has learned, for [Viterbi]; or nil.
	Transitions *Transitions
	// Vocabulary is what [First], [Average] and [Max] ask how words are cut; without one
	// they guess by spaces.
	Vocabulary *Vocabulary
}

// Transitions are weights between labels, in the order of [Config].Labels.
type Transitions struct {
	// Pair[from*len(Labels)+to] is the weight of label to behind label from.
	Pair []float32
	// Start and End are the weights of the first and last label of a text; or nil.
	Start, End []float32
}

// complete fills in what is left out, and checks the rest.
func (c *Config) complete() error {
	if c.Strategy == "" {
		c.Strategy = Viterbi
	}
	if c.Unit == "" {
		c.Unit = FirstPiece
	}
	if c.Ignore == nil {
		c.Ignore = []string{outside}
	}
	if c.Temperature == 0 {
		c.Temperature = 1
	}
	if !slices.Contains(Strategies(), c.Strategy) {
		return problem("strategy", fmt.Sprintf("there is no strategy %q", c.Strategy), "use "+listed(Strategies()))
	}
	if !slices.Contains(Units(), c.Unit) {
		return problem("unit", fmt.Sprintf("there is no unit %q", c.Unit), "use "+listed(Units()))
	}
	if c.Scheme != "" && c.Scheme != IOB1 {
		return problem("scheme", fmt.Sprintf("there is no scheme %q to ask for", c.Scheme), "all but "+IOB1+" are seen from the labels: leave it out")
	}
	if !(c.Temperature > 0) || math.IsInf(c.Temperature, 0) {
		return problem("temperature", fmt.Sprintf("no temperature is %v", c.Temperature), "use a number above 0; 1 changes nothing")
	}
	if c.Transitions != nil {
		return c.Transitions.check(len(c.Labels))
	}
	return nil
}

// check looks at the number of weights, and for what is no weight.
func (t *Transitions) check(labels int) error {
	size := func(name string, list []float32, want int) error {
		if len(list) != want {
			return problem("transitions", fmt.Sprintf("the transitions have %d weights as %s, not %d: the model has %d labels", len(list), name, want, labels), "")
		}
		for i, w := range list {
			if w != w || math.IsInf(float64(w), 1) {
				return problem("transitions", fmt.Sprintf("weight %d of the transitions' %s is %v", i, name, w), "minus infinity forbids; nothing else may be infinite")
			}
		}
		return nil
	}
	if err := size("pair", t.Pair, labels*labels); err != nil {
		return err
	}
	if t.Start != nil {
		if err := size("start", t.Start, labels); err != nil {
			return err
		}
	}
	if t.End != nil {
		return size("end", t.End, labels)
	}
	return nil
}

func listed[T ~string](names []T) string {
	all := make([]string, len(names))
	for i, n := range names {
		all[i] = string(n)
	}
	return strings.Join(all[:len(all)-1], ", ") + " or " + all[len(all)-1]
}

// problem is something wrong with the labels or what is wanted of them.
func problem(code, summary, hint string) error {
	return diag.Diagnostic{Severity: diag.Error, Code: "decode." + code, Summary: summary, Hint: hint}
}
