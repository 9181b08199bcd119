package dense

import "github.com/onomast/onomast/core/chain"

// AddScores adds to each score the product of x with a row of weights: rows lie one
// after the other. Four rows are taken at a time, for which x is read once.
func AddScores[S, F chain.Float](scores []S, weights, x []F) {
	n := len(x)
	for len(scores) >= 4 {
		a, b, c, d := four(weights[:n:n], weights[n:2*n:2*n], weights[2*n:3*n:3*n], weights[3*n:4*n:4*n], x)
		scores[0] += S(a)
		scores[1] += S(b)
		scores[2] += S(c)
		scores[3] += S(d)
		scores, weights = scores[4:], weights[4*n:]
	}
	for i := range scores {
		row, sum := weights[i*n:(i+1)*n], F(0)
		for d, v := range x {
			sum += row[d] * v
		}
		scores[i] += S(sum)
	}
}

func four[F chain.Float](a, b, c, d, x []F) (sa, sb, sc, sd F) {
	for i, v := range x {
		sa += a[i] * v
		sb += b[i] * v
		sc += c[i] * v
		sd += d[i] * v
	}
	return sa, sb, sc, sd
}

// Few is how many vectors [AddOuter] takes at a time.
const Few = 4

// AddOuter adds to row i of sums what each vector of x is times by[i] of its own: by has
// as many numbers for each vector as there are rows. Vectors that are left out are nil.
func AddOuter[F chain.Float](sums []float64, by *[Few][]F, x *[Few][]F) {
	n := len(x[0])
	for i := range by[0] {
		f := [Few]F{by[0][i], by[1][i], by[2][i], by[3][i]}
		if f != [Few]F{} { // else the tag is out of the question
			addFour(sums[i*n:(i+1)*n], &f, x[0], x[1], x[2], x[3])
		}
	}
}

func addFour[F chain.Float](sums []float64, f *[Few]F, a, b, c, d []F) {
	a, b, c, d = a[:len(sums)], b[:len(sums)], c[:len(sums)], d[:len(sums)]
	p, q, r, s := f[0], f[1], f[2], f[3]
	for i := range sums {
		sums[i] += float64((p*a[i] + q*b[i]) + (r*c[i] + s*d[i]))
	}
}
