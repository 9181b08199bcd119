package chain

import (
	"math"
	"slices"
)

// blockTokens is the number of tokens of which all rows are kept at once.
const blockTokens = 1024

// pass goes along a sentence forth and back. Of long sentences it keeps the
// rows of one block of tokens, and of all others only where they begin, from
// which it works them out again.
type pass[F Float] struct {
	*weights
	factors           *factors
	fast, slow, space space
	// block is the number of tokens of a block.
	block     int
	emissions []F
	tokens    int
	// first is the first token held. psi and alpha are its row and those after
	// it; see [space].
	first      int
	psi, alpha []float64
	// marks are the alpha rows before each block; before the first there is
	// none, but room for it.
	marks []float64
	beta  []float64
}

func newPass[F Float](w *weights) *pass[F] {
	p := &pass[F]{block: blockTokens}
	p.set(w)
	return p
}

// set prepares for other transitions.
func (p *pass[F]) set(w *weights) {
	p.weights, p.factors, p.beta = w, newFactors(w), make([]float64, w.n)
	exp := newExponential()
	p.fast, p.slow = newScaled(p.factors, exp), newLogs(p.factors, exp)
}

// forth takes a sentence of at least one token to its end: the last block is
// held, beta is that of the last token. It returns log Z, with ok false if that
// is not finite.
func (p *pass[F]) forth(emissions []F) (logZ float64, ok bool) {
	p.emissions, p.tokens = emissions, len(emissions)/p.n
	rows := min(p.block, p.tokens) * p.n
	p.psi = slices.Grow(p.psi[:0], rows)[:rows]
	p.alpha = slices.Grow(p.alpha[:0], rows)[:rows]
	p.marks = slices.Grow(p.marks[:0], p.blocks()*p.n)[:p.blocks()*p.n]
	for _, p.space = range []space{p.fast, p.slow} {
		if logZ, ok = p.try(); ok {
			break
		}
	}
	if !ok {
		logZ = p.hopeless()
	}
	return logZ, ok
}

// hopeless is log Z where it is not finite: NaN if some weight is no finite
// number and does not forbid, else minus infinity.
func (p *pass[F]) hopeless() float64 {
	for _, x := range [][]float64{p.pair, p.start, p.weights.end} {
		if slices.ContainsFunc(x, absurd) {
			return math.NaN()
		}
	}
	if slices.ContainsFunc(p.emissions, absurd) {
		return math.NaN()
	}
	return math.Inf(-1)
}

func absurd[F Float](x F) bool { return !(float64(x) < math.Inf(1)) }

func (p *pass[F]) try() (logZ float64, ok bool) {
	p.space.begin()
	for k := range p.blocks() {
		if !p.hold(k) {
			return 0, false
		}
		if k+1 < p.blocks() {
			copy(p.marks[(k+1)*p.n:], p.row(p.alpha, p.end()-1))
		}
	}
	return p.space.last(p.row(p.alpha, p.tokens-1), p.beta)
}

// blocks is the number of blocks.
func (p *pass[F]) blocks() int { return (p.tokens + p.block - 1) / p.block }

// hold works out the psi and alpha of block k, given what is before it.
func (p *pass[F]) hold(k int) bool {
	p.first = k * p.block
	for i := p.first; i < p.end(); i++ {
		psi := p.row(p.psi, i)
		load(psi, p.emissions[i*p.n:])
		if i == 0 {
			for b, s := range p.start {
				psi[b] += s
			}
		}
		if !p.space.next(p.before(i), psi, p.row(p.alpha, i)) {
			return false
		}
	}
	return true
}

func load[F Float](dst []float64, src []F) {
	src = src[:len(dst)]
	for i, v := range src {
		dst[i] = float64(v)
	}
}

// end is the token after the block held.
func (p *pass[F]) end() int { return min(p.first+p.block, p.tokens) }

// row is that of a token held.
func (p *pass[F]) row(rows []float64, token int) []float64 {
	at := (token - p.first) * p.n
	return rows[at : at+p.n]
}

// before is the alpha of the token before one held; of the first token it is
// nil.
func (p *pass[F]) before(token int) []float64 {
	if token == 0 {
		return nil
	}
	if token == p.first {
		k := token / p.block
		return p.marks[k*p.n : (k+1)*p.n]
	}
	return p.row(p.alpha, token-1)
}
