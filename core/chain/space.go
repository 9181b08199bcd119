package chain

// space is a way to calculate with sums of exponentials: [scaled] is fast,
// [logs] has no limits. A [pass] leads it along a sentence, forth and back.
//
// A token has three rows of a number for each tag. Psi is what speaks for the
// tag at the token, alpha how the tokens up to it speak for it, beta those
// after it.
type space interface {
	// begin starts a sentence.
	begin()
	// next turns the weights of a token in psi into what speaks for its tags,
	// and sets alpha, given that of the token before or nil. It is false when
	// the space cannot hold the numbers.
	next(prev, psi, alpha []float64) bool
	// last sets beta of the last token and returns log Z.
	last(alpha, beta []float64) (logZ float64, ok bool)
	// back replaces beta by that of the token before, and psi by the product of
	// both, which [space.turning] and [space.add] ask for.
	back(psi, beta []float64)
	// marginals replaces alpha by the probabilities of the tags.
	marginals(alpha, beta []float64)
	// turning is the probability that tag b comes after tag a, by the product at b
	// and beta at a.
	turning(a, b int, product, beta float64) float64
	// add counts the pairs of the token that back was called for last and the
	// one before; collect adds weight times the count to pairs.
	add(prev, product []float64)
	collect(weight float64, pairs []float64)
}
