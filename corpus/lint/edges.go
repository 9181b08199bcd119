package lint

import (
	"fmt"
	"maps"
	"slices"
	"sort"
	"unicode"
	"unicode/utf8"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/internal/words"
)

// edges finds entities that begin or end where none should.
type edges struct {
	found map[string]*Finding // by code and label
}

func (x *edges) learn(d *annotation.Document) {
	for i := range d.Entities {
		e := &d.Entities[i]
		for _, r := range e.Fragments {
			switch {
			case blank(d.Text[r.Start:r.End]):
				x.add(BlankEdge, d, e)
			case inside(d, r):
				x.add(MidWord, d, e)
			default:
				continue
			}
			break // one finding for an entity
		}
	}
}

// blank reports white space at either end.
func blank(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return words.ClassOf(first) == words.Space || words.ClassOf(last) == words.Space
}

// inside reports whether a stretch begins or ends within a word: a token where the
// document has tokens. Korean has its particles at the end of words, so an end there is
// no mistake.
func inside(d *annotation.Document, r annotation.Range) bool {
	if len(d.Tokens) > 0 {
		return cuts(d.Tokens, r.Start) || cuts(d.Tokens, r.End)
	}
	last, _ := utf8.DecodeLastRuneInString(d.Text[:r.End])
	return words.Inside(d.Text, r.Start) || words.Inside(d.Text, r.End) && !unicode.Is(unicode.Hangul, last)
}

// cuts reports whether a place lies within a token.
func cuts(tokens []annotation.Range, at int) bool {
	i := sort.Search(len(tokens), func(i int) bool { return tokens[i].End > at })
	return i < len(tokens) && tokens[i].Start < at
}

func (x *edges) add(code Code, d *annotation.Document, e *annotation.Entity) {
	key := string(code) + "\x00" + e.Label
	f := x.found[key]
	if f == nil {
		if x.found == nil {
			x.found = map[string]*Finding{}
		}
		f = &Finding{Code: code, Severity: Warning}
		x.found[key] = f
	}
	f.add(func() Place { return spot(d, e.Hull(), e.Label) })
	if code == BlankEdge {
		f.Summary = fmt.Sprintf("%s: %s with white space at an edge", shown(e.Label), entities(f.Count))
		f.Hint = "move their ends to the text; most tools learn, and count, the space as part of the name"
	} else {
		f.Summary = fmt.Sprintf("%s: %s with an edge inside of a word", shown(e.Label), entities(f.Count))
		f.Hint = "move their ends to those of words, or, where parts of words are meant, train on pieces and not on words"
	}
}

func (x *edges) findings() []Finding {
	var list []Finding
	for _, key := range slices.Sorted(maps.Keys(x.found)) {
		list = append(list, *x.found[key])
	}
	return list
}
