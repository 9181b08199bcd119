package decode

import (
	"github.com/onomast/onomast/core/calibrate"
)

// An Entity is what was found.
type Entity struct {
	// Start and End are its bytes in the text, half-open.
	Start, End int
	// First and Last are its pieces, half-open.
	First, Last int
	// Label is its type; with [None] it is that of the piece as the model has it.
	Label string
	// Score is what the probability comes to: the same where nothing is calibrated.
	Score float64
	// Probability of exactly this entity with [Viterbi]. Strategies of Transformers take
	// the mean over the pieces or words instead, of the probability of their labels.
	Probability float64
	// Calibrated: Score was learned from what is right.
	Calibrated bool
}

// A Decoder makes entities of logits. It is for one goroutine at a time and keeps its
// room, so that it allocates nothing in the long run.
type Decoder struct {
	Config
	labels []label
	// cold is what logits are multiplied by.
	cold float64
	// soft and mean are room for the probabilities of a row.
	soft, mean []float32
	chain      *chained
}

// New makes a decoder. What is wrong with the configuration is a [diag.Diagnostic].
func New(c Config) (*Decoder, error) {
	if err := c.complete(); err != nil {
		return nil, err
	}
	if err := named(c.Labels); err != nil {
		return nil, err
	}
	d := &Decoder{Config: c, labels: readLabels(&c), cold: 1 / c.Temperature}
	d.soft, d.mean = make([]float32, len(d.labels)), make([]float32, len(d.labels))
	if c.Strategy != Viterbi {
		return d, nil
	}
	s, err := newStates(&c)
	if err != nil {
		return nil, err
	}
	d.chain = newChained(s, &c)
	return d, nil
}

// Find appends the entities of a text, in order. Logits are rows of one number a label,
// one row a piece. The error is a [*LogitError] where a logit is none.
func (d *Decoder) Find(dst []Entity, text string, p *Pieces, logits []float32) ([]Entity, error) {
	if err := d.check(p, logits); err != nil {
		return dst, err
	}
	switch d.Strategy {
	case Viterbi:
		return d.viterbi(dst, text, p, logits)
	case Each:
		return d.each(dst, text, p, logits), nil
	case None:
		return d.alone(dst, p, logits), nil
	}
	return d.group(dst, text, p, logits), nil
}

// add appends an entity whose probability is known, if it is sure enough.
func (d *Decoder) add(dst []Entity, e Entity) []Entity {
	e.Score = e.Probability
	var points calibrate.Map
	if points, e.Calibrated = chosen(d.Calibration, e.Label); e.Calibrated {
		e.Score = points.Apply(e.Probability)
	}
	if least, ok := chosen(d.Least, e.Label); ok && e.Score < least {
		return dst
	}
	return append(dst, e)
}

// chosen is what holds for a label: its own, or that of all others.
func chosen[T any](of map[string]T, label string) (T, bool) {
	what, ok := of[label]
	if !ok {
		what, ok = of[""]
	}
	return what, ok
}
