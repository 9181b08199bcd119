package scheme

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Set is the tags of a scheme over types. The zero scheme counts as [BIO].
type Set struct {
	Scheme Scheme
	// Types are the entity types, sorted, each once.
	Types []string
}

// New makes the set over types, which it sorts and of which it drops repeated
// ones. A type without a name is an error.
func New(s Scheme, types []string) (Set, error) {
	if _, err := Parse(string(s)); err != nil {
		return Set{}, err
	}
	sorted := slices.Compact(slices.Sorted(slices.Values(types)))
	if len(sorted) > 0 && sorted[0] == "" {
		return Set{}, errors.New("an entity type has no name: give each a name")
	}
	return Set{Scheme: s, Types: sorted}, nil
}

// N is the number of tags: those of all types, and O.
func (s Set) N() int { return 1 + s.Scheme.parts()*len(s.Types) }

// Of is the tag of a part of a type; of [Outside] it is 0. A part that the
// scheme does not know becomes the one BIO uses in its place.
func (s Set) Of(p Part, typ int) int {
	if p == Outside {
		return 0
	}
	if s.Scheme != BIOES {
		if p.begins() {
			p = Begin
		} else {
			p = Inside
		}
	}
	return s.Scheme.parts()*typ + int(p)
}

// Split is the part and the index of the type that a tag stands for. O, and
// any number that is no tag of the set, is [Outside] with type -1.
func (s Set) Split(tag int) (Part, int) {
	if tag <= 0 || tag >= s.N() {
		return Outside, -1
	}
	k := s.Scheme.parts()
	return Part((tag-1)%k + 1), (tag - 1) / k
}

// Tag is the name of a tag: O, or the part's letter, a hyphen and the type.
func (s Set) Tag(tag int) string {
	p, typ := s.Split(tag)
	if p == Outside {
		return p.letter()
	}
	return p.letter() + "-" + s.Types[typ]
}

// Index is the tag of a name, as [Set.Tag] spells it.
func (s Set) Index(name string) (int, error) {
	if name == "O" {
		return 0, nil
	}
	letter, typ, _ := strings.Cut(name, "-")
	t, known := slices.BinarySearch(s.Types, typ)
	p := Part(strings.Index("OBIES", letter))
	if !known || len(letter) != 1 || p < Begin || int(p) > s.Scheme.parts() {
		return 0, fmt.Errorf("tag %q is none of the scheme %s over the types %s", name, s.Scheme, strings.Join(s.Types, ", "))
	}
	return s.Of(p, t), nil
}

// Allowed reports whether tag to may follow tag from: an entity goes on with
// tokens of its own type only and, in BIOES, is not left before its end.
func (s Set) Allowed(from, to int) bool {
	p, a := s.Split(from)
	q, b := s.Split(to)
	if q.continues() {
		return a == b && (p == Begin || p == Inside)
	}
	return s.closed(p)
}

// Starts reports whether a sentence may begin with the tag.
func (s Set) Starts(tag int) bool {
	p, _ := s.Split(tag)
	return !p.continues()
}

// Ends reports whether a sentence may end with the tag.
func (s Set) Ends(tag int) bool {
	p, _ := s.Split(tag)
	return s.closed(p)
}

// closed reports whether no entity is left unfinished after such a token.
func (s Set) closed(p Part) bool {
	return s.Scheme != BIOES || p != Begin && p != Inside
}
