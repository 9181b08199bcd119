package score

import "github.com/onomast/onomast/evaluation/match"

// A Scheme says what counts as correct.
type Scheme uint8

// The schemes.
const (
	// Strict: bytes and label.
	Strict Scheme = iota
	// Exact: bytes, whatever the label.
	Exact
	// Partial: bytes, whatever the label; an overlap is worth a half.
	Partial
	// Type: label, if there is an overlap.
	Type
	schemes
)

// Schemes returns all schemes.
func Schemes() []Scheme { return []Scheme{Strict, Exact, Partial, Type} }

var schemeNames = [schemes]string{"strict", "exact", "partial", "type"}

// String returns the name: strict, exact, partial or type.
func (s Scheme) String() string { return schemeNames[s] }

// A credit is what one case counts as.
type credit uint8

const (
	correct credit = iota
	incorrect
	partial
	none
)

// credits is the table of package documentation.
var credits = [schemes][match.Cases]credit{
	Strict:  {correct, incorrect, incorrect, incorrect, none},
	Exact:   {correct, correct, incorrect, incorrect, none},
	Partial: {correct, correct, partial, partial, none},
	Type:    {correct, incorrect, correct, incorrect, none},
}
