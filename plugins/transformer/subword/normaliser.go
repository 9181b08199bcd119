package subword

// A normaliser changes a text before it is cut into words.
type normaliser interface {
	normalise(s *scratch, v view) view
}

// inTurn applies several normalisers, one after the other.
type inTurn []normaliser

func (list inTurn) normalise(s *scratch, v view) view {
	for _, n := range list {
		v = n.normalise(s, v)
	}
	return v
}

// eachChar is a normaliser that looks at one character at a time.
type eachChar struct {
	// same reports whether a character stays what it is.
	same func(r rune) bool
	// change writes what becomes of a character that does not.
	change func(w *writer, r rune)
}

func (n eachChar) normalise(s *scratch, v view) view {
	i := n.sameFrom(v.bytes, 0)
	if i == len(v.bytes) {
		return v
	}
	w := s.rewrite(v)
	w.keep(i)
	for w.left() {
		r, size := w.next()
		n.change(w, r)
		w.skip(size)
		w.keep(n.sameFrom(v.bytes, w.at) - w.at)
	}
	return s.done(w)
}

// sameFrom returns where the first character from i on stands that does not stay.
func (n eachChar) sameFrom(b []byte, i int) int {
	for i < len(b) {
		r, size := decode(b[i:])
		if !n.same(r) {
			break
		}
		i += size
	}
	return i
}
