package objective

import "math"

// A product is of many numbers of 0 or more, as its logarithm. It takes few logarithms:
// as long as they stay in range, numbers are multiplied.
type product struct{ logs, factors float64 }

// one is the product of nothing.
func one() product { return product{factors: 1} }

const large = 1e100

func (p *product) times(x float64) {
	if !(x > 1/large && x < large) {
		p.logs += math.Log(x)
		return
	}
	p.factors *= x
	if p.factors < 1/large || p.factors > large {
		p.logs += math.Log(p.factors)
		p.factors = 1
	}
}

func (p *product) log() float64 { return p.logs + math.Log(p.factors) }
