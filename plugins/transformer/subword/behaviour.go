package subword

import "github.com/onomast/onomast/plugins/transformer/subword/internal/chars"

// A behaviour says what becomes of the matches of a pattern that cuts.
type behaviour string

// The behaviours, as they are written in the file.
const (
	removed    behaviour = "Removed"
	isolated   behaviour = "Isolated"
	withBefore behaviour = "MergedWithPrevious"
	withNext   behaviour = "MergedWithNext"
	contiguous behaviour = "Contiguous"
)

// cutter cuts at the matches of a pattern.
type cutter struct {
	pattern   pattern
	behaviour behaviour
	inverted  bool // what the pattern leaves out is what counts as matched
}

func (p cutter) cut(s *scratch) {
	s.cut(func(sp split, out []split) []split {
		s.events = p.pattern.find(s, s.text.bytes[sp.from:sp.to], s.events[:0])
		f := folder{behaviour: p.behaviour, out: out, first: len(out)}
		at := 0
		for _, e := range s.events {
			f.part(sp.from+int32(at), sp.from+int32(e.from), p.inverted)
			f.part(sp.from+int32(e.from), sp.from+int32(e.to), !p.inverted)
			at = e.to
		}
		f.part(sp.from+int32(at), sp.to, p.inverted)
		return f.out
	})
}

// A folder makes splits of the parts of a text, which match or do not.
type folder struct {
	behaviour behaviour
	out       []split
	first     int  // the splits before it are of others
	matched   bool // the last part
}

// part takes the next part; empty ones are left out.
func (f *folder) part(from, to int32, match bool) {
	if from == to {
		return
	}
	join := false
	switch f.behaviour {
	case removed:
		if match {
			return
		}
	case contiguous:
		join = match == f.matched
	case withBefore:
		join = match && !f.matched
	case withNext:
		join = !match && f.matched
	}
	f.matched = match
	if join && len(f.out) > f.first {
		f.out[len(f.out)-1].to = to
		return
	}
	f.out = append(f.out, split{from, to, none})
}

// one is a pattern that matches single characters.
type one func(r rune) bool

func (p one) find(_ *scratch, b []byte, to []event) []event {
	for i := 0; i < len(b); {
		r, n := decode(b[i:])
		if p(r) {
			to = append(to, event{i, i + n})
		}
		i += n
	}
	return to
}

// of is a pattern of the characters that have one of some properties.
func of(t *chars.Table, class chars.Class) one {
	return func(r rune) bool { return t.Of(r)&class != 0 }
}
