package chain

// sparse is a matrix of which few places are not 0.
type sparse struct {
	// rows are the outputs that have any; those of rows[k] are from first[k] to
	// before first[k+1].
	rows, first []int32
	inputs      []int32
	weights     []float64
}

// newSparse lists the places of n by n that are not 0, given at(in, out).
func newSparse(n int, at func(in, out int) float64) *sparse {
	m := &sparse{}
	for out := range n {
		start := len(m.inputs)
		for in := range n {
			if w := at(in, out); w != 0 {
				m.inputs = append(m.inputs, int32(in))
				m.weights = append(m.weights, w)
			}
		}
		if len(m.inputs) > start {
			m.rows = append(m.rows, int32(out))
			m.first = append(m.first, int32(start))
		}
	}
	m.first = append(m.first, int32(len(m.inputs)))
	return m
}

// add adds the product of x and the matrix to y.
func (m *sparse) add(x, y []float64) {
	first := m.first[:len(m.rows)+1]
	for k, row := range m.rows {
		lo, hi := first[k], first[k+1]
		weights, sum := m.weights[lo:hi], 0.0
		for i, in := range m.inputs[lo:hi] {
			sum += weights[i] * x[in]
		}
		y[row] += sum
	}
}
