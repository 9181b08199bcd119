package subword

import (
	"unicode/utf8"

	"github.com/onomast/onomast/plugins/transformer/subword/internal/chars"
)

// A preTokeniser cuts the splits of a text into smaller ones, for a model to see one at
// a time.
type preTokeniser interface {
	cut(s *scratch)
}

// oneByOne applies several, one after the other.
type oneByOne []preTokeniser

func (list oneByOne) cut(s *scratch) {
	for _, p := range list {
		p.cut(s)
	}
}

// wordsAndMarks is the pre-tokeniser of BERT: white space goes, each punctuation mark
// stands alone.
type wordsAndMarks struct {
	chars *chars.Table
	ascii [utf8.RuneSelf]chars.Class
}

func newWordsAndMarks(t *chars.Table) *wordsAndMarks {
	p := &wordsAndMarks{chars: t}
	for r := range p.ascii {
		p.ascii[r] = t.Of(rune(r)) & (chars.Space | chars.Punct)
	}
	return p
}

func (p *wordsAndMarks) cut(s *scratch) {
	b := s.text.bytes
	s.cut(func(sp split, out []split) []split {
		begin := sp.from
		for i := sp.from; i < sp.to; {
			class, size := p.class(b[i:])
			if class == 0 {
				i += size
				continue
			}
			if begin < i {
				out = append(out, split{begin, i, none})
			}
			if class&chars.Space == 0 {
				out = append(out, split{i, i + size, none})
			}
			i += size
			begin = i
		}
		if begin < sp.to {
			out = append(out, split{begin, sp.to, none})
		}
		return out
	})
}

func (p *wordsAndMarks) class(b []byte) (chars.Class, int32) {
	if b[0] < utf8.RuneSelf {
		return p.ascii[b[0]], 1
	}
	r, n := utf8.DecodeRune(b)
	return p.chars.Of(r) & (chars.Space | chars.Punct), int32(n)
}

// words keeps runs of word characters, and runs of what is neither such nor white space.
type words struct{ chars *chars.Table }

func (p words) cut(s *scratch) {
	b := s.text.bytes
	s.cut(func(sp split, out []split) []split {
		for i := sp.from; i < sp.to; {
			r, n := decode(b[i:])
			kind := p.kind(r)
			from := i
			for i += int32(n); i < sp.to; i += int32(n) {
				if r, n = decode(b[i:]); p.kind(r) != kind {
					break
				}
			}
			if kind != chars.Space {
				out = append(out, split{from, i, none})
			}
		}
		return out
	})
}

func (p words) kind(r rune) chars.Class {
	class := p.chars.Of(r)
	if class&chars.Word != 0 {
		return chars.Word
	}
	return class & chars.Space
}

// fixedLength cuts into parts of so many characters.
type fixedLength int

func (p fixedLength) cut(s *scratch) {
	b := s.text.bytes
	s.cut(func(sp split, out []split) []split {
		for i := sp.from; i < sp.to; {
			from := i
			for n := 0; n < int(p) && i < sp.to; n++ {
				_, size := decode(b[i:])
				i += int32(size)
			}
			out = append(out, split{from, i, none})
		}
		return out
	})
}

// byScript cuts where the script changes. What goes with any script and comes before all
// others is lost; so it is where the models were trained.
type byScript struct{ chars *chars.Table }

func (p byScript) cut(s *scratch) {
	b := s.text.bytes
	s.cut(func(sp split, out []split) []split {
		last, begin := 0, sp.to
		for i := sp.from; i < sp.to; {
			r, n := decode(b[i:])
			script := p.chars.Script(r)
			if script != 0 && script != last {
				if last != 0 {
					out = append(out, split{begin, i, none})
				}
				last, begin = script, i
			}
			i += int32(n)
		}
		if begin < sp.to {
			out = append(out, split{begin, sp.to, none})
		}
		return out
	})
}
