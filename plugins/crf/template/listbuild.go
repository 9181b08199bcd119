package template

import (
	"bytes"
	"cmp"
	"errors"
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
	sortHashed(l.terms, func(b *begun) uint64 { return b.key }, func(a, b begun) int {
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
