package template

// A Word holds what is known of one word. It is scratch that is used again:
// copy what is to be kept.
type Word struct {
	// Keys are the keys of its features, by the index of [Extractor.Offsets].
	// None is there twice.
	Keys [][]uint64
	// Min is the min_count of each of the keys, 0 if none was given. It is nil
	// where no feature of words has one.
	Min [][]uint8
	// Traits are what its keys are made of.
	Traits []Trait
	// Parts are hashes that [Extractor.Fill] and [Extractor.Join] take.
	Parts []uint64

	analysis analysis
}

// Offsets returns the offsets at which words are seen, sorted: the word at token
// i is seen at offset o by token i-o. The slice is not to be changed.
func (x *Extractor) Offsets() []int { return x.offsets }

// Parts returns the length of [Word.Parts], which may be 0.
func (x *Extractor) Parts() int { return x.parts }

// Word fills w with the features of a word. A word of any bytes will do.
func (x *Extractor) Word(text string, w *Word) {
	x.Traits(text, w)
	x.reset(w)
	for _, t := range w.Traits {
		x.add(w, &x.attributes[t.Attribute], t.Hash)
	}
}

// fold folds the word as each list asks for it.
func (x *Extractor) fold(a *analysis, parts []uint64) {
	for i, f := range x.folds {
		if i > 0 && a.hash(0) == a.hash(1) { // no capitals: both ways are one
			f.copy(parts, x.folds[0])
			continue
		}
		f.into(a, parts)
	}
}

// Outside fills w with the features of the place before the first token
// (distance -1, or -2 for the one before that, ...) or behind the last one
// (distance 1, 2, ...). An attribute that always has one value has a value of
// its own there, the others have none.
func (x *Extractor) Outside(distance int, w *Word) {
	x.reset(w)
	x.resetParts(w)
	value := hashOf(outside(distance))
	for i := range x.attributes {
		at := &x.attributes[i]
		part := at.partOf(value)
		if at.part >= 0 {
			w.Parts[at.part] = some(part)
		}
		if at.always() {
			x.add(w, at, part)
		}
	}
}

// partOf is the part that a value with this hash has: mix with the attribute.
func (w *wordAttribute) partOf(value uint64) uint64 { return stir(value ^ w.salt) }

// key is the key of a part at the offset: mix with it.
func (s *seen) key(part uint64) uint64 { return some(stir(part ^ s.salt)) }

// add gives w the keys of an attribute's value.
func (x *Extractor) add(w *Word, at *wordAttribute, part uint64) {
	for i := range at.at {
		p := &at.at[i]
		keys := &w.Keys[p.index]
		*keys = append(*keys, p.key(part))
		if x.hasMin {
			w.Min[p.index] = append(w.Min[p.index], p.min)
		}
	}
}

// reset empties w and makes room for as many offsets as there are.
func (x *Extractor) reset(w *Word) {
	if len(w.Keys) != len(x.offsets) {
		w.Keys = make([][]uint64, len(x.offsets))
	}
	if !x.hasMin {
		w.Min = nil
	} else if len(w.Min) != len(x.offsets) {
		w.Min = make([][]uint8, len(x.offsets))
	}
	for i := range w.Keys {
		w.Keys[i] = w.Keys[i][:0]
	}
	for i := range w.Min {
		w.Min[i] = w.Min[i][:0]
	}
}

// resetParts empties the parts.
func (x *Extractor) resetParts(w *Word) {
	if len(w.Parts) != x.parts {
		w.Parts = make([]uint64, x.parts)
	}
	clear(w.Parts)
}
