package chain

// addRows adds Σ a[k]·rows[k] to out, where row k is the k-th len(out) numbers
// of rows.
func addRows(out, a, rows []float64) {
	n := len(out)
	for len(a) >= 4 && len(rows) >= 4*n {
		addFour(out, a[0], a[1], a[2], a[3], rows[:n], rows[n:2*n], rows[2*n:3*n], rows[3*n:4*n])
		a, rows = a[4:], rows[4*n:]
	}
	for k, v := range a {
		for t, w := range rows[k*n : (k+1)*n] {
			out[t] += v * w
		}
	}
}

// addFour adds multiples of four rows at once: out is loaded and stored once
// for the four.
func addFour(out []float64, a0, a1, a2, a3 float64, r0, r1, r2, r3 []float64) {
	r0, r1, r2, r3 = r0[:len(out)], r1[:len(out)], r2[:len(out)], r3[:len(out)]
	for t := range out {
		out[t] += (a0*r0[t] + a1*r1[t]) + (a2*r2[t] + a3*r3[t])
	}
}
