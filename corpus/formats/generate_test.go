package formats_test

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus/annotation"
)

// pieces are what generated texts are made of: what formats stumble over.
var pieces = []string{
	"Zoë", "😊", "Acme", "Corp.", "北京", "e\u0301", "👩‍👩‍👧", "a", "I", "O", "B-ORG", "_", "*", "|", "[1]", "->", "\\", "\"", "'", "#", "# x", "<b>", "&amp;", ";",
	"{", "}", "\u00a0", "\u2028", "-", "--", "5", "T1", ",", ".", "R&D", "x_y", "o'clock", "مرحبا", "\U0001F1E9\U0001F1EA",
	"\u0001", " ", " ", " ", " ", "  ", "\n", "\n\n", "\t", "\r\n",
}

// drawText draws a text that is not blank.
func drawText(t *rapid.T) string {
	text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 30).Draw(t, "pieces"), "")
	if strings.TrimSpace(text) == "" {
		return "x" + text
	}
	return text
}

// cuts returns the places between code points.
func cuts(text string) []int {
	var out []int
	for i := range text {
		out = append(out, i)
	}
	return append(out, len(text))
}

func drawRange(t *rapid.T, at []int) annotation.Range {
	i := rapid.IntRange(0, len(at)-2).Draw(t, "start")
	j := rapid.IntRange(i+1, min(len(at)-1, i+12)).Draw(t, "end")
	return annotation.Range{Start: at[i], End: at[j]}
}

var labels = []string{"PERSON", "ORG", "LOC", "Disease or Finding", "B-x", "a_b", "组织", "X|Y"}

// drawDocument draws a document with everything a document can have.
func drawDocument(t *rapid.T) *annotation.Document {
	d := &annotation.Document{Text: drawText(t), Language: rapid.SampledFrom([]string{"", "en", "pt-BR"}).Draw(t, "language")}
	d.ID = rapid.SampledFrom([]string{"", "d1", "mail/17", "a b", "Łódź"}).Draw(t, "id")
	if rapid.Bool().Draw(t, "fields") {
		d.Fields = []annotation.Field{{Name: "meta", JSON: `{"a":[1,"é"],"b":null}`}, {Name: "x y", JSON: "true"}}
	}
	at := cuts(d.Text)
	for i := range rapid.IntRange(0, 6).Draw(t, "entities") {
		e := annotation.Entity{Label: rapid.SampledFrom(labels).Draw(t, "label"), Parent: annotation.NoParent}
		for range rapid.SampledFrom([]int{1, 1, 1, 1, 2, 3}).Draw(t, "fragments") {
			e.Fragments = append(e.Fragments, drawRange(t, at))
		}
		e.Fragments = apart(e.Fragments)
		if rapid.Bool().Draw(t, "scored") {
			e.Kind = rapid.SampledFrom([]document.ScoreKind{document.Raw, document.Calibrated}).Draw(t, "kind")
			e.Score = rapid.SampledFrom([]float64{0, 0.5, 0.87, 1}).Draw(t, "score")
		}
		if rapid.Bool().Draw(t, "attributes") {
			e.Attributes = []document.Attr{{Key: "negated", Value: "true"}, {Key: "norm", Value: rapid.SampledFrom([]string{"x", "a b", "\"é\n", "1"}).Draw(t, "value")}}
		}
		e.Source = rapid.SampledFrom([]string{"", "crf", "model 2"}).Draw(t, "source")
		if i > 0 && rapid.Bool().Draw(t, "nested") {
			e.Parent = rapid.IntRange(0, i-1).Draw(t, "parent")
		}
		d.Entities = append(d.Entities, e)
	}
	if n := len(d.Entities); n > 1 && rapid.Bool().Draw(t, "related") {
		d.Relations = []annotation.Relation{{Label: "WORKS_FOR", From: rapid.IntRange(0, n-1).Draw(t, "from"), To: rapid.IntRange(0, n-1).Draw(t, "to")}}
	}
	return d
}

// apart sorts fragments and drops those that overlap or touch.
func apart(list []annotation.Range) []annotation.Range {
	slices.SortFunc(list, func(a, b annotation.Range) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	out := list[:1]
	for _, r := range list[1:] {
		if r.Start > out[len(out)-1].End {
			out = append(out, r)
		}
	}
	return out
}

// tokenize is a tokenizer for tests: words, and every other character alone. A line
// end behind a token begins a sentence.
func tokenize(d *annotation.Document) error {
	d.Tokens, d.Sentences = nil, nil
	start, begin := -1, -1
	flush := func(end int) {
		if start >= 0 {
			d.Tokens = append(d.Tokens, annotation.Range{Start: start, End: end})
		}
		start = -1
	}
	for i, r := range d.Text {
		word := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
		if !word || start < 0 {
			flush(i)
		}
		if !unicode.IsSpace(r) && start < 0 {
			start = i
			if begin < 0 {
				begin = i
			}
			if !word {
				flush(i + len(string(r)))
			}
		}
		if r == '\n' && begin >= 0 {
			d.Sentences = append(d.Sentences, annotation.Range{Start: begin, End: i})
			begin = -1
		}
	}
	flush(len(d.Text))
	if begin >= 0 {
		d.Sentences = append(d.Sentences, annotation.Range{Start: begin, End: len(d.Text)})
	}
	return nil
}
