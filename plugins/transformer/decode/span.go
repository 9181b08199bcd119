package decode

import (
	"strings"
	"unicode"
)

// spread returns an entity over pieces, without the space at its ends; false when
// nothing else is there.
func spread(text string, p *Pieces, first, last int) (Entity, bool) {
	e := Entity{First: first, Last: last, Start: int(p.Starts[first])}
	for _, end := range p.Ends[first:last] {
		e.End = max(e.End, int(end))
	}
	return e, e.trim(text)
}

// trim takes space off both ends; false when nothing else is there.
func (e *Entity) trim(text string) bool {
	if e.Start >= e.End {
		return false
	}
	behind := strings.TrimLeftFunc(text[e.Start:e.End], unicode.IsSpace)
	e.Start = e.End - len(behind)
	e.End = e.Start + len(strings.TrimRightFunc(behind, unicode.IsSpace))
	return e.Start < e.End
}

// Trim takes the space off the ends of entities, and leaves out those of nothing else:
// strategies of Transformers count the space before a piece in where the tokenizer does.
func Trim(text string, entities []Entity) []Entity {
	kept := entities[:0]
	for _, e := range entities {
		if e.trim(text) {
			kept = append(kept, e)
		}
	}
	return kept
}
