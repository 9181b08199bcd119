package crf

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/dense"
	"github.com/onomast/onomast/plugins/crf/model"
)

// encoded is the file of a model that takes for persons what has a first number above
// the mean.
func encoded(t testing.TB) string {
	t.Helper()
	c := handmade(t, "level1", "features: [{of: word}, {of: vector, layer: encoder}]", scheme.BIOES, []string{"PER"}, nil)
	b := dense.Block{Layer: "encoder", Offsets: []int{0}, Norm: dense.Norm{Mean: []float32{2, 0}, Factor: []float32{1, 1}}}
	b.Weights = make([]float32, 2*c.Set.N())
	single, err := c.Set.Index("S-PER")
	if err != nil {
		t.Fatal(err)
	}
	b.Row(0, single, c.Set.N())[0] = 2
	c.Vectors = []dense.Block{b}
	return saved(t, &model.Model{Chains: []model.Chain{c}})
}

// withVectors adds the layer encoder to a document of tokens: the first number of a word is
// its length.
func withVectors(t testing.TB, doc *document.Document, dim int) *document.Document {
	t.Helper()
	l := document.NewVectors("encoder", dim)
	tokens := doc.Layer(document.Tokens)
	for i := range tokens.Len() {
		v := make([]float32, dim)
		v[0] = float32(tokens.End(i) - tokens.Start(i))
		l.AddVector(tokens.Start(i), tokens.End(i), v)
	}
	if err := doc.Add(l); err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestTheContractNamesVectors(t *testing.T) {
	t.Parallel()
	path := encoded(t)
	want := []plugin.Need{{Layer: document.Tokens}, {Layer: document.Sentences, Optional: true}, {Layer: "encoder"}}
	for _, dim := range []int{0, 2} {
		cfg := configured(t, path, ``)
		cfg.Layers = []plugin.LayerSpec{{Name: "encoder", Role: plugin.VectorsRole, Dim: dim, Stage: "mini"}, {Name: "rules", Role: plugin.CandidatesRole}}
		got, err := Kind().Contract(cfg)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got.Needs); diff != "" {
			t.Error(diff)
		}
	}
}

// Vectors of another encoder are a mistake that is found before anything is read.
func TestVectorsThatDoNotFitAreReported(t *testing.T) {
	t.Parallel()
	path := encoded(t)
	for want, spec := range map[string]plugin.LayerSpec{
		"/model: models/people.crf reads vectors of 2 numbers of the layer encoder, and those of the stage mini have 384; " +
			"give the stage mini the encoder that the model was trained with, or train the model anew": {Name: "encoder", Role: plugin.VectorsRole, Dim: 384, Stage: "mini"},
		"/model: models/people.crf reads vectors of the layer encoder, and the stage mini writes candidates there; " +
			"give the stage mini the encoder that the model was trained with, or train the model anew": {Name: "encoder", Role: plugin.CandidatesRole, Stage: "mini"},
	} {
		cfg := configured(t, path, ``)
		cfg.Layers = []plugin.LayerSpec{spec}
		if _, err := Kind().Contract(cfg); err == nil || err.Error() != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
		if _, err := Kind().Open(context.Background(), cfg); err == nil {
			t.Error("it opens")
		}
	}
}

func TestVectorsDecide(t *testing.T) {
	t.Parallel()
	st := opened(t, configured(t, encoded(t), ``))
	doc := withVectors(t, tokenized(t, "an Angelica met us ."), 2)
	if err := st.Process(t.Context(), doc); err != nil {
		t.Fatal(err)
	}
	if l := doc.Layer("people"); l.Len() != 1 || l.Start(0) != 3 || l.Label(0) != "PER" {
		t.Errorf("%d entities", l.Len())
	}
	reasons, err := st.Explain(t.Context(), withVectors(t, tokenized(t, "an Angelica met us ."), 2), 3, 11)
	if err != nil {
		t.Fatal(err)
	}
	if len(reasons) < 2 || reasons[1].Message != "for PER rather than no entity (9.0 ahead): vectors of layer encoder +12.00" {
		t.Errorf("reasons %q", reasons)
	}
}

// A document whose vectors are not what the model knows is an error of that document, and
// one without vectors none.
func TestDocumentsWithOtherVectors(t *testing.T) {
	t.Parallel()
	st := opened(t, configured(t, encoded(t), ``))
	if err := st.Process(t.Context(), tokenized(t, "an Angelica met us .")); err != nil {
		t.Error(err)
	}
	other := withVectors(t, tokenized(t, "an Angelica met us ."), 3)
	err := st.Process(t.Context(), other)
	if err == nil || !strings.Contains(err.Error(), "vectors of 2 numbers of the layer encoder, and these have 3") {
		t.Errorf("got %v", err)
	}
	if _, err := st.Explain(t.Context(), other, 3, 11); err == nil {
		t.Error("it explains what it cannot read")
	}
	spans := tokenized(t, "an Angelica met us .")
	l := document.NewLayer("encoder")
	l.AddRange(0, 2, "X")
	if err := spans.Add(l); err != nil {
		t.Fatal(err)
	}
	if err := st.Process(t.Context(), spans); err == nil || !strings.Contains(err.Error(), "which has none") {
		t.Errorf("got %v", err)
	}
	if err := st.Process(t.Context(), withVectors(t, tokenized(t, "an Angelica met us ."), 2)); err != nil {
		t.Errorf("the next document: %v", err)
	}
}
