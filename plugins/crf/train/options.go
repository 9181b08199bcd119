package train

import (
	"time"

	"github.com/onomast/onomast/plugins/crf/dense"
	"github.com/onomast/onomast/plugins/crf/template"
)

// A Sentence is one of annotated data.
type Sentence struct {
	Words []string
	// Layers is what the template reads of earlier layers: Layers[layer][token].
	Layers [][]uint64
	// Vectors are those that the template looks at: Vectors[layer][token], in the order
	// of its extractor. Those of a token that has none are empty.
	Vectors [][]dense.Vector
	// Tags are the right ones, one for each word.
	Tags []int32
	// Weight is how many sentences it counts as; 0 is 1.
	Weight float64
}

// Algorithm is a way to train.
type Algorithm string

// The algorithms.
const (
	// LBFGS finds the optimum for C2 alone.
	LBFGS Algorithm = "lbfgs"
	// OWLQN finds the optimum for C1 and C2; with C1, most weights are 0.
	OWLQN Algorithm = "owlqn"
	// AdaGrad goes from sentence to sentence, with a step size of its own for each
	// weight: near the optimum after few passes.
	AdaGrad Algorithm = "adagrad"
	// Perceptron is the averaged perceptron: fastest, and without probabilities worth
	// the name.
	Perceptron Algorithm = "perceptron"
)

// Algorithms are all of them.
func Algorithms() []Algorithm { return []Algorithm{LBFGS, OWLQN, AdaGrad, Perceptron} }

// Options say how to train. Begin with [Defaults].
type Options struct {
	Algorithm Algorithm
	// C1 and C2 are the weights of the sum of absolute values and of the sum of squares
	// of all weights.
	C1, C2 float64
	// Iterations is the largest number of steps, or of passes over the data for
	// sentence-by-sentence algorithms; 0 for no limit.
	Iterations int
	// Tolerance stops when the gradient is shorter than this times the weights, or when
	// ten steps lowered the objective by less than this part of it.
	Tolerance float64
	// MinCount leaves out features of fewer tokens.
	MinCount int
	// AllFeatures gives each feature a weight for every tag, and each allowed pair of
	// tags one, rather than for what was seen only.
	AllFeatures bool
	// Free lets training sum over tag sequences that break the scheme as well, as
	// programs do that know no schemes. The model forbids them all the same.
	Free bool
	// Rate is the step size of AdaGrad.
	Rate float64
	// Seed decides the order of sentences, for sentence-by-sentence algorithms.
	Seed uint64
	// Workers is the number of goroutines, 0 for one a processor. It changes no result.
	Workers int
	// ClassWeights make a mistake at the tokens of a type, or at those of none ("O"),
	// weigh more (above 1) or less: the tags that would be wrong are given the logarithm
	// of the weight as a start.
	ClassWeights map[string]float64
	// Oversample counts sentences with rare types more often: by (n/m) to the power of
	// this, where m sentences have the type and n the most frequent one. 0 is off, 1 is
	// full balance.
	Oversample float64
	// Dev are sentences to stop by: the model that is best on them is kept.
	Dev []Sentence
	// DevEvery is how many iterations apart dev is tagged.
	DevEvery int
	// Patience stops when so many looks at dev in a row brought nothing better; 0 never.
	Patience int
	// Checkpoint is a file to save the state in, "" for none.
	Checkpoint string
	// CheckpointEvery is how long after the last save the next one is due.
	CheckpointEvery time.Duration
	// Resume goes on from Checkpoint, if there is one.
	Resume bool
	// Known are the tags that hashes in Layers stand for, to name features by.
	Known template.Values
	// Progress is called after each iteration; it may be nil.
	Progress func(Progress)
}

// Defaults returns the options that training has without any other wish: OWL-QN, whose
// few weights find more with little data than many small ones do (bench/crf/README.md).
// Its C1 is that for little data; see [C1For].
func Defaults() Options { return DefaultsOf(OWLQN) }

// DefaultsOf returns the options that an algorithm has without any other wish.
func DefaultsOf(a Algorithm) Options {
	o := Options{
		Algorithm: a, C2: 0.5, Iterations: 300, Tolerance: 1e-5, MinCount: 1, Rate: 0.2,
		DevEvery: 10, Patience: 5, CheckpointEvery: time.Minute,
	}
	if a == OWLQN {
		o.C1, o.C2 = 0.1, 0.05
	}
	return o
}

// C1For is the C1 that does well by default with so many entities to learn from. The
// more there are, the more weights they can carry (docs/decisions/0009).
func C1For(entities int) float64 {
	const (
		most, least = 0.1, 0.03
		few, many   = 600, 1000 // entities, up to which it is the most, and from which on the least
	)
	part := min(1, max(0, float64(entities-few)/(many-few)))
	return most - part*(most-least)
}

// Progress is where training stands after an iteration.
type Progress struct {
	// Iteration counts from 1; Iterations is the limit, 0 for none.
	Iteration, Iterations int
	// Objective is what is minimised. For sentence-by-sentence algorithms it is the loss
	// of the last pass.
	Objective float64
	// GradientNorm is the length of the gradient; 0 where there is none.
	GradientNorm float64
	// Active is how many weights are not 0, and Weights how many there are.
	Active, Weights int
	// Dev is the score on dev, nil when it was not looked at.
	Dev *Score
	// Best is the best score on dev up to now, and BestIteration when it was seen.
	Best          Score
	BestIteration int
	// Elapsed is the time since the start, and Remaining an estimate of that to come, 0
	// for unknown.
	Elapsed, Remaining time.Duration
}

// A Score compares entities with the right ones, boundaries and type.
type Score struct {
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
	// Right is how many were found, of Gold ones, among Found ones.
	Right int `json:"right"`
	Gold  int `json:"gold"`
	Found int `json:"found"`
}
