package resolver

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/document"
)

// addUnit adds a layer with one candidate and its children.
func addUnit(t *testing.T, doc *document.Document, stage string, parent cand, children ...cand) {
	t.Helper()
	l := document.NewLayer(stage)
	at := l.Add(find(t, doc.Text(), parent))
	for _, c := range children {
		l.AddChild(at, find(t, doc.Text(), c))
	}
	if err := doc.Add(l); err != nil {
		t.Fatal(err)
	}
}

// A rule's named groups live and die with its match.
func TestUnits(t *testing.T) {
	t.Parallel()
	person := cand{text: "Dr. Ada Pepper", label: "PERSON", score: 0.8}
	title, first, last := cand{text: "Dr.", label: "TITLE"}, cand{text: "Ada", label: "FIRST"}, cand{text: "Pepper", label: "LAST"}
	tests := []struct {
		name, options string
		others        []cand
		want, fates   []string
	}{
		{
			name: "with their parent, whatever nesting and depth say", options: `{"nesting": {}, "max_depth": 1}`,
			want: []string{"Dr. Ada Pepper PERSON", ".Dr. TITLE", ".Ada FIRST", ".Pepper LAST"},
			fates: []string{
				"Dr. Ada Pepper PERSON rules: kept", "Dr. TITLE rules: kept", "Ada FIRST rules: kept", "Pepper LAST rules: kept",
			},
		},
		{
			name: "die with their parent", options: `{}`,
			others: []cand{{stage: "shop", text: "Dr. Ada Pepper", label: "PRODUCT", score: 0.9}},
			want:   []string{"Dr. Ada Pepper PRODUCT"},
			fates: []string{
				"Dr. Ada Pepper PERSON rules: lost by score to 0-14 PRODUCT shop", "Dr. Ada Pepper PRODUCT shop: kept",
				"Dr. TITLE rules: lost by parent to 0-14 PERSON rules", "Ada FIRST rules: lost by parent to 0-14 PERSON rules",
				"Pepper LAST rules: lost by parent to 0-14 PERSON rules",
			},
		},
		{
			name: "unless proposed on their own", options: `{}`,
			others: []cand{
				{stage: "shop", text: "Dr. Ada Pepper", label: "PRODUCT", score: 0.9},
				{stage: "names", text: "Ada", label: "FIRST", score: 0.6},
			},
			want: []string{"Dr. Ada Pepper PRODUCT", ".Ada FIRST"},
			fates: []string{
				"Dr. Ada Pepper PERSON rules: lost by score to 0-14 PRODUCT shop", "Dr. Ada Pepper PRODUCT shop: kept",
				"Dr. TITLE rules: lost by parent to 0-14 PERSON rules",
				"Ada FIRST names: kept", "Ada FIRST rules: merged to 4-7 FIRST names",
				"Pepper LAST rules: lost by parent to 0-14 PERSON rules",
			},
		},
		{
			name: "nothing comes between, but into a child", options: `{}`,
			others: []cand{
				{stage: "names", text: "Ada Pepper", label: "NAME", score: 0.5},
				{stage: "names", text: "Pep", label: "SYLLABLE", score: 0.5},
			},
			want: []string{"Dr. Ada Pepper PERSON", ".Dr. TITLE", ".Ada FIRST", ".Pepper LAST", "..Pep SYLLABLE"},
			fates: []string{
				"Dr. Ada Pepper PERSON rules: kept", "Dr. TITLE rules: kept",
				"Ada Pepper NAME names: lost by score to 0-14 PERSON rules", "Ada FIRST rules: kept",
				"Pepper LAST rules: kept", "Pep SYLLABLE names: kept",
			},
		},
		{
			name: "flat has no room for children", options: `{"mode": "flat"}`,
			want: []string{"Dr. Ada Pepper PERSON"},
			fates: []string{
				"Dr. Ada Pepper PERSON rules: kept", "Dr. TITLE rules: lost by nesting to 0-14 PERSON rules",
				"Ada FIRST rules: lost by nesting to 0-14 PERSON rules", "Pepper LAST rules: lost by nesting to 0-14 PERSON rules",
			},
		},
		{
			name: "children count as levels for what lies in them", options: `{"max_depth": 2}`,
			others: []cand{{stage: "names", text: "Pep", label: "SYLLABLE", score: 0.9}},
			want:   []string{"Pep SYLLABLE"},
			fates: []string{
				"Dr. Ada Pepper PERSON rules: lost by nesting to 8-11 SYLLABLE names", "Dr. TITLE rules: lost by parent to 0-14 PERSON rules",
				"Ada FIRST rules: lost by parent to 0-14 PERSON rules", "Pepper LAST rules: lost by parent to 0-14 PERSON rules",
				"Pep SYLLABLE names: kept",
			},
		},
		{
			name: "below the threshold with their parent", options: `{"mode": "all", "thresholds": {"PERSON": 0.9}}`,
			want: []string{},
			fates: []string{
				"Dr. Ada Pepper PERSON rules: below_threshold", "Dr. TITLE rules: lost by parent to 0-14 PERSON rules",
				"Ada FIRST rules: lost by parent to 0-14 PERSON rules", "Pepper LAST rules: lost by parent to 0-14 PERSON rules",
			},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			doc := newDocument(t, "Dr. Ada Pepper", test.others...)
			addUnit(t, doc, "rules", person, title, first, last)
			process(t, newStage(t, test.options), doc)
			if diff := cmp.Diff(test.want, outline(doc)); diff != "" {
				t.Errorf("entities (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.fates, fates(doc)); diff != "" {
				t.Errorf("decisions (-want +got):\n%s", diff)
			}
		})
	}
}

// A group that covers the whole match is still its child.
func TestChildOfSameSpan(t *testing.T) {
	t.Parallel()
	doc := newDocument(t, "Pepper")
	addUnit(t, doc, "rules", cand{text: "Pepper", label: "PERSON"}, cand{text: "Pepper", label: "LAST"}, cand{text: "Pepper", label: "PERSON"})
	process(t, newStage(t, `{}`), doc)
	if diff := cmp.Diff([]string{"Pepper PERSON", ".Pepper LAST"}, outline(doc)); diff != "" {
		t.Error(diff)
	}
}

// Groups that cross each other cannot both be kept in a tree.
func TestCrossingChildren(t *testing.T) {
	t.Parallel()
	doc := newDocument(t, "one two three")
	addUnit(t, doc, "rules", cand{text: "one two three", label: "ALL"}, cand{text: "one two", label: "A"}, cand{text: "two three", label: "B"})
	process(t, newStage(t, `{}`), doc)
	if diff := cmp.Diff([]string{"one two three ALL", ".one two A"}, outline(doc)); diff != "" {
		t.Error(diff)
	}
}

// Children side by side are one level, also when they touch.
func TestSiblingsAreOneLevel(t *testing.T) {
	t.Parallel()
	doc := newDocument(t, "AdaPepper", cand{stage: "names", text: "Pep", label: "SYLLABLE", score: 0.9})
	addUnit(t, doc, "rules", cand{text: "AdaPepper", label: "PERSON", score: 0.9}, cand{text: "Ada", label: "FIRST"}, cand{text: "Pepper", label: "LAST"})
	process(t, newStage(t, `{"max_depth": 3}`), doc)
	if diff := cmp.Diff([]string{"AdaPepper PERSON", ".Ada FIRST", ".Pepper LAST", "..Pep SYLLABLE"}, outline(doc)); diff != "" {
		t.Error(diff)
	}
}
