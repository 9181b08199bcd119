package subword

import "math"

// An Encoding is the pieces of a text, in order. The lists go together.
type Encoding struct {
	// IDs are the pieces' numbers in the vocabulary.
	IDs []int32
	// Starts and Ends are the pieces' places in the text as it was given: bytes, from
	// the first of a character to behind the last of one. Pieces may share characters,
	// as those of the bytes of one do.
	Starts, Ends []int32
	// Words number the words that pieces belong to, from 0; what cuts a text into words
	// is the model's affair.
	Words []int32
}

// Len returns the number of pieces.
func (e *Encoding) Len() int { return len(e.IDs) }

// Reset empties an encoding and keeps its room.
func (e *Encoding) Reset() {
	e.IDs, e.Starts, e.Ends, e.Words = e.IDs[:0], e.Starts[:0], e.Ends[:0], e.Words[:0]
}

// An Encoder is what one goroutine encodes texts with, one after the other. It keeps
// its room and remembers words, 10 MB at most beside the room of the longest text.
type Encoder struct {
	t       *Tokenizer
	scratch scratch
	joined  buffer
}

// Encoder returns a new encoder.
func (t *Tokenizer) Encoder() *Encoder {
	return &Encoder{t: t, scratch: scratch{limit: math.MaxInt32}}
}

// Encode replaces what is in an encoding by the pieces of a text, all of them, without
// those around it (see [Tokenizer.Frame]). Any text will do; bytes that are not UTF-8
// are read as U+FFFD, each. It fails where the text has 2 GiB as the tokenizer sees it,
// and where a pattern of the tokenizer finds no end; then the encoding is empty.
func (e *Encoder) Encode(text string, to *Encoding) error {
	to.Reset()
	s := &e.scratch
	s.err = nil
	s.read(text)
	e.split()
	if e.t.cutter != nil {
		e.t.cutter.cut(s)
	}
	if s.err != nil {
		return s.err
	}
	for word, sp := range s.splits {
		e.word(text, int32(word), sp, to)
	}
	return nil
}

// word appends the pieces of a split.
func (e *Encoder) word(text string, word int32, sp split, to *Encoding) {
	s := &e.scratch
	b := s.text.bytes[sp.from:sp.to]
	if sp.added != none {
		start, end := s.text.original(text, int(sp.from), int(sp.to))
		if len(e.t.trims) > 0 {
			start, end = e.trimmed(text, spacesOf(e.t.chars, string(b)), start, end, to.Len() == 0)
		}
		to.append(e.t.list[sp.added].id, start, end, word)
		return
	}
	s.pieces = s.pieces[:0]
	e.t.model.pieces(s, b)
	for _, p := range s.pieces {
		start, end := s.text.original(text, int(sp.from+p.from), int(sp.from+p.to))
		if len(e.t.trims) > 0 {
			start, end = e.trimmed(text, e.t.spaces[p.id], start, end, to.Len() == 0)
		}
		to.append(p.id, start, end, word)
	}
}

func (e *Encoding) append(id, start, end, word int32) {
	e.IDs = append(e.IDs, id)
	e.Starts = append(e.Starts, start)
	e.Ends = append(e.Ends, end)
	e.Words = append(e.Words, word)
}

// trimmed returns the offsets of a piece without its spaces.
func (e *Encoder) trimmed(text string, spaces ends, start, end int32, first bool) (from, to int32) {
	for _, t := range e.t.trims {
		start, end = t.piece(text, spaces, start, end, first)
	}
	return start, end
}

// split normalises the text and cuts it at added tokens.
func (e *Encoder) split() {
	s, t := &e.scratch, e.t
	whole := split{0, int32(len(s.text.bytes)), none}
	s.splits = s.splits[:0]
	if whole.to == 0 {
		return
	}
	s.splits = append(s.splits, whole)
	if t.plain != nil {
		s.splits = t.plain.cut(s.text.bytes, whole, s.splits[:0])
	}
	if t.normaliser != nil {
		e.normalise()
	}
	if t.normalised != nil {
		s.cut(func(sp split, out []split) []split { return t.normalised.cut(s.text.bytes, sp, out) })
	}
}

// normalise normalises the splits, each by itself, and makes them one text again.
func (e *Encoder) normalise() {
	s := &e.scratch
	if len(s.splits) == 1 && s.splits[0].added == none {
		s.text = e.t.normaliser.normalise(s, s.text)
		s.splits = s.splits[:0]
		if n := len(s.text.bytes); n > 0 {
			s.splits = append(s.splits, split{0, int32(n), none})
		}
		return
	}
	w := writer{bytes: e.joined.bytes[:0], origin: e.joined.origin[:0]}
	out := s.spare[:0]
	for _, sp := range s.splits {
		v := s.text.slice(int(sp.from), int(sp.to))
		if sp.added == none {
			v = e.t.normaliser.normalise(s, v)
		}
		from := int32(len(w.bytes))
		w.old, w.at = v, 0
		w.rest()
		if to := int32(len(w.bytes)); to > from {
			out = append(out, split{from, to, sp.added})
		}
	}
	e.joined = buffer{w.bytes, w.origin}
	s.splits, s.spare = out, s.splits
	if s.tooLong(len(w.bytes)) {
		w = writer{}
	}
	s.text = view{bytes: w.bytes, origin: w.origin}
}
