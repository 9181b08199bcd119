package tags

import "fmt"

// A Scheme is a way to tag.
type Scheme string

// The schemes.
const (
	IO    Scheme = "IO"
	IOB1  Scheme = "IOB1"
	IOB2  Scheme = "IOB2"
	IOE1  Scheme = "IOE1"
	IOE2  Scheme = "IOE2"
	BIOES Scheme = "BIOES"
	BILOU Scheme = "BILOU"
)

// Schemes returns those that can be written.
func Schemes() []Scheme { return []Scheme{IOB2, BIOES, BILOU, IOB1, IOE2} }

// ParseScheme reads the name of a scheme, also the common other names; "" is IOB2.
func ParseScheme(name string) (Scheme, error) {
	switch name {
	case "", "IOB2", "BIO", "iob2", "bio":
		return IOB2, nil
	case "IOB1", "IOB", "iob1", "iob":
		return IOB1, nil
	case "IOE2", "IOE", "ioe2", "ioe":
		return IOE2, nil
	case "BIOES", "IOBES", "BMES", "bioes", "iobes":
		return BIOES, nil
	case "BILOU", "BIOUL", "BILUO", "bilou":
		return BILOU, nil
	}
	return "", fmt.Errorf("there is no tag scheme %q: use IOB2, BIOES, BILOU, IOB1 or IOE2", name)
}

// mostly is how many times more entities have to begin with I than with B for a file to
// be IOB1 and not a damaged IOB2.
const mostly = 10

// A Tally counts the tags of a file to find out its scheme.
type Tally struct {
	letters [256]int
	// Plain is how many tags have a label and no position.
	Plain int
	// begun counts entities that begin with B, and with I.
	begun [2]int
	bad   map[Scheme]int
}

// Add takes the tags of one sentence.
func (t *Tally) Add(sentence []string) {
	if t.bad == nil {
		t.bad = map[Scheme]int{}
	}
	list := make([]Tag, len(sentence))
	for i, s := range sentence {
		tag, plain := Parse(s)
		if plain {
			t.Plain++
		}
		if c := letter(s); c != 0 {
			t.letters[c]++
		}
		list[i] = tag
	}
	for _, s := range []Scheme{IOE1, IOE2} {
		t.bad[s] += len(Invalid(s, list))
	}
	before := Outside()
	for _, tag := range list {
		if before.Label != tag.Label || before.Position == 'O' {
			switch tag.Position {
			case 'B':
				t.begun[0]++
			case 'I':
				t.begun[1]++
			}
		}
		before = tag
	}
}

// Scheme returns the scheme that fits the letters best.
func (t *Tally) Scheme() Scheme {
	has := func(letters string) bool {
		for i := range len(letters) {
			if t.letters[letters[i]] > 0 {
				return true
			}
		}
		return false
	}
	switch {
	case has("UL"):
		return BILOU
	case has("SMW") || has("B") && has("E"):
		return BIOES
	case has("E"):
		if t.bad[IOE1] < t.bad[IOE2] {
			return IOE1
		}
		return IOE2
	case has("B"):
		if t.begun[1] > mostly*t.begun[0] {
			return IOB1
		}
		return IOB2
	case has("I") || t.Plain > 0:
		return IO
	}
	return IOB2
}

// Invalid returns the indices of the tags that break a scheme.
func Invalid(s Scheme, list []Tag) []int {
	var bad []int
	for i, t := range list {
		before, after := Outside(), Outside()
		if i > 0 {
			before = list[i-1]
		}
		if i+1 < len(list) {
			after = list[i+1]
		}
		if !valid(s, before, t, after) {
			bad = append(bad, i)
		}
	}
	return bad
}

// positions are those that a scheme has.
func positions(s Scheme) string {
	switch s {
	case IO:
		return "IO"
	case IOB1, IOB2:
		return "IOB"
	case IOE1, IOE2:
		return "IOE"
	}
	return "IOBES"
}

// valid reports whether a tag may stand between two others.
func valid(s Scheme, before, t, after Tag) bool {
	if !has(positions(s), t.Position) {
		return false
	}
	goesOn := before.Label == t.Label && (before.Position == 'B' || before.Position == 'I')
	follows := after.Label == t.Label && (after.Position == 'I' || after.Position == 'E')
	switch s {
	case IOB1:
		return t.Position != 'B' || before.Label == t.Label && before.Position != 'O'
	case IOB2:
		return t.Position != 'I' || goesOn
	case IOE1:
		return t.Position != 'E' || follows
	case IOE2:
		return t.Position != 'I' || follows
	case BIOES, BILOU:
		switch t.Position {
		case 'B':
			return follows
		case 'I':
			return goesOn && follows
		case 'E':
			return goesOn
		}
	}
	return true
}
