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
	*factors
	exp *exponential
	// ends is exp of end, of which endTop, the greatest, was taken off.
	ends   []float64
	endTop float64
	// least is how far below the greatest the weights of a token's tags may lie.
	least float64
	// sum is log Z so far, but for the factor product.
	sum, product float64
}

func newScaled(f *factors, e *exponential) *scaled {
	top := greatest(f.end)
	return &scaled{factors: f, exp: e, endTop: top, ends: expBelow(f.end, top), least: -f.spread()}
}

func (s *scaled) begin() { s.sum, s.product = s.endTop-s.top, 1 }

func (s *scaled) next(prev, psi, alpha []float64) bool {
	top := greatest(psi)
	if !s.exp.row(psi, top, s.least, prev == nil) {
		return false
	}
	if prev == nil {
		for b := range alpha {
			alpha[b] = 1
		}
	} else {
		s.forward(prev, alpha)
	}
	total := 0.0
	alpha = alpha[:len(psi)]
	for b, p := range psi {
		v := alpha[b] * p
		alpha[b] = v
		total += v
	}
	s.sum += top + s.top
	return s.scale(total, psi, alpha)
}

// scale makes the sum of alpha, total, 1 and scales psi likewise.
func (s *scaled) scale(total float64, psi, alpha []float64) bool {
	by := 1 / total
	if !(by < math.MaxFloat64) {
		return false
	}
	psi = psi[:len(alpha)]
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
	psi = psi[:len(beta)]
	for b, v := range beta {
		psi[b] *= v
	}
	s.backward(psi, beta)
}

func (s *scaled) marginals(alpha, beta []float64) {
	alpha = alpha[:len(beta)]
	for b, v := range beta {
		alpha[b] *= v
	}
}

func (s *scaled) turning(a, b int, product, beta float64) float64 {
	return s.turn[a*s.n+b] * product / beta
}
