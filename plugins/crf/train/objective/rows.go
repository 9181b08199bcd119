package objective

import "github.com/onomast/onomast/core/chain"

// addRows adds rows of numbers to sums. Four at a time are added to each other first:
// most of the time that training takes goes into such sums, and most of a sum's time
// into reading and writing what is summed up.
func addRows[F chain.Float](sums []float64, rows [][]F) {
	for ; len(rows) >= 4; rows = rows[4:] {
		addFour(sums, rows[0], rows[1], rows[2], rows[3])
	}
	switch len(rows) {
	case 3:
		addTwo(sums, rows[0], rows[1])
		addOne(sums, rows[2])
	case 2:
		addTwo(sums, rows[0], rows[1])
	case 1:
		addOne(sums, rows[0])
	}
}

func addFour[F chain.Float](sums []float64, a, b, c, d []F) {
	a, b, c, d = a[:len(sums)], b[:len(sums)], c[:len(sums)], d[:len(sums)]
	for i := range sums {
		sums[i] += float64((a[i] + b[i]) + (c[i] + d[i]))
	}
}

func addTwo[F chain.Float](sums []float64, a, b []F) {
	a, b = a[:len(sums)], b[:len(sums)]
	for i := range sums {
		sums[i] += float64(a[i] + b[i])
	}
}

func addOne[F chain.Float](sums []float64, a []F) {
	a = a[:len(sums)]
	for i := range sums {
		sums[i] += float64(a[i])
	}
}
