package template

// An Extractor gives the features of tokens. It is safe for concurrent use.
type Extractor struct {
	offsets    []int
	attributes []wordAttribute
	parts      int
	hasMin     bool
	tracks     []track
	layers     []string
	vectors    []Vectors
	joins      []join
	window     window
	folds      []fold
	lookup     lookup
	caseOf     int       // index in Word.Parts of what casing counts, or -1
	outside    [2][]Word // before and behind the sentence, by distance - 1
	blobs      []Blob
}

// A wordAttribute is an attribute with what becomes of its values.
type wordAttribute struct {
	attribute
	ready hashed // the attribute, if it is a hashed one
	unit  unit
	salt  uint64 // spread, for mix
	part  int    // index in Word.Parts of its first value; -1: no join has it
	at    []seen
}

// seen is one offset at which an attribute is a feature.
type seen struct {
	index int    // of Offsets
	salt  uint64 // spread, for mix
	name  string // lower[-1]
	min   uint8
}
