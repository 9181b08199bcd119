package online

import "github.com/onomast/onomast/plugins/crf/train/objective"

// perceptron moves weights from the tags it would give to the right ones. What is used in
// the end is the average over all steps.
type perceptron struct {
	sums   []float64 // of weights over steps, up to met
	met    []int64
	scores []float64
	tags   []int16
	chain  *objective.Chain
}

func newPerceptron(l *Learner) rule {
	return &perceptron{
		sums: make([]float64, len(l.weights)), met: make([]int64, len(l.weights)),
		chain: objective.NewChain(l.arcs),
	}
}

func (p *perceptron) learn(l *Learner, s int) float64 {
	where := l.grid.Sentences[s]
	p.scores = l.score(s, p.scores)
	gold := l.grid.Gold[where.Start:where.End]
	var loss float64
	p.tags, loss = p.chain.Best(p.scores, gold, l.arcWeights(), l.options.Costs, p.tags)
	weight, base := l.grid.Weights[s], l.base()
	for t, right := range gold {
		wrong := p.tags[t]
		if wrong != right {
			l.each(int(where.Start)+t, func(column int32) { p.correct(l, column, uint16(right), uint16(wrong), weight) })
			p.correctVectors(l, int(where.Start)+t, right, wrong, weight)
		}
		if t > 0 && (wrong != right || p.tags[t-1] != gold[t-1]) {
			p.move(l, base+l.arcs.Index(gold[t-1], right), weight)
			if k := l.arcs.Index(p.tags[t-1], wrong); k >= 0 {
				p.move(l, base+k, -weight)
			}
		}
	}
	return weight * loss
}

// correctVectors is correct for the vectors that a token sees.
func (p *perceptron) correctVectors(l *Learner, site int, right, wrong int16, by float64) {
	l.eachVector(site, func(first int, x []float64) {
		for d, value := range x {
			p.move(l, first+int(right)*len(x)+d, by*value)
			p.move(l, first+int(wrong)*len(x)+d, -by*value)
		}
	})
}

func (p *perceptron) correct(l *Learner, column int32, right, wrong uint16, by float64) {
	lo, hi := l.columns.Start[column], l.columns.Start[column+1]
	for k, tag := range l.columns.Tags[lo:hi] {
		switch tag {
		case right:
			p.move(l, int(lo)+k, by)
		case wrong:
			p.move(l, int(lo)+k, -by)
		}
	}
}

func (p *perceptron) move(l *Learner, k int, by float64) {
	p.meet(l, k)
	l.weights[k] += by
}

// meet adds what a weight was since it was met last.
func (p *perceptron) meet(l *Learner, k int) {
	p.sums[k] += l.weights[k] * float64(int64(l.steps)-p.met[k])
	p.met[k] = int64(l.steps)
}

func (p *perceptron) settle(l *Learner) {
	for k := range l.weights {
		p.meet(l, k)
	}
}

func (p *perceptron) result(l *Learner, out []float64) {
	for k, sum := range p.sums {
		out[k] = sum / float64(max(1, l.steps))
	}
}

func (p *perceptron) state() []any { return []any{p.sums, p.met} }
