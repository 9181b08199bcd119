package gazetteer

import "github.com/onomast/onomast/plugins/rules/alphabet"

// A Mode is a way to compare terms with a text.
type Mode struct {
	alphabet.Mode
	// Words: terms begin and end where words do. Otherwise anywhere.
	Words bool
}

// MaxTerm is the longest term, in bytes. It bounds the work for each position
// of a text.
const MaxTerm = 1024

// An Entry is what a list says of one term.
type Entry struct {
	List  int // number of the list
	Label string
	// Lines are where the list has the term, in increasing order of addition.
	Lines []int32
	Attrs []Attr
}

// An Attr is an attribute of an entry.
type Attr struct{ Key, Value string }
