package calibrate

import "math"

const (
	// prior is how much it costs to leave the identity, as if so many observations
	// spoke for it.
	prior = 1.0
	// newtonSteps are far more than two parameters take.
	newtonSteps = 50
)

// logistic fits σ(a·logit(score) + b), Platt's curve, with a prior for a = 1 and
// b = 0, and draws it as a line.
func logistic(obs []Observation) Map {
	a, b := 1.0, 0.0
	for range newtonSteps {
		// gradient and Hessian of the loss and the prior
		ga, gb := prior*(a-1), prior*b
		haa, hab, hbb := prior, 0.0, prior
		for _, o := range obs {
			x := logit(o.Score)
			p := sigmoid(a*x + b)
			d, w := p-o.truth(), p*(1-p)
			ga, gb = ga+d*x, gb+d
			haa, hab, hbb = haa+w*x*x, hab+w*x, hbb+w
		}
		det := haa*hbb - hab*hab // positive: the prior makes it so
		da, db := (hbb*ga-hab*gb)/det, (haa*gb-hab*ga)/det
		scale := 1 / math.Max(1, math.Hypot(da, db)) // no step is longer than 1
		a, b = a-scale*da, b-scale*db
		if math.Hypot(da, db) < 1e-10 {
			break
		}
	}
	return drawn(math.Max(a, 0), b) // a falling curve would say that scores are worth nothing
}

// drawn is the line through points of a curve, close where it bends.
func drawn(a, b float64) Map {
	var m Map
	for _, score := range []float64{
		0, .0001, .0003, .001, .003, .01, .02, .05, .1, .15, .2, .25, .3, .35, .4, .45, .5,
		.55, .6, .65, .7, .75, .8, .85, .9, .95, .98, .99, .997, .999, .9997, .9999, 1,
	} {
		m.From, m.To = append(m.From, score), append(m.To, sigmoid(a*logit(score)+b))
	}
	return m
}

func logit(p float64) float64 {
	p = min(max(p, certain), 1-certain)
	return math.Log(p / (1 - p))
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
