package subword

// spaceBefore puts a space before each split that does not begin with one.
type spaceBefore struct{}

func (spaceBefore) cut(s *scratch) {
	w := s.rewrite(s.text)
	out := s.spare[:0]
	for _, sp := range s.splits {
		w.at = int(sp.from)
		from := int32(len(w.bytes))
		if sp.added == none && s.text.bytes[sp.from] != ' ' {
			w.put(' ')
		}
		w.keep(int(sp.to - sp.from))
		out = append(out, split{from, int32(len(w.bytes)), sp.added})
	}
	s.splits, s.spare = out, s.splits
	s.text = s.done(w)
}

// bytesAsChars writes the bytes of splits as the characters that stand for them. It is
// left out where the model reads bytes itself.
type bytesAsChars struct{ of *[256]rune }

func (p bytesAsChars) cut(s *scratch) {
	w := s.rewrite(s.text)
	out := s.spare[:0]
	for _, sp := range s.splits {
		w.at = int(sp.from)
		from := int32(len(w.bytes))
		if sp.added != none {
			w.keep(int(sp.to - sp.from))
		}
		for w.at < int(sp.to) {
			_, size := w.next()
			for _, b := range w.old.bytes[w.at : w.at+size] {
				w.put(p.of[b])
			}
			w.skip(size)
		}
		out = append(out, split{from, int32(len(w.bytes)), sp.added})
	}
	s.splits, s.spare = out, s.splits
	s.text = s.done(w)
}
