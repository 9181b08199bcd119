package build

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/tags"
)

// Columns hands out each sentence of a document, whose entities do not share text and
// are made of tokens, as tokens and their tags.
func Columns(d *annotation.Document, scheme tags.Scheme, not string, report annotation.Report, sentence func(tokens, tags []string)) {
	var places annotation.Places
	chunks := Chunks(d, func(e *annotation.Entity) string { return Word(d, e, not, &places, report) })
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

// Chunks returns the entities of a document by their tokens, sorted.
func Chunks(d *annotation.Document, label func(*annotation.Entity) string) []tags.Chunk {
	var out []tags.Chunk
	for i := range d.Entities {
		e := &d.Entities[i]
		from, to := annotation.Within(d.Tokens, e.Hull())
		out = append(out, tags.Chunk{From: from, To: to, Label: label(e)})
	}
	slices.SortFunc(out, func(a, b tags.Chunk) int { return cmp.Compare(a.From, b.From) })
	return out
}

// Word makes a label a single word without any of the characters beside white space that
// are not allowed in it.
func Word(d *annotation.Document, e *annotation.Entity, not string, places *annotation.Places, report annotation.Report) string {
	bad := func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(not, r) }
	if !strings.ContainsFunc(e.Label, bad) {
		return e.Label
	}
	word := strings.Map(func(r rune) rune {
		if bad(r) {
			return '_'
		}
		return r
	}, e.Label)
	p := places.About(d, e, annotation.Changed, "label", "its label has characters that cannot stand there: they become _")
	p.Hint = "it is written as " + word
	report(p)
	return word
}
