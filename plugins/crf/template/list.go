package template

import (
	"fmt"
	"slices"
)

// list is a track that marks the longest terms of a list, from left to right.
type list struct {
	fold      fold
	first     int // index in Word.Parts of what the table says of the word alone, see lookup
	table     hashTable
	minTokens int
	marks     [][4]uint64 // B, I, E, S, by the number of the types
	names     [][4]string
}

// list makes the track of a unit.
func (c *compiler) list(u unit) (filler, error) {
	data, err := c.blob(u)
	if err != nil {
		return nil, err
	}
	l, err := newList(data, u.options)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", u.resource, err)
	}
	l.fold = c.fold(l.fold.lower)
	l.first = c.x.parts
	c.x.parts++
	c.x.lookup.lists = append(c.x.lookup.lists, l)
	return l, nil
}

// fold returns where in Word.Parts words are folded.
func (c *compiler) fold(lower bool) fold {
	for _, f := range c.x.folds {
		if f.lower == lower {
			return f
		}
	}
	f := fold{lower: lower, part: c.x.parts}
	c.x.parts += 2
	c.x.folds = append(c.x.folds, f)
	return f
}

func newList(data []byte, p part) (*list, error) {
	b, err := readBlob(data, listBlob)
	if err != nil {
		return nil, err
	}
	l := &list{fold: fold{lower: b.lower}, table: b.table, minTokens: max(p.MinTokens, 1)}
	for i := range len(b.names) + 1 {
		var marks [4]uint64
		var names [4]string
		for m, mark := range []string{"B", "I", "E", "S"} {
			if p.Typed && i > 0 {
				mark += "-" + b.names[i-1]
			}
			marks[m], names[m] = Hash(mark), mark
		}
		l.marks, l.names = append(l.marks, marks), append(l.names, names)
	}
	return l, nil
}

func (l *list) fill(s *Sentence, out []uint64) {
	clear(out)
	s.pairs = l.pairs(s.pairs, s.Parts)
	for i := 0; i < len(out); {
		if s.Parts[i][l.first] == 0 {
			i++
			continue
		}
		n, kind := l.longest(s.Parts[i:], &s.pairs[i])
		l.mark(out[i:i+n], kind)
		i += max(n, 1)
	}
}

// pairs finds where the table says something of each two tokens of which the first may
// go on. They are read here, so that none has to wait for what comes of another.
func (l *list) pairs(dst []place, parts [][]uint64) []place {
	dst = slices.Grow(dst[:0], len(parts))[:len(parts)]
	for i := 0; i+1 < len(parts); i++ {
		if uint32(parts[i][l.first])&goesOn != 0 {
			dst[i] = l.table.place(l.fold.at(parts[i]).then(l.fold.at(parts[i+1])).key())
			dst[i].read()
		}
	}
	return dst
}

// longest returns the number of tokens of the longest term that begins a run of
// tokens, and the number of its types; 0: there is none. pair is that of the first two.
func (l *list) longest(parts [][]uint64, pair *place) (tokens int, kind uint32) {
	found := uint32(parts[0][l.first])
	f := l.fold.at(parts[0])
	for i := 0; ; {
		if i++; found&isTerm != 0 && i >= l.minTokens {
			tokens, kind = i, found>>typeShift
		}
		if found&goesOn == 0 || i == len(parts) {
			return tokens, kind
		}
		f = f.then(l.fold.at(parts[i]))
		if i == 1 {
			found = pair.number()
		} else {
			found = l.table.find(f.key())
		}
	}
}

func (l *list) mark(out []uint64, kind uint32) {
	if int(kind) >= len(l.marks) {
		kind = 0 // damaged
	}
	m := &l.marks[kind]
	switch len(out) {
	case 0:
		return
	case 1:
		out[0] = m[3]
		return
	}
	for i := range out {
		out[i] = m[1]
	}
	out[0], out[len(out)-1] = m[0], m[2]
}

func (l *list) name(value uint64) string {
	for i := range l.marks {
		if m := slices.Index(l.marks[i][:], value); m >= 0 {
			return l.names[i][m]
		}
	}
	return fmt.Sprintf("#%x", value)
}
