package formats_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats"
)

// A feature is something an annotated document can have and a format may not hold.
type feature struct {
	letter, name string
	// give makes a document have it, has reports whether it does.
	give  func(*annotation.Document)
	has   func(*annotation.Document) bool
	holds func(annotation.Holds) bool
}

// plain is a document that every format holds as it is.
func plain() *annotation.Document {
	return &annotation.Document{
		Text: "Zoë of Acme Corp. paid", Tokens: words("Zoë of Acme Corp. paid"), Sentences: []annotation.Range{{Start: 0, End: 23}},
		Entities: []annotation.Entity{entityAt(0, 4, "PER"), entityAt(8, 18, "ORG")},
	}
}

func entityAt(start, end int, label string) annotation.Entity {
	return annotation.Entity{Label: label, Parent: annotation.NoParent, Fragments: []annotation.Range{{Start: start, End: end}}}
}

// words are the stretches between spaces.
func words(text string) []annotation.Range {
	var out []annotation.Range
	at := 0
	for _, w := range strings.Split(text, " ") {
		out = append(out, annotation.Range{Start: at, End: at + len(w)})
		at += len(w) + 1
	}
	return out
}

func features() []feature {
	return []feature{
		{"O", "overlap", func(d *annotation.Document) { d.Entities = append(d.Entities, entityAt(8, 12, "BRAND")) },
			func(d *annotation.Document) bool { return len(d.Entities) == 3 },
			func(h annotation.Holds) bool { return h.Overlap == annotation.Any }},
		{"D", "discontinuous", func(d *annotation.Document) {
			d.Entities[1].Fragments = []annotation.Range{{Start: 8, End: 12}, {Start: 19, End: 23}}
		},
			func(d *annotation.Document) bool { return len(d.Entities) == 2 && len(d.Entities[1].Fragments) == 2 },
			func(h annotation.Holds) bool { return h.Discontinuous }},
		{"2", "same span and label twice", func(d *annotation.Document) { d.Entities = append(d.Entities, entityAt(8, 18, "ORG")) },
			func(d *annotation.Document) bool { return len(d.Entities) == 3 },
			func(h annotation.Holds) bool { return h.Duplicates }},
		{"S", "scores", func(d *annotation.Document) { d.Entities[0].Score, d.Entities[0].Kind = 0.5, document.Raw },
			func(d *annotation.Document) bool {
				return d.Entities[0].Kind != document.None && d.Entities[0].Score == 0.5
			},
			func(h annotation.Holds) bool { return h.Scores }},
		{"K", "kind of score", func(d *annotation.Document) { d.Entities[0].Score, d.Entities[0].Kind = 0.5, document.Calibrated },
			func(d *annotation.Document) bool { return d.Entities[0].Kind == document.Calibrated },
			func(h annotation.Holds) bool { return h.ScoreKinds }},
		{"A", "attributes", func(d *annotation.Document) {
			d.Entities[0].Attributes = []document.Attr{{Key: "negated", Value: "true"}}
		},
			func(d *annotation.Document) bool { return len(d.Entities[0].Attributes) == 1 },
			func(h annotation.Holds) bool { return h.Attributes }},
		{"R", "relations", func(d *annotation.Document) {
			d.Relations = []annotation.Relation{{Label: "WORKS_FOR", From: 0, To: 1}}
		},
			func(d *annotation.Document) bool { return len(d.Relations) == 1 },
			func(h annotation.Holds) bool { return h.Relations }},
		{"P", "parents", func(d *annotation.Document) { d.Entities[1].Parent = 0 },
			func(d *annotation.Document) bool { return d.Entities[1].Parent == 0 },
			func(h annotation.Holds) bool { return h.Parents }},
		{"M", "source (model, annotator of a span)", func(d *annotation.Document) { d.Entities[0].Source = "crf" },
			func(d *annotation.Document) bool { return d.Entities[0].Source == "crf" },
			func(h annotation.Holds) bool { return h.Sources }},
		{"W", "white space", func(d *annotation.Document) {
			d.Text = "Zoë of Acme Corp.  paid"
			d.Tokens[4] = annotation.Range{Start: 20, End: 24}
			d.Sentences[0].End = 24
		},
			func(d *annotation.Document) bool { return strings.Contains(d.Text, "  ") },
			func(h annotation.Holds) bool { return h.Spacing != annotation.TokenSpacing }},
		{"T", "tokens", func(d *annotation.Document) {
			d.Tokens[0].End = 23
			d.Tokens = d.Tokens[:1]
			d.Entities = d.Entities[:0]
		},
			func(d *annotation.Document) bool { return len(d.Tokens) > 0 },
			func(h annotation.Holds) bool { return h.Tokens }},
		{"Z", "sentences", func(*annotation.Document) {},
			func(d *annotation.Document) bool { return len(d.Sentences) == 1 },
			func(h annotation.Holds) bool { return h.Sentences }},
		{"I", "id of the document", func(d *annotation.Document) { d.ID = "d1" },
			func(d *annotation.Document) bool { return d.ID == "d1" },
			func(h annotation.Holds) bool { return h.DocumentIDs }},
		{"L", "language", func(d *annotation.Document) { d.Language = "en" },
			func(d *annotation.Document) bool { return d.Language == "en" },
			func(h annotation.Holds) bool { return h.Language }},
		{"N", "annotator", func(d *annotation.Document) { d.Annotator = "ann" },
			func(d *annotation.Document) bool { return d.Annotator == "ann" },
			func(h annotation.Holds) bool { return h.Annotator }},
		{"U", "that nobody annotated it", func(d *annotation.Document) { d.Unlabelled, d.Entities = true, nil },
			func(d *annotation.Document) bool { return d.Unlabelled },
			func(h annotation.Holds) bool { return h.Unlabelled }},
		{"F", "further fields of the record", func(d *annotation.Document) { d.Fields = []annotation.Field{{Name: "topic", JSON: `"mail"`}} },
			func(d *annotation.Document) bool { return d.Field("topic") == `"mail"` },
			func(h annotation.Holds) bool { return h.Fields }},
	}
}

