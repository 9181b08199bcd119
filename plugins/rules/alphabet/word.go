package alphabet

// A Word is the bytes [Start,End) of a text: a word, or a single other code
// point with what belongs to it.
type Word struct{ Start, End int }

// Words cuts a text into words, as terms are cut; white space is in none.
func (t *Table) Words(text string) []Word {
	var words []Word
	before := Space
	for at := 0; at < len(text); {
		r, size := Decode(text, at)
		class := t.Class(r)
		switch {
		case class == Space:
		case before == Space || Edge(before, class):
			words = append(words, Word{Start: at, End: at + size})
		default:
			words[len(words)-1].End = at + size
		}
		before = class
		at += size
	}
	return words
}
