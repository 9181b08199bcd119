package decode

import (
	"unicode/utf8"

	"github.com/onomast/onomast/plugins/transformer/subword"
)

// Pieces are those of a text, without what models put around them. The lists go
// together; a [subword.Encoding] can be converted to it.
type Pieces struct {
	// IDs are their numbers in the vocabulary. Only [First], [Average] and [Max] look at
	// them, and only with a [Vocabulary].
	IDs []int32
	// Starts and Ends are their bytes in the text, half-open.
	Starts, Ends []int32
	// Words number the words they belong to, not falling. Without it each piece is one.
	Words []int32
}

var _ = Pieces(subword.Encoding{})

// Len returns the number of pieces.
func (p *Pieces) Len() int { return len(p.Starts) }

// sameWord reports whether a piece belongs to the word of the one before.
func (p *Pieces) sameWord(i int) bool { return i > 0 && p.Words != nil && p.Words[i] == p.Words[i-1] }

// end is the piece behind the last one of the word of piece i.
func (p *Pieces) end(i int) int {
	for i++; i < p.Len() && p.sameWord(i); i++ {
	}
	return i
}

// A Vocabulary is what Transformers looks at to find out which pieces continue a word.
type Vocabulary struct {
	// Lengths are those of the pieces as they are spelled ("##ing" has 5), in code points,
	// by number. A vocabulary that does not mark pieces that continue words has none.
	Lengths []int32
	// Unknown is the piece of what the vocabulary does not know, or -1.
	Unknown int32
}

// VocabularyOf returns that of a tokenizer.
func VocabularyOf(t *subword.Tokenizer) *Vocabulary {
	v := &Vocabulary{Unknown: -1}
	if id, ok := t.Unknown(); ok {
		v.Unknown = id
	}
	if t.Continuation() == "" {
		return v
	}
	v.Lengths = make([]int32, t.Size())
	for id := range v.Lengths {
		text, _ := t.Token(int32(id))
		v.Lengths[id] = int32(utf8.RuneCountInString(text))
	}
	return v
}

// continues reports whether Transformers takes a piece for one that goes on with the
// word before it: when it is spelled longer or shorter than what it stands for, as with
// "##"; or, where the vocabulary has no such marks, when no space is before it.
func (v *Vocabulary) continues(text string, p *Pieces, i int) bool {
	start, end := p.Starts[i], max(p.Starts[i], p.Ends[i])
	if v != nil && p.IDs != nil {
		id := p.IDs[i]
		if id == v.Unknown {
			return false
		}
		if v.Lengths != nil {
			return uint(id) >= uint(len(v.Lengths)) || int(v.Lengths[id]) != utf8.RuneCountInString(text[start:end])
		}
	}
	return start > 0 && text[start-1] != ' ' && (int(start) == len(text) || text[start] != ' ')
}
