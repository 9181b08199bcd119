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
	x.reset(w)
	a := &w.analysis
	a.read(text)
	for i := range x.attributes {
		at := &x.attributes[i]
		a.values = at.values(a, a.values[:0])
		for n, value := range a.values {
			part := mix(hashOf(value), at.salt)
			if n == 0 && at.part >= 0 {
				w.Parts[at.part] = some(part)
			}
			x.add(w, at, part)
		}
	}
	for _, f := range x.folds {
		f.into(a, w.Parts)
	}
	for _, l := range x.lists {
		l.word(w.Parts)
	}
	if x.caseOf >= 0 {
		w.Parts[x.caseOf] = a.caseOf()
	}
}

// Outside fills w with the features of the place before the first token
// (distance -1, or -2 for the one before that, ...) or behind the last one
// (distance 1, 2, ...). An attribute that always has one value has a value of
// its own there, the others have none.
func (x *Extractor) Outside(distance int, w *Word) {
	x.reset(w)
	value := hashOf(outside(distance))
	for i := range x.attributes {
		at := &x.attributes[i]
		part := mix(value, at.salt)
		if at.part >= 0 {
			w.Parts[at.part] = some(part)
		}
		if at.always() {
			x.add(w, at, part)
		}
	}
}

// add gives w the keys of an attribute's value.
func (x *Extractor) add(w *Word, at *wordAttribute, part uint64) {
	for _, p := range at.at {
		w.Keys[p.index] = append(w.Keys[p.index], some(mix(part, p.salt)))
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
	if len(w.Parts) != x.parts {
		w.Parts = make([]uint64, x.parts)
	}
	clear(w.Parts)
}
