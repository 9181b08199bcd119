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

// A List says which occurrences of its terms count.
type List struct {
	// All: overlapping terms count, every one. Otherwise only the longest from
	// the left.
	All bool
	// Distance is the number of typing errors that an occurrence may have, at
	// most [MaxDistance]; only with [Mode.Words].
	Distance int
	// From is the number of code points from which a term may have any.
	From int
}

// MaxDistance is the largest number of typing errors: letters left out, put in,
// changed, or swapped with their neighbour.
const MaxDistance = 2

// bits packs the options into a column.
func (l List) bits() uint32 {
	b := uint32(min(l.Distance, MaxDistance))<<1 | uint32(min(l.From, MaxTerm))<<8
	if l.All {
		b |= 1
	}
	return b
}

func listOf(bits uint32) List {
	return List{All: bits&1 != 0, Distance: int(bits >> 1 & 3), From: int(bits >> 8)}
}

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
