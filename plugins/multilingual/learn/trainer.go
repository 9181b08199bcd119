package learn

import (
	"math"
	"math/rand/v2"

	"github.com/onomast/onomast/plugins/multilingual/lid"
)

// Options say how a model is trained.
type Options struct {
	Dim   int  // numbers in a vector
	Bits  uint // the table has 1<<Bits vectors
	Steps int  // examples
	Rate  float64
	Seed  uint64
	// Weight of languages among the examples; 1 by default.
	Weight map[string]float64
}

// Defaults are the options of the model that ships. The languages of the annotated
// sets come up twice as often as others, since they are what pipelines are for, and
// text in unknown languages four times, since that is many of them.
func Defaults() Options {
	weight := map[string]float64{Unknown: 4}
	for _, code := range []string{"ar", "da", "de", "en", "es", "et", "fr", "hi", "ja", "ko", "pt", "zh"} {
		weight[code] = 2
	}
	return Options{Dim: 24, Bits: 17, Steps: 4_000_000, Rate: 0.5, Seed: 1, Weight: weight}
}

// A trainer learns by stochastic gradients with a step size for each row
// (AdaGrad).
type trainer struct {
	opts    Options
	draw    *sampler
	codes   []string
	table   []float32 // vectors of features
	seen    []float32 // sums of squared gradients, one a row
	weights []float32
	wseen   []float32
	bias    []float32
	bseen   []float32

	rows   []uint32
	hidden []float32
	back   []float32
	p      []float32
}

func newTrainer(texts []Text, opts Options) *trainer {
	draw := newSampler(texts, opts)
	l, rows := len(draw.codes), 1<<opts.Bits
	t := &trainer{
		opts: opts, draw: draw, codes: draw.codes,
		table: make([]float32, rows*opts.Dim), seen: make([]float32, rows),
		weights: make([]float32, l*opts.Dim), wseen: make([]float32, l), bias: make([]float32, l), bseen: make([]float32, l),
		hidden: make([]float32, opts.Dim), back: make([]float32, opts.Dim), p: make([]float32, l),
	}
	random := rand.New(rand.NewPCG(opts.Seed, 1))
	for i := range t.table {
		t.table[i] = float32(random.Float64()*2-1) / float32(opts.Dim)
	}
	for i := range t.weights {
		t.weights[i] = float32(random.Float64()*2-1) / float32(opts.Dim)
	}
	return t
}

// run takes the steps. progress is told the mean loss of every tenth of them.
func (t *trainer) run(progress func(done int, loss float64)) {
	tenth := max(t.opts.Steps/10, 1)
	loss := 0.0
	for i := range t.opts.Steps {
		text, label := t.draw.next()
		rate := t.opts.Rate * (1 - float64(i)/float64(t.opts.Steps))
		loss += t.step(text, label, float32(rate))
		if (i+1)%tenth == 0 {
			progress(i+1, loss/float64(tenth))
			loss = 0
		}
	}
}

// step learns from one example and returns its loss.
func (t *trainer) step(text string, label int, rate float32) float64 {
	t.rows = t.rows[:0]
	for s := lid.NewScanner(text); s.Next(); {
		t.rows = s.Features(t.rows, t.opts.Bits)
	}
	if len(t.rows) == 0 {
		return 0
	}
	dim := t.opts.Dim
	clear(t.hidden)
	for _, row := range t.rows {
		for d, v := range t.table[int(row)*dim:][:dim] {
			t.hidden[d] += v
		}
	}
	each := 1 / float32(len(t.rows))
	for d := range t.hidden {
		t.hidden[d] *= each
	}
	for l := range t.p {
		var dot float32
		for d, w := range t.weights[l*dim:][:dim] {
			dot += float32(w * t.hidden[d])
		}
		t.p[l] = dot + t.bias[l]
	}
	lid.Softmax(t.p)
	loss := -math.Log(max(float64(t.p[label]), 1e-9))
	t.p[label]--
	t.learn(rate, each)
	return loss
}

// learn takes the step against the gradient of the logits in p.
func (t *trainer) learn(rate, each float32) {
	const little = 1e-6
	dim := t.opts.Dim
	clear(t.back)
	var size float32
	for _, h := range t.hidden {
		size += float32(h * h)
	}
	for l, g := range t.p {
		if g*g < little*little {
			continue
		}
		w := t.weights[l*dim:][:dim]
		for d := range w {
			t.back[d] += float32(g * w[d])
		}
		t.wseen[l] += float32(g * g * size / float32(dim))
		step := rate * g / float32(math.Sqrt(float64(t.wseen[l]))+little)
		for d := range w {
			w[d] -= float32(step * t.hidden[d])
		}
		t.bseen[l] += g * g
		t.bias[l] -= rate * g / float32(math.Sqrt(float64(t.bseen[l]))+little)
	}
	var norm float32
	for _, b := range t.back {
		norm += float32(b * b)
	}
	norm = float32(norm*each*each) / float32(dim)
	if norm == 0 {
		return
	}
	for _, row := range t.rows {
		t.seen[row] += norm
		step := rate * each / float32(math.Sqrt(float64(t.seen[row]))+little)
		v := t.table[int(row)*dim:][:dim]
		for d := range v {
			v[d] -= float32(step * t.back[d])
		}
	}
}
