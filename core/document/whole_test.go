package document_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/document"
)

func TestWholeIsALayerLikeOthers(t *testing.T) {
	t.Parallel()
	spans := func(l *document.Layer) []document.Span {
		var out []document.Span
		for _, s := range l.All() {
			out = append(out, s)
		}
		return out
	}
	whole := document.Whole(document.Language, 7, "de")
	if err := whole.Validate("Straße"); err != nil {
		t.Fatal(err)
	}
	want := document.NewLayer(document.Language)
	want.AddRange(0, 7, "de")
	other := document.Whole(document.Language, 7, "de")
	for _, l := range []*document.Layer{whole, want} { // adding to one leaves the other alone
		l.Add(document.Span{Start: 0, End: 2, Label: "en", Attributes: []document.Attr{{Key: "k", Value: "v"}}})
	}
	if diff := cmp.Diff(spans(want), spans(whole)); diff != "" {
		t.Error(diff)
	}
	if other.Len() != 1 || other.Label(0) != "de" || other.Name() != document.Language {
		t.Errorf("got %v", spans(other))
	}
}

func BenchmarkWhole(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		document.Whole(document.Language, 7, "de")
	}
}
