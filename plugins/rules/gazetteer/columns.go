package gazetteer

// columns are the data of an index. Numbers of things count from 0; a field
// that may hold none holds the number plus 1.
type columns struct {
	lists   []uint32 // by list: List.bits
	slots   slots
	filter  filter // of all nodes
	roots   filter // of those of first words
	terms   terms
	records []record
	lines   []moreLine
	strings texts
	sets    texts // of attributes: pairs of numbers of strings
	typos   typos
	note    []byte // the caller's own
	longest int    // words of the longest term
}

// A record is one entry.
type record struct {
	list, label, attrs uint32
	line               int32
	more               uint32 // further lines: the first moreLine, plus 1
	next               uint32 // of the same term, plus 1
}

// A moreLine is a further line of an entry.
type moreLine struct {
	line int32
	next uint32 // plus 1
}

// attrsOf reads a set of attributes.
func attrsOf(sets, strings *texts, set uint32) []Attr {
	pairs := sets.get(set)
	if len(pairs) == 0 {
		return nil
	}
	attrs := make([]Attr, 0, len(pairs)/pairSize)
	for ; len(pairs) > 0; pairs = pairs[pairSize:] {
		k, v := pair(pairs)
		attrs = append(attrs, Attr{Key: strings.str(k), Value: strings.str(v)})
	}
	return attrs
}
