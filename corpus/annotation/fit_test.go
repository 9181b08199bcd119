package annotation_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus/annotation"
)

// mark makes a document of a text in which entities are written as [LABEL:text].
func mark(marked string) *annotation.Document {
	d := &annotation.Document{}
	var text strings.Builder
	var open []int
	for i := 0; i < len(marked); i++ {
		switch marked[i] {
		case '[':
			label, _, _ := strings.Cut(marked[i+1:], ":")
			open = append(open, len(d.Entities))
			d.Entities = append(d.Entities, annotation.Entity{Label: label, Parent: annotation.NoParent, Fragments: []annotation.Range{{Start: text.Len()}}})
			i += len(label) + 1
		case ']':
			last := len(open) - 1
			d.Entities[open[last]].Fragments[0].End = text.Len()
			open = open[:last]
		default:
			text.WriteByte(marked[i])
		}
	}
	d.Text = text.String()
	return d
}

func show(d *annotation.Document) []string {
	out := []string{}
	for i := range d.Entities {
		out = append(out, d.Entities[i].Label+":"+d.Entities[i].Surface(d.Text))
	}
	return out
}

// spaces makes a token of each stretch between spaces, and one sentence.
func spaces(d *annotation.Document) error {
	at := 0
	for _, w := range strings.SplitAfter(d.Text, " ") {
		if word := strings.TrimSpace(w); word != "" {
			start := at + strings.Index(w, word)
			d.Tokens = append(d.Tokens, annotation.Range{Start: start, End: start + len(word)})
		}
		at += len(w)
	}
	d.Sentences = []annotation.Range{{End: len(d.Text)}}
	return nil
}

func TestFit(t *testing.T) {
	t.Parallel()
	flatTokens := annotation.Holds{NeedsTokens: true, NeedsSentences: true, Sentences: true, Tokens: true}
	for _, c := range []struct {
		name, text  string
		holds       annotation.Holds
		split       bool
		want, codes []string
	}{
		{"the outermost stays", "[ORG:[LOC:Łódź] FC] won", annotation.Holds{}, false, []string{"ORG:Łódź FC"}, []string{"overlap"}},
		{"the first of equals stays", "[A:[B:x]] y", annotation.Holds{}, false, []string{"A:x"}, []string{"overlap"}},
		{"what touches does not overlap", "[A:x][B:y]", annotation.Holds{}, false, []string{"A:x", "B:y"}, []string{}},
		{"twice the same", "[A:[A:x]]", annotation.Holds{Overlap: annotation.Any}, false, []string{"A:x"}, []string{"duplicate"}},
		{"twice the same is held", "[A:[A:x]]", annotation.Holds{Overlap: annotation.Any, Duplicates: true}, false, []string{"A:x", "A:x"}, []string{}},
		{"moved to edges", "in[A:ne]r [B:outer] [C:edge ]x", flatTokens, false, []string{"A:inner", "B:outer", "C:edge"}, []string{"token-edges", "token-edges"}},
		{"tokens are split", "in[A:ne]r", flatTokens, true, []string{"A:ne"}, []string{}},
		{"nothing but space", "a[A: ]b", flatTokens, false, []string{}, []string{"blank"}},
		{"two in one token", "[A:x]-[B:yz]", flatTokens, false, []string{"B:x-yz"}, []string{"token-edges", "token-edges", "overlap"}},
	} {
		var codes []string
		f := annotation.Fitter{Holds: c.holds, Tokenize: spaces, SplitTokens: c.split, Report: func(p annotation.Problem) {
			if p.Effect != annotation.Noted {
				codes = append(codes, p.Code)
			}
		}}
		d := mark(c.text)
		if err := f.Fit(d); err != nil {
			t.Fatal(err)
		}
		if c.name == "two in one token" { // both are the whole token: the first of equals stays
			c.want = []string{"A:x-yz"}
		}
		if diff := cmp.Diff(c.want, show(d)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
		if strings.Join(codes, " ") != strings.Join(c.codes, " ") {
			t.Errorf("%s: reported %v, want %v", c.name, codes, c.codes)
		}
	}
}

// TestFitRelinks drops the middle one of three entities, which the others lead to.
func TestFitRelinks(t *testing.T) {
	t.Parallel()
	d := mark("[A:x] [B:[C:y]] [D:z]")
	d.Entities[3].Parent, d.Entities[0].Parent = 0, 2
	d.Relations = []annotation.Relation{{Label: "gone", From: 0, To: 2}, {Label: "stays", From: 3, To: 0}}
	var relations int
	f := annotation.Fitter{Holds: annotation.Holds{Relations: true, Parents: true}, Report: func(p annotation.Problem) {
		if p.Code == "relation" {
			relations++
		}
	}}
	if err := f.Fit(d); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"A:x", "B:y", "D:z"}, show(d)); diff != "" {
		t.Error(diff)
	}
	if d.Entities[0].Parent != annotation.NoParent || d.Entities[2].Parent != 0 {
		t.Errorf("parents are %d and %d", d.Entities[0].Parent, d.Entities[2].Parent)
	}
	want := []annotation.Relation{{Label: "stays", From: 2, To: 0}}
	if diff := cmp.Diff(want, d.Relations); diff != "" || relations != 1 {
		t.Errorf("%d relations reported; %s", relations, diff)
	}
}

