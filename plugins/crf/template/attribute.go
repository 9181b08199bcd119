package template

// An attribute is what is known of a word alone.
type attribute interface {
	// values appends its values, none of them twice, to dst. They are views of the
	// analysis.
	values(a *analysis, dst [][]byte) [][]byte
	// always reports whether it has a value for every word; then it has one outside
	// the sentence as well.
	always() bool
}

// A hashed attribute has the hashes of its values at hand.
type hashed interface {
	hashes(a *analysis, dst []uint64) []uint64
}

// hashes appends the hashes of an attribute's values.
func (w *wordAttribute) hashes(a *analysis, dst []uint64) []uint64 {
	if w.ready != nil {
		return w.ready.hashes(a, dst)
	}
	a.values = w.values(a, a.values[:0])
	for _, value := range a.values {
		dst = append(dst, hashOf(value))
	}
	return dst
}

// whole is the word itself, or in lower case.
type whole struct{ lower bool }

func (w whole) values(a *analysis, dst [][]byte) [][]byte {
	return append(dst, a.characters(w.lower).bytes)
}

func (whole) always() bool { return true }

func (a *analysis) characters(lower bool) *characters {
	if lower {
		return &a.lower
	}
	return &a.text
}

// affix is the first or last code points of a word.
type affix struct {
	length             int
	suffix, lower, pad bool
}

func (f affix) values(a *analysis, dst [][]byte) [][]byte {
	c := a.characters(f.lower)
	switch n := c.n(); {
	case n < f.length && f.pad:
		return append(dst, short)
	case n < f.length:
		return dst
	case f.suffix:
		return append(dst, c.slice(n-f.length, n))
	}
	return append(dst, c.slice(0, f.length))
}

func (f affix) always() bool { return f.pad }

// stem is the first code points of a word in lower case, or all of it: what is
// left of a word of many endings.
type stem struct{ length int }

func (s stem) values(a *analysis, dst [][]byte) [][]byte {
	return append(dst, a.lower.slice(0, min(s.length, a.lower.n())))
}

func (stem) always() bool { return true }

// short is the value of an affix of a word that is shorter.
var short = []byte("_")

// constant is the same for all words.
type constant struct{}

func (constant) values(_ *analysis, dst [][]byte) [][]byte { return append(dst, nil) }

func (constant) always() bool { return true }
