package chain

import "math"

// scaled calculates with the exponentials themselves. Each row of alpha is
// scaled to the sum 1 (as in Rabiner's tutorial on hidden Markov models), and
// psi with it.
//
// What is small beside the rest of its row may vanish, although later tokens
// could have made it great. So a token is refused whose weights lie so far
// apart that a few such in a row might bring that about: see spread.go.
type scaled struct {
	*weights
	exp *exponential
	// large are the transitions of large groups, few all others.
	large []*dense
	few   []arc
	// pairTop and endTop are the greatest weights, taken off before exp.
	pairTop, endTop float64
	ends            []float64 // exp of end
	turns           []float64 // exp of pair
	// least is how far below the greatest the weights of a token's tags may lie.
	least float64
	// sum is log Z so far, but for the factor product.
	sum, product float64
}

// arc is a transition.
type arc struct {
	from, to      int32
	weight, count float64
}

func newScaled(w *weights) *scaled {
	s := &scaled{weights: w, exp: newExponential(), pairTop: greatest(w.pair), endTop: greatest(w.end)}
	s.turns, s.ends = expBelow(w.pair, s.pairTop), expBelow(w.end, s.endTop)
	s.least = -w.spread()
	for _, g := range w.groups() {
		if len(g.preds) >= 3 && len(g.targets) >= 3 {
			s.large = append(s.large, newDense(g, w.n, s.turns))
			continue
		}
		for _, b := range g.targets {
			for _, a := range g.preds {
				s.few = append(s.few, arc{from: a, to: b, weight: s.turns[int(a)*w.n+int(b)]})
			}
		}
	}
	return s
}

// greatest is the greatest of the weights, 0 if there is none or all forbid.
func greatest(x []float64) float64 {
	top := math.Inf(-1)
	for _, v := range x {
		if v > top {
			top = v
		}
	}
	if math.IsInf(top, -1) {
		return 0
	}
	return top
}

func expBelow(x []float64, top float64) []float64 {
	out := make([]float64, len(x))
	for i, v := range x {
		out[i] = math.Exp(v - top)
	}
	return out
}

func (s *scaled) begin() { s.sum, s.product = s.endTop-s.pairTop, 1 }

func (s *scaled) next(prev, psi, alpha []float64) bool {
	top := greatest(psi)
	if !s.exp.row(psi, top, s.least, prev == nil) {
		return false
	}
	if prev == nil {
		copy(alpha, psi)
	} else {
		s.forward(prev, alpha)
		for b, p := range psi {
			alpha[b] *= p
		}
	}
	s.sum += top + s.pairTop
	return s.scale(psi, alpha)
}

// forward sets alpha to what arrives from the token before.
func (s *scaled) forward(prev, alpha []float64) {
	clear(alpha)
	for i := range s.few {
		a := &s.few[i]
		alpha[a.to] += prev[a.from] * a.weight
	}
	for _, d := range s.large {
		d.forward(prev, alpha)
	}
}

// scale makes the sum of alpha 1, and takes the same off psi.
func (s *scaled) scale(psi, alpha []float64) bool {
	total := 0.0
	for _, v := range alpha {
		total += v
	}
	by := 1 / total
	if !(by < math.MaxFloat64) {
		return false
	}
	for b := range alpha {
		alpha[b] *= by
		psi[b] *= by
	}
	if s.product *= total; s.product < 1e-200 || s.product > 1e200 {
		s.sum += math.Log(s.product)
		s.product = 1
	}
	return true
}

func (s *scaled) last(alpha, beta []float64) (float64, bool) {
	total := 0.0
	for b, end := range s.ends {
		total += alpha[b] * end
	}
	by := 1 / total
	if !(by < math.MaxFloat64) {
		return 0, false
	}
	for b, end := range s.ends {
		beta[b] = end * by
	}
	return s.sum + math.Log(s.product) + math.Log(total), true
}

func (s *scaled) back(psi, beta []float64) {
	for b, v := range beta {
		psi[b] *= v
	}
	s.backward(psi, beta)
}

// backward sets beta to what the products lead back to.
func (s *scaled) backward(product, beta []float64) {
	clear(beta)
	for i := range s.few {
		a := &s.few[i]
		beta[a.from] += a.weight * product[a.to]
	}
	for _, d := range s.large {
		d.backward(product, beta)
	}
}

func (s *scaled) marginals(alpha, beta []float64) {
	for b, v := range beta {
		alpha[b] *= v
	}
}

func (s *scaled) turn(a, b int, product, beta float64) float64 {
	return s.turns[a*s.n+b] * product / beta
}

func (s *scaled) add(prev, product []float64) {
	for i := range s.few {
		a := &s.few[i]
		a.count += prev[a.from] * product[a.to]
	}
	for _, d := range s.large {
		d.add(prev, product)
	}
}

func (s *scaled) collect(weight float64, pairs []float64) {
	for i := range s.few {
		a := &s.few[i]
		pairs[int(a.from)*s.n+int(a.to)] += weight * a.count * a.weight
		a.count = 0
	}
	for _, d := range s.large {
		d.collect(s.n, weight, pairs)
	}
}