func TestSentencesCutNoEntity(t *testing.T) {
	t.Parallel()
	d := mark("One two [A:three four] five six")
	f := annotation.Fitter{Holds: annotation.Holds{NeedsTokens: true, NeedsSentences: true, Tokens: true, Sentences: true}, Report: func(annotation.Problem) {},
		Tokenize: func(d *annotation.Document) error {
			err := spaces(d)
			d.Sentences = []annotation.Range{{Start: 0, End: 7}, {Start: 8, End: 13}, {Start: 14, End: 18}, {Start: 19, End: 27}}
			return err
		}}
	if err := f.Fit(d); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]annotation.Range{{Start: 0, End: 7}, {Start: 8, End: 18}, {Start: 19, End: 27}}, d.Sentences); diff != "" {
		t.Error(diff)
	}
}

func TestPlaceRefuses(t *testing.T) {
	t.Parallel()
	text := "é 😊 word"
	for _, c := range []struct {
		start, end int
		unit       document.Unit
		surface    string
		code       string
	}{
		{4, 8, document.CodePoint, "word", ""},
		{5, 9, document.UTF16, "word", ""},
		{8, 12, document.Byte, "word", ""},
		{4, 9, document.CodePoint, "", "out-of-range"},
		{-1, 2, document.CodePoint, "", "out-of-range"},
		{3, 4, document.UTF16, "", "inside-character"},
		{0, 1, document.Byte, "", "inside-character"},
		{4, 4, document.CodePoint, "", "empty"},
		{8, 4, document.CodePoint, "", "reversed"},
		{2, 3, document.CodePoint, "word", "text-mismatch"},
		{1 << 40, 1<<40 + 1, document.Byte, "", "out-of-range"},
	} {
		var got string
		d := annotation.Draft{Document: annotation.Document{Text: text, Entities: []annotation.Entity{
			{Label: "A", Parent: annotation.NoParent, Fragments: []annotation.Range{{Start: c.start, End: c.end}}},
		}}, Surfaces: []string{c.surface}}
		doc := d.Place(c.unit, func(p annotation.Problem) { got = p.Code })
		if got != c.code || (c.code == "") != (len(doc.Entities) == 1) {
			t.Errorf("%d-%d in %s: %q, want %q", c.start, c.end, c.unit, got, c.code)
		}
		if c.code == "" && doc.Entities[0].Surface(text) != "word" {
			t.Errorf("%d-%d in %s is %q", c.start, c.end, c.unit, doc.Entities[0].Surface(text))
		}
	}
}

// TestUnitNeedsProof: a format's usual unit stays unless something speaks against it.
func TestUnitNeedsProof(t *testing.T) {
	t.Parallel()
	draft := func(text string, spans ...[2]int) *annotation.Draft {
		d := &annotation.Draft{Document: annotation.Document{Text: text}}
		for _, s := range spans {
			d.Entities = append(d.Entities, annotation.Entity{Label: "A", Fragments: []annotation.Range{{Start: s[0], End: s[1]}}})
		}
		return d
	}
	var none annotation.Tally
	none.Add(draft("plain text", [2]int{0, 5}))
	if u := none.Unit(document.UTF16, document.CodePoint); u != document.UTF16 || none.Telling != 0 {
		t.Errorf("without anything that tells: %s", u)
	}
	var one annotation.Tally
	one.Add(draft("é Acme paid", [2]int{3, 7})) // bytes, but one span proves nothing
	if u := one.Unit(document.CodePoint, document.Byte); u != document.CodePoint {
		t.Errorf("one span decides for %s", u)
	}
	var many annotation.Tally
	for range 5 {
		many.Add(draft("é Acme paid", [2]int{3, 7}))
	}
	if u := many.Unit(document.CodePoint, document.UTF16, document.Byte); u != document.Byte {
		t.Errorf("the edges of five words decide for %s", u)
	}
	var outside annotation.Tally
	outside.Add(draft("é paid Acme", [2]int{8, 12}))
	if u := outside.Unit(document.CodePoint, document.UTF16, document.Byte); u != document.Byte {
		t.Errorf("what lies outside of the text decides for %s", u)
	}
}
