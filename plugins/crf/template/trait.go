package template

// A Trait is a value that an attribute has for a word, such as the suffix -ing: it is a
// feature at each offset at which the attribute is seen.
type Trait struct {
	// Attribute is a number of the extractor's.
	Attribute int
	// Hash is that of attribute and value. No other trait has it.
	Hash uint64
}

// Traits writes to w the traits of a word, with its parts, and no keys.
func (x *Extractor) Traits(text string, w *Word) {
	w.Traits = w.Traits[:0]
	x.resetParts(w)
	a := &w.analysis
	a.read(text)
	x.fold(a, w.Parts)
	x.lookup.of(a, w.Parts)
	for i := range x.attributes {
		at := &x.attributes[i]
		a.sums = at.hashes(a, a.sums[:0])
		for n, hash := range a.sums {
			part := at.partOf(hash)
			if n == 0 && at.part >= 0 {
				w.Parts[at.part] = some(part)
			}
			w.Traits = append(w.Traits, Trait{i, part})
		}
	}
	if x.caseOf >= 0 {
		w.Parts[x.caseOf] = a.caseOf()
	}
}

// AppendKeys appends the keys of a trait, and at which of [Extractor.Offsets] each is.
func (x *Extractor) AppendKeys(keys []uint64, at []int32, t Trait) ([]uint64, []int32) {
	seen := x.attributes[t.Attribute].at
	for i := range seen {
		keys, at = append(keys, seen[i].key(t.Hash)), append(at, int32(seen[i].index))
	}
	return keys, at
}

// Attributes returns how many attributes there are.
func (x *Extractor) Attributes() int { return len(x.attributes) }

// Seen returns at how many offsets an attribute is a feature.
func (x *Extractor) Seen(attribute int) int { return len(x.attributes[attribute].at) }

// Common reports whether it pays to remember what follows from traits of an attribute: it
// is seen at several offsets, and words share its values.
func (x *Extractor) Common(attribute int) bool {
	const several = 3
	at := &x.attributes[attribute]
	_, own := at.attribute.(whole)
	return len(at.at) >= several && !own
}
