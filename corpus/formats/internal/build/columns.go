package build

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats/internal/tags"
)

// Columns hands out each sentence of a document, whose entities do not share text and
// are made of tokens, as tokens and their tags.
func Columns(d *annotation.Document, scheme tags.Scheme, report annotation.Report, sentence func(tokens, tags []string)) {
	chunks := Chunks(d, report)
	next := 0
	for _, sen := range annotation.Sentences(d) {
		from, to := annotation.Within(d.Tokens, sen)
		var inside []tags.Chunk
		for ; next < len(chunks) && chunks[next].To <= to; next++ {
			inside = append(inside, tags.Chunk{From: chunks[next].From - from, To: chunks[next].To - from, Label: chunks[next].Label})
		}
		words := make([]string, 0, to-from)
		for _, t := range d.Tokens[from:to] {
			words = append(words, d.Text[t.Start:t.End])
		}
		sentence(words, tags.Encode(scheme, to-from, inside))
	}
}

// Chunks returns the entities of a document by their tokens, sorted. Labels are made
// single words.
func Chunks(d *annotation.Document, report annotation.Report) []tags.Chunk {
	var out []tags.Chunk
	for i := range d.Entities {
		e := &d.Entities[i]
		from, to := annotation.Within(d.Tokens, e.Hull())
		out = append(out, tags.Chunk{From: from, To: to, Label: Word(d, e, report)})
	}
	slices.SortFunc(out, func(a, b tags.Chunk) int { return cmp.Compare(a.From, b.From) })
	return out
}

// Word makes a label a single word.
func Word(d *annotation.Document, e *annotation.Entity, report annotation.Report) string {
	if !strings.ContainsFunc(e.Label, unicode.IsSpace) {
		return e.Label
	}
	report(d.About(e, annotation.Changed, "label", "white space in its label becomes _"))
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return '_'
		}
		return r
	}, e.Label)
}
