package template

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// The numbers in the table of a list: what the tokens so far are.
const (
	isTerm    = 1 << iota // a whole term
	goesOn                // the beginning of a longer one
	typeShift = iota      // the number of the term's types, from 1, is above
)

// buildList makes the blob of a list of lines `term TAB type TAB ...`. Lines that
// begin with # are left out, and so is a first line that begins with the word
// term.
func buildList(data []byte, r Resource) ([]byte, error) {
	p := r.unit.options
	in := &lineReader{file: r.File}
	l := &listBuilder{lower: p.IgnoreCase, numbers: map[string]int{}}
	in.each(data, func(line int, text []byte) {
		term, rest, _ := bytes.Cut(text, []byte("\t"))
		kind, _, _ := bytes.Cut(rest, []byte("\t"))
		header := line == 1 && strings.EqualFold(string(bytes.TrimSpace(term)), "term")
		if text[0] == '#' || header || len(p.Types) > 0 && !slices.Contains(p.Types, string(kind)) {
			return
		}
		l.add(string(term), string(kind))
	})
	if err := in.found.Err(); err != nil {
		return nil, err
	}
	if len(l.terms) == 0 {
		in.fail(0, 0, "template.empty-list", "the list has no terms"+ofTypes(p.Types), "")
		return nil, in.found
	}
	return l.blob()
}

func ofTypes(types words) string {
	if len(types) == 0 {
		return ""
	}
	return " of the type " + strings.Join(types, ", ")
}

// A listBuilder gathers terms.
type listBuilder struct {
	lower   bool
	types   []string
	numbers map[string]int // of types, from 1
	terms   []begun
}

// begun is a beginning of a term, or a whole one: then kind is the number of its
// type, or 0.
type begun struct {
	key   uint64
	whole bool
	kind  int32
}

func (l *listBuilder) add(term, kind string) {
	number := 0
	if kind != "" {
		if number = l.numbers[kind]; number == 0 {
			kind = strings.Clone(kind)
			l.types = append(l.types, kind)
			number = len(l.types)
			l.numbers[kind] = number
		}
	}
	atoms(term, l.lower, func(key uint64, whole bool) {
		l.terms = append(l.terms, begun{key, whole, int32(number)})
	})
}

// blob joins what is known of each key.
func (l *listBuilder) blob() ([]byte, error) {
	slices.SortFunc(l.terms, func(a, b begun) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.kind, b.kind))
	})
	sets := &typeSets{types: l.types, numbers: map[string]int{}}
	var entries []entry
	for i := 0; i < len(l.terms); {
		j, number := i, uint32(0)
		var kinds []int32
		for ; j < len(l.terms) && l.terms[j].key == l.terms[i].key; j++ {
			if !l.terms[j].whole {
				number |= goesOn
				continue
			}
			number |= isTerm
			if k := l.terms[j].kind; k > 0 && (len(kinds) == 0 || kinds[len(kinds)-1] != k) {
				kinds = append(kinds, k)
			}
		}
		entries = append(entries, entry{l.terms[i].key, number | uint32(sets.number(kinds))<<typeShift})
		i = j
	}
	if len(sets.names) >= 1<<(listNumber-typeShift) {
		return nil, errors.New("the list has too many types, or too many combinations of types")
	}
	return appendBlob(nil, &blob{kind: listBlob, lower: l.lower, names: sets.names}, nil, entries), nil
}

// typeSets numbers sets of types.
type typeSets struct {
	types   []string
	names   []string
	numbers map[string]int
}

// number returns the number of a set, from 1; 0 for none.
func (s *typeSets) number(kinds []int32) int {
	if len(kinds) == 0 {
		return 0
	}
	var names []string
	for _, k := range kinds {
		names = append(names, s.types[k-1])
	}
	slices.Sort(names)
	name := strings.Join(names, "+")
	n := s.numbers[name]
	if n == 0 {
		s.names = append(s.names, name)
		n = len(s.names)
		s.numbers[name] = n
	}
	return n
}

// list is a track that marks the longest terms of a list, from left to right.
type list struct {
	fold      fold
	first     int // index in Word.Parts of what the table says of the word alone
	table     hashTable
	minTokens int
	marks     [][4]uint64 // B, I, E, S, by the number of the types
	names     [][4]string
}

// list makes the track of a unit.
func (c *compiler) list(u unit) (*list, error) {
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
	c.x.lists = append(c.x.lists, l)
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
	for i := 0; i < len(out); {
		n, kind := l.longest(s.Parts[i:])
		if n == 0 {
			i++
			continue
		}
		l.mark(out[i:i+n], kind)
		i += n
	}
}

// word looks up a word alone, once for all places it has in texts.
func (l *list) word(parts []uint64) {
	parts[l.first] = uint64(l.table.find(l.fold.at(parts).key()))
}

// longest returns the number of tokens of the longest term that begins a run of
// tokens, and the number of its types; 0: there is none.
func (l *list) longest(parts [][]uint64) (tokens int, kind uint32) {
	found := uint32(parts[0][l.first])
	if found == 0 {
		return 0, 0
	}
	f := l.fold.at(parts[0])
	for i := 0; ; {
		if i++; found&isTerm != 0 && i >= l.minTokens {
			tokens, kind = i, found>>typeShift
		}
		if found&goesOn == 0 || i == len(parts) {
			return tokens, kind
		}
		f = f.then(l.fold.at(parts[i]))
		found = l.table.find(f.key())
	}
}

func (l *list) mark(out []uint64, kind uint32) {
	if int(kind) >= len(l.marks) {
		kind = 0 // damaged
	}
	m := &l.marks[kind]
	if len(out) == 1 {
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