// TestFormatsHoldWhatTheySay gives a document each feature and takes it through each
// format. It survives exactly if the format says so, and if not, that was reported.
func TestFormatsHoldWhatTheySay(t *testing.T) {
	t.Parallel()
	for _, f := range formats.All() {
		t.Run(f.Name, func(t *testing.T) {
			t.Parallel()
			for _, what := range features() {
				d := plain()
				what.give(d)
				if !what.has(d) {
					t.Fatalf("%s: the test is broken", what.name)
				}
				problems := fit(t, f, []*annotation.Document{d})
				paths, _ := writeAll(t, t.TempDir(), f, "", []*annotation.Document{d})
				got, _ := readPaths(t, paths, formats.Options{Format: f.Name})
				if len(got) != 1 {
					t.Fatalf("%s: %d documents", what.name, len(got))
				}
				holds := what.holds(f.Holds)
				if kept := what.has(canonicalOrder(got[0])); kept != holds {
					t.Errorf("%s: the format says %v, kept is %v", what.name, holds, kept)
				}
				if !holds && len(problems) == 0 {
					t.Errorf("%s is lost without a word", what.name)
				}
			}
		})
	}
}

// canonicalOrder sorts entities by place, as plain has them.
func canonicalOrder(d *annotation.Document) *annotation.Document {
	c := canonical(annotation.Format{Holds: annotation.Holds{Tokens: true, Sentences: true, Fields: true}}, d)
	return c
}

// lost returns the letters of what one format holds and another does not.
func lost(from, to annotation.Holds) string {
	var b strings.Builder
	for _, f := range features() {
		if f.holds(from) && !f.holds(to) {
			b.WriteString(f.letter)
		}
	}
	return b.String()
}

// TestPairs converts a document with all that the first format of each pair holds, and
// compares what is gone with the matrix.
func TestPairs(t *testing.T) {
	t.Parallel()
	for _, a := range formats.All() {
		for _, b := range formats.All() {
			for _, what := range features() {
				if !what.holds(a.Holds) {
					continue
				}
				d := plain()
				what.give(d)
				fit(t, a, []*annotation.Document{d})
				fit(t, b, []*annotation.Document{d})
				gone := strings.Contains(lost(a.Holds, b.Holds), what.letter)
				if kept := what.has(canonicalOrder(d)); kept == gone && what.letter != "W" { // white space is lost by writing
					t.Errorf("%s to %s: %s: kept is %v", a.Name, b.Name, what.name, kept)
				}
			}
		}
	}
}

// matrix renders the tables of docs/formats.md.
func matrix() string {
	var b strings.Builder
	b.WriteString("| format | name | offsets |")
	for _, f := range features() {
		b.WriteString(" " + f.letter + " |")
	}
	b.WriteString("\n|---|---|---|" + strings.Repeat(":-:|", len(features())) + "\n")
	for _, f := range formats.All() {
		fmt.Fprintf(&b, "| %s | `%s` | %s |", f.Title, f.Name, unitsOf(f))
		for _, what := range features() {
			mark := " "
			if what.holds(f.Holds) {
				mark = "•"
			}
			b.WriteString(" " + mark + " |")
		}
		b.WriteString("\n")
	}
	b.WriteString("\n")
	var legend []string
	for _, f := range features() {
		legend = append(legend, f.letter+" "+f.name)
	}
	b.WriteString(strings.Join(legend, ", ") + ".\n\nWhat is lost from a format (row) to another (column):\n\n| |")
	for _, f := range formats.All() {
		b.WriteString(" " + f.Name + " |")
	}
	b.WriteString("\n|---|" + strings.Repeat("---|", len(formats.All())) + "\n")
	for _, from := range formats.All() {
		b.WriteString("| " + from.Name + " |")
		for _, to := range formats.All() {
			b.WriteString(" " + lost(from.Holds, to.Holds) + " |")
		}
		b.WriteString("\n")
	}
	return b.String()
}

func unitsOf(f annotation.Format) string {
	switch {
	case len(f.Units) == 0 && f.Holds.NeedsTokens:
		return "tokens"
	case len(f.Units) == 0:
		return "none"
	}
	return f.Units[0].String()
}

// TestMatrixInDocs keeps the matrix of docs/formats.md true. UPDATE_GOLDEN=1 writes it.
func TestMatrixInDocs(t *testing.T) {
	t.Parallel()
	path := filepath.Join("..", "..", "docs", "formats.md")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	const begin, end = "<!-- matrix: made by go test ./corpus/formats, UPDATE_GOLDEN=1 -->\n", "<!-- end of matrix -->"
	before, rest, ok := strings.Cut(string(data), begin)
	old, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatal("docs/formats.md has no place for the matrix")
	}
	if os.Getenv("UPDATE_GOLDEN") != "" {
		if err := os.WriteFile(path, []byte(before+begin+matrix()+end+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if old != matrix() {
		t.Error("the matrix in docs/formats.md is not that of the formats: UPDATE_GOLDEN=1 go test ./corpus/formats -run Matrix")
	}
}
