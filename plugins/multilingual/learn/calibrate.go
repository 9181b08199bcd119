package learn

import (
	"math"
	"math/rand/v2"

	"github.com/onomast/onomast/plugins/multilingual/lid"
)

const (
	knots   = 9   // of the sharpness: texts of 4, 8, ... 1024 features
	perCell = 150 // examples of one language and length
)

// Calibrate fits how sharp the model's scores are, for each length of text, so that
// they are probabilities on texts it has not seen.
func Calibrate(m *lid.Model, texts []Text, seed uint64) {
	m.Sharpness = nil
	examples := observe(m, texts, seed)
	sharpness := make([]float32, knots)
	for k := range sharpness {
		sharpness[k] = float32(minimise(func(sharp float64) float64 { return loss(examples, float64(k), sharp) }))
	}
	m.Sharpness = sharpness
}

// An outcome is what the model says of an example.
type outcome struct {
	logits []float32
	label  int
	at     float64 // its length, in knots
}

func observe(m *lid.Model, texts []Text, seed uint64) []outcome {
	label := map[string]int{}
	for i, code := range m.Languages {
		label[code] = i
	}
	random := rand.New(rand.NewPCG(seed, 3))
	order := random.Perm(len(texts))
	var out []outcome
	var rows []uint32
	for _, length := range []int{4, 8, 16, 32, 64, 128, 256} {
		count := map[string]int{}
		for _, i := range order {
			t := texts[i]
			if known, ok := label[t.Language]; ok && count[t.Language] < perCell && len(t.Text) >= length {
				count[t.Language]++
				var sum lid.Sum
				for s := lid.NewScanner(Cut(t.Text, length)); s.Next(); {
					rows = m.Word(&sum, s, rows)
				}
				if sum.Features > 0 {
					out = append(out, outcome{m.Logits(nil, sum), known, math.Log2(float64(sum.Features)) - 2})
				}
			}
		}
	}
	return out
}

// loss is the mean negative log-likelihood of the examples near a knot.
func loss(examples []outcome, knot, sharp float64) float64 {
	var total, weights float64
	for _, e := range examples {
		near := 1 - math.Abs(min(max(e.at, 0), knots-1)-knot)
		if near <= 0 {
			continue
		}
		top := float64(math.Inf(-1))
		for _, v := range e.logits {
			top = max(top, float64(v))
		}
		var sum float64
		for _, v := range e.logits {
			sum += math.Exp(sharp * (float64(v) - top))
		}
		total += near * (math.Log(sum) - sharp*(float64(e.logits[e.label])-top))
		weights += near
	}
	if weights == 0 {
		return 0
	}
	return total / weights
}

// minimise finds the least value of a function with one valley, between a tenth and
// five, by the golden section.
func minimise(f func(float64) float64) float64 {
	ratio := (math.Sqrt(5) - 1) / 2
	low, high := 0.1, 5.0
	a, b := high-ratio*(high-low), low+ratio*(high-low)
	fa, fb := f(a), f(b)
	for high-low > 1e-3 {
		if fa < fb {
			high, b, fb = b, a, fa
			a = high - ratio*(high-low)
			fa = f(a)
		} else {
			low, a, fa = a, b, fb
			b = low + ratio*(high-low)
			fb = f(b)
		}
	}
	return math.Round((low+high)/2*1000) / 1000
}
