package subword

import "bytes"

// A metaspace writes spaces as a mark, puts one before a text, and cuts before each.
type metaspace struct {
	mark   rune
	bytes  []byte // the mark
	scheme string // "always", "first" or "never"
	cuts   bool
}

func (p metaspace) cut(s *scratch) {
	w := s.rewrite(s.text)
	out := s.spare[:0]
	for _, sp := range s.splits {
		w.at = int(sp.from)
		from := int32(len(w.bytes))
		if sp.added != none {
			w.keep(int(sp.to - sp.from))
			out = append(out, split{from, int32(len(w.bytes)), sp.added})
			continue
		}
		p.write(w, sp)
		out = p.parts(w.bytes, from, out)
	}
	s.splits, s.spare = out, s.splits
	s.text = s.done(w)
}

// write copies a split, its spaces as marks.
func (p metaspace) write(w *writer, sp split) {
	b := w.old.bytes[:sp.to]
	marked := b[sp.from] == ' ' || bytes.HasPrefix(b[sp.from:], p.bytes)
	if !marked && (p.scheme == "always" || p.scheme == "first" && w.old.from(w.at) <= 0) {
		w.put(p.mark)
	}
	for w.at < len(b) {
		n := bytes.IndexByte(b[w.at:], ' ')
		if n < 0 {
			w.keep(len(b) - w.at)
			break
		}
		w.keep(n)
		w.put(p.mark)
		w.skip(1)
	}
}

// parts appends the splits of what was written from a place on.
func (p metaspace) parts(b []byte, from int32, out []split) []split {
	end := int32(len(b))
	for p.cuts {
		n := bytes.Index(b[from+1:], p.bytes)
		if n < 0 {
			break
		}
		next := from + 1 + int32(n)
		out = append(out, split{from, next, none})
		from = next
	}
	return append(out, split{from, end, none})
}
