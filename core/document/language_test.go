package document_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/document"
)

type spoken struct {
	start, end int
	language   string
}

func mixed(t interface{ Fatal(...any) }, text string, spans ...spoken) *document.Document {
	d, err := document.New("d", text)
	if err != nil {
		t.Fatal(err)
	}
	l := document.NewLayer(document.Language)
	for _, s := range spans {
		l.AddRange(s.start, s.end, s.language)
	}
	if err := d.Add(l); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestLanguagesOfADocument(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		spans []spoken
		want  []document.Region
	}{
		{"nobody knows", nil, []document.Region{{0, 10, ""}}},
		{"one counts for all", []spoken{{2, 4, "de"}}, []document.Region{{0, 10, "de"}}},
		{"the whole and a part", []spoken{{0, 10, "de"}, {3, 5, "en"}}, []document.Region{{0, 3, "de"}, {3, 5, "en"}, {5, 10, "de"}}},
		{"parts side by side", []spoken{{0, 10, "de"}, {0, 5, "de"}, {5, 10, "en"}}, []document.Region{{0, 5, "de"}, {5, 10, "en"}}},
		{"parts without a whole", []spoken{{0, 4, "de"}, {6, 10, "en"}}, []document.Region{{0, 6, "de"}, {6, 10, "en"}}},
		{"a part of a part", []spoken{{0, 10, "de"}, {2, 8, "en"}, {4, 5, "fr"}},
			[]document.Region{{0, 2, "de"}, {2, 4, "en"}, {4, 5, "fr"}, {5, 8, "en"}, {8, 10, "de"}}},
		{"parts that cross", []spoken{{0, 10, "de"}, {2, 6, "en"}, {4, 8, "fr"}},
			[]document.Region{{0, 2, "de"}, {2, 4, "en"}, {4, 8, "fr"}, {8, 10, "de"}}},
		{"the same place twice", []spoken{{0, 10, "de"}, {2, 6, "en"}, {2, 6, "fr"}},
			[]document.Region{{0, 2, "de"}, {2, 6, "fr"}, {6, 10, "de"}}},
		{"not in order", []spoken{{0, 10, "de"}, {7, 9, "fr"}, {1, 3, "en"}},
			[]document.Region{{0, 1, "de"}, {1, 3, "en"}, {3, 7, "de"}, {7, 9, "fr"}, {9, 10, "de"}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			d := mixed(t, "0123456789", test.spans...)
			if diff := cmp.Diff(test.want, d.Languages()); diff != "" {
				t.Error(diff)
			}
			if got := d.Mixed(); got != (len(test.spans) > 1) {
				t.Errorf("Mixed is %v", got)
			}
		})
	}
	if got := mixed(t, "").Languages(); got != nil {
		t.Errorf("an empty text has %v", got)
	}
}

// Regions cover the text, differ from their neighbours, and hold what painting
// letter by letter gives.
func TestLanguagesCoverTheText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 30).Draw(t, "bytes")
		var spans []spoken
		for range rapid.IntRange(0, 8).Draw(t, "spans") {
			start := rapid.IntRange(0, n-1).Draw(t, "start")
			spans = append(spans, spoken{start, rapid.IntRange(start+1, n).Draw(t, "end"), rapid.SampledFrom([]string{"de", "en", "fr"}).Draw(t, "language")})
		}
		regions := mixed(t, strings.Repeat("x", n), spans...).Languages()
		at := 0
		for i, r := range regions {
			if r.Start != at || r.End <= r.Start || i > 0 && regions[i-1].Language == r.Language {
				t.Fatalf("region %d of %v", i, regions)
			}
			for b := r.Start; b < r.End; b++ {
				if want := languageAt(spans, b); want != r.Language {
					t.Fatalf("byte %d is %q, want %q", b, r.Language, want)
				}
			}
			at = r.End
		}
		if at != n {
			t.Fatalf("%v end at %d of %d", regions, at, n)
		}
	})
}

func languageAt(spans []spoken, at int) string {
	if len(spans) == 0 {
		return ""
	}
	best := spoken{-1, 1 << 20, spans[0].language}
	for _, s := range spans[1:] {
		if s.start <= at && at < s.end && (s.start > best.start || s.start == best.start && s.end <= best.end) {
			best = s
		}
	}
	return best.language
}

func TestWithinKeepsWhatBeginsThere(t *testing.T) {
	t.Parallel()
	l := document.NewLayer("people")
	scored := document.Span{Start: 4, End: 9, Label: "ORG", Score: 0.5, Kind: document.Raw,
		Attributes: []document.Attr{{Key: "a", Value: "b"}}, Evidence: []document.Attr{{Key: "rule", Value: "x:1"}}}
	l.AddRange(0, 3, "PERSON")
	outer := l.Add(scored)
	inner := l.AddChild(outer, document.Span{Start: 6, End: 8, Label: "LOC"})
	l.AddChild(inner, document.Span{Start: 7, End: 8, Label: "LOC"})
	l.AddRange(9, 12, "PERSON")

	if l.Within([]document.Region{{0, 20, "de"}}) != l {
		t.Error("a layer of which nothing is left out is copied")
	}
	got := flattenLayer(l.Within([]document.Region{{4, 6, "de"}, {7, 9, "de"}}))
	want := flatLayer{Name: "people", Parents: []int{document.NoParent, 0}, Spans: []document.Span{scored, {Start: 7, End: 8, Label: "LOC"}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := l.Within(nil); got.Len() != 0 || got.Name() != "people" {
		t.Errorf("outside everything there are %d spans", got.Len())
	}
}

func TestWithinKeepsVectors(t *testing.T) {
	t.Parallel()
	l := document.NewVectors("vectors", 2)
	for i := range 4 {
		l.AddVector(i, i+1, []float32{float32(i), -1})
	}
	got := l.Within([]document.Region{{2, 3, "de"}})
	if got.Len() != 1 || got.Dim() != 2 {
		t.Fatalf("%d spans of %d numbers", got.Len(), got.Dim())
	}
	if diff := cmp.Diff(l.AppendVector(nil, 2), got.AppendVector(nil, 0)); diff != "" {
		t.Error(diff)
	}
}
