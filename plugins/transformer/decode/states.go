package decode

import (
	"math"
	"slices"

	"github.com/onomast/onomast/core/chain"
	"github.com/onomast/onomast/core/scheme"
)

// states are the tags of a chain that says the same as the labels of a model. Every
// way to label a text that keeps to the scheme is one way through the chain, so that
// the chain's probabilities are those of the entities.
type states struct {
	set    scheme.Set
	labels int    // columns of logits
	kinds  []kind // by type of the set
	// column is that of the logits for each tag of the set, or none.
	column []int
}

const none = -1

// A kind is entities of a label, or those of them that begin in one way.
type kind struct {
	label string
	// column is that of the logits for each part, or none.
	column [scheme.Single + 1]int
	// apart: one cannot follow another entity of the label at once, since it would
	// be read as more of it.
	apart bool
}

// newStates reads what the labels mean.
//
// What a set's scheme cannot say is said by a second type of the same label. In IOB1,
// entities that begin with I cannot follow one of their label, those that begin with B
// can. Labels without a part are as those that begin with I. Where there is B, I and S
// but no E, an S is an entity of a type that does not go on.
func newStates(c *Config) (*states, error) {
	all, err := readings(c.Labels)
	if err != nil {
		return nil, err
	}
	of, letters := byType(all)
	how := scheme.BIO
	if letters[scheme.End] > 0 {
		how = scheme.BIOES
	}
	iob1 := c.Scheme == IOB1 || how == scheme.BIO && letters[scheme.Single] == 0 && missesBegin(of)
	kinds := map[string]kind{}
	for typ, parts := range of {
		for i, k := range kindsOf(how, iob1, typ, parts) {
			kinds[typ+[]string{"", "\x00"}[i]] = k
		}
	}
	var names []string
	for name := range kinds {
		names = append(names, name)
	}
	s := &states{labels: len(c.Labels)}
	if s.set, err = scheme.New(how, names); err != nil {
		return nil, err
	}
	for _, name := range s.set.Types {
		s.kinds = append(s.kinds, kinds[name])
	}
	s.columns(c.Labels)
	return s, nil
}

// byType returns the columns of each type, by part, and how many labels have a part.
func byType(all []reading) (of map[string]*[scheme.Single + 1]int, letters [scheme.Single + 1]int) {
	of = map[string]*[scheme.Single + 1]int{}
	for column, r := range all {
		if r.part == scheme.Outside {
			continue
		}
		if of[r.typ] == nil {
			of[r.typ] = &[...]int{none, none, none, none, none}
		}
		of[r.typ][r.part] = column
		letters[r.part]++
	}
	return of, letters
}

// missesBegin reports whether a type can only be labelled as I.
func missesBegin(of map[string]*[scheme.Single + 1]int) bool {
	for _, parts := range of {
		if parts[scheme.Begin] == none && parts[scheme.Inside] != none {
			return true
		}
	}
	return false
}

// kindsOf are the one or two kinds of a type that has these columns.
func kindsOf(how scheme.Scheme, iob1 bool, typ string, parts *[scheme.Single + 1]int) []kind {
	b, i, e, s := parts[scheme.Begin], parts[scheme.Inside], parts[scheme.End], parts[scheme.Single]
	switch {
	case how == scheme.BIOES:
		if s == none { // then B alone is an entity
			s = b
		}
		return []kind{{typ, [...]int{none, b, i, e, s}, false}}
	case iob1 && b == none:
		return []kind{{typ, [...]int{none, i, i, none, none}, true}}
	case iob1:
		return []kind{{typ, [...]int{none, i, i, none, none}, true}, {typ, [...]int{none, b, i, none, none}, false}}
	case s != none:
		return []kind{{typ, [...]int{none, b, i, none, none}, false}, {typ, [...]int{none, s, none, none, none}, false}}
	}
	return []kind{{typ, [...]int{none, b, i, none, none}, false}}
}

// columns finds the column of each tag.
func (s *states) columns(labels []string) {
	s.column = make([]int, s.set.N())
	s.column[0] = slices.IndexFunc(labels, func(name string) bool { return name != "" && isOutside(name) })
	for tag := 1; tag < s.set.N(); tag++ {
		part, typ := s.set.Split(tag)
		s.column[tag] = s.kinds[typ].column[part]
	}
}

// transitions are those of the chain: the learned weights, if any, and what breaks the
// scheme forbidden.
func (s *states) transitions(learned *Transitions) chain.Transitions {
	t := chain.Allowed(s.set)
	forbidden := float32(math.Inf(-1))
	for a := range t.N {
		for b := range t.N {
			if s.mustJoin(a, b) {
				t.Pair[a*t.N+b] = forbidden
			}
		}
	}
	if learned == nil {
		return t
	}
	for a, from := range s.column {
		if from == none {
			continue
		}
		if learned.Start != nil {
			t.Start[a] += learned.Start[from]
		}
		if learned.End != nil {
			t.End[a] += learned.End[from]
		}
		for b, to := range s.column {
			if to != none {
				t.Pair[a*t.N+b] += learned.Pair[from*s.labels+to]
			}
		}
	}
	return t
}

// mustJoin reports whether the tag b, where an entity begins, would be read as more of
// the entity of tag a.
func (s *states) mustJoin(a, b int) bool {
	part, to := s.set.Split(b)
	_, from := s.set.Split(a)
	return part == scheme.Begin && from >= 0 && s.kinds[to].apart && s.kinds[from].label == s.kinds[to].label
}
