package parallel

// span is how many numbers of a vector are one chunk: enough that handing a chunk over
// costs nothing beside it, few enough that several vectors of it stay in a cache.
const span = 1 << 13

// Each calls work for the borders of each chunk of a vector of n numbers.
func (p Pool) Each(n int, work func(lo, hi int)) {
	p.Do(chunks(n), func(_, c int) { work(c*span, min(n, (c+1)*span)) })
}

// Total adds up what work returns for each chunk of a vector of n numbers, in order.
func (p Pool) Total(n int, work func(lo, hi int) float64) float64 {
	return p.Sum(chunks(n), func(_, c int) float64 { return work(c*span, min(n, (c+1)*span)) })
}

// Dot returns the inner product of two vectors of the same length.
func (p Pool) Dot(a, b []float64) float64 {
	return p.Total(len(a), func(lo, hi int) float64 { return dot(a[lo:hi], b[lo:hi]) })
}

// AddDot adds scale*v to q and returns the inner product of w and the new q.
func (p Pool) AddDot(q []float64, scale float64, v, w []float64) float64 {
	return p.Total(len(q), func(lo, hi int) float64 {
		q, v := q[lo:hi], v[lo:hi]
		add(q, scale, v)
		return dot(q, w[lo:hi])
	})
}

// Add adds scale*v to q.
func (p Pool) Add(q []float64, scale float64, v []float64) {
	p.Each(len(q), func(lo, hi int) { add(q[lo:hi], scale, v[lo:hi]) })
}

// dot has four sums, since one would wait for itself at each step.
func dot(a, b []float64) float64 {
	var s0, s1, s2, s3 float64
	b = b[:len(a)]
	i := 0
	for ; i+4 <= len(a); i += 4 {
		s0 += a[i] * b[i]
		s1 += a[i+1] * b[i+1]
		s2 += a[i+2] * b[i+2]
		s3 += a[i+3] * b[i+3]
	}
	for ; i < len(a); i++ {
		s0 += a[i] * b[i]
	}
	return (s0 + s1) + (s2 + s3)
}

func add(q []float64, scale float64, v []float64) {
	v = v[:len(q)]
	for i := range q {
		q[i] += scale * v[i]
	}
}

func chunks(n int) int { return (n + span - 1) / span }
