package chain

import "github.com/onomast/onomast/core/scheme"

// Entity is an entity and its probability.
type Entity struct {
	scheme.Span
	Probability float64
}

// Entities appends all entities that are at least so probable, which must be
// above 0, in the order of their starts, then types, then ends. Where least is
// above one half no two of them share a token.
func (l *Lattice) Entities(dst []Entity, s scheme.Set, least float64) []Entity {
	for i := range l.pass.tokens {
		for typ := range s.Types {
			dst = l.from(dst, s, i, typ, least)
		}
	}
	return dst
}

// from appends the entities of a type that start at a token.
func (l *Lattice) from(dst []Entity, s scheme.Set, start, typ int, least float64) []Entity {
	add := func(end int, p float64) {
		if p >= least {
			dst = append(dst, Entity{scheme.Span{Start: start, End: end, Type: typ}, p})
		}
	}
	tag := s.Of(scheme.Begin, typ)
	inside, last := s.Of(scheme.Inside, typ), s.Of(scheme.End, typ)
	p := l.Marginal(start, tag)
	if s.Scheme == scheme.BIOES {
		add(start+1, l.Marginal(start, s.Of(scheme.Single, typ)))
	}
	for end := start + 1; p >= least; end++ {
		more := 0.0
		if end < l.pass.tokens {
			more = l.turn(end, tag, inside)
		}
		if s.Scheme == scheme.BIOES {
			if end < l.pass.tokens {
				add(end+1, p*l.turn(end, tag, last))
			}
		} else {
			add(end, p*(1-more))
		}
		p *= more
		tag = inside
	}
	return dst
}

// Span is the probability that exactly these tokens are an entity of this
// type. It takes time linear in the entity's length.
func (l *Lattice) Span(s scheme.Set, e scheme.Span) float64 {
	if e.End == e.Start+1 {
		return l.Marginal(e.Start, s.Of(scheme.Single, e.Type)) * l.stop(s, e)
	}
	tag := s.Of(scheme.Begin, e.Type)
	p := l.Marginal(e.Start, tag)
	for i := e.Start + 1; i < e.End && p > 0; i++ {
		next := s.Of(scheme.Inside, e.Type)
		if i == e.End-1 {
			next = s.Of(scheme.End, e.Type)
		}
		p *= l.turn(i, tag, next)
		tag = next
	}
	return p * l.stop(s, e)
}

// stop is the probability that an entity whose tags are those of e goes no
// further. In BIOES its last tag says so.
func (l *Lattice) stop(s scheme.Set, e scheme.Span) float64 {
	if s.Scheme == scheme.BIOES || e.End == l.pass.tokens {
		return 1
	}
	last := s.Of(scheme.Inside, e.Type)
	if e.End == e.Start+1 {
		last = s.Of(scheme.Begin, e.Type)
	}
	return 1 - l.turn(e.End, last, s.Of(scheme.Inside, e.Type))
}

// turn is the probability of tag b at a token, given tag a at the one before.
func (l *Lattice) turn(token, a, b int) float64 {
	if !l.ok {
		return 0
	}
	l.hold(token)
	p := l.pass
	before := l.ends[max(0, token/p.block-1)*p.n:]
	if token > p.first {
		before = p.row(l.beta, token-1)
	}
	t := p.space.turning(a, b, p.row(p.psi, token)[b], before[a])
	if !(t > 0) { // nothing leads on from a
		return 0
	}
	return min(1, t)
}
