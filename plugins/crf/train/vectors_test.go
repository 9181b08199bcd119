package train

import (
	"math"
	"slices"
	"testing"

	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/dense"
)

// L1 drops features and leaves what is known of vectors alone.
func TestL1LeavesVectorsAlone(t *testing.T) {
	set := tagSet(t, scheme.BIO, "PERSON", "TOWN")
	data := corpus(set, 80, 1)
	for _, algorithm := range []Algorithm{OWLQN, AdaGrad} {
		o := DefaultsOf(OWLQN)
		o.Algorithm, o.C1, o.Iterations = algorithm, 5, 20
		r, err := Train(t.Context(), set, extractor(t, numeric), data, o)
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Chain.Vectors) != 1 || r.Chain.Vectors[0].Layer != "encoder" || !slices.Equal(r.Chain.Vectors[0].Offsets, []int{-1, 0}) {
			t.Fatalf("%s: vectors %+v", algorithm, r.Chain.Vectors)
		}
		for tag := range set.N() {
			for k := range 2 {
				row := r.Chain.Vectors[0].Row(k, tag, set.N())
				unseen := set.Tag(tag) == "I-TOWN"
				if len(row) != 4 || slices.Contains(row, 0) != unseen {
					t.Errorf("%s: the weights of %s are %v", algorithm, set.Tag(tag), row)
				}
			}
		}
		if r.Summary.Active >= r.Summary.Parameters || r.Summary.Parameters < 40 {
			t.Errorf("%s: summary %+v", algorithm, r.Summary)
		}
	}
}

// Vectors alone can be enough, and what they say does not depend on how large their
// numbers are or where they are centred.
func TestVectorsAlone(t *testing.T) {
	set := tagSet(t, scheme.BIO, "PERSON", "TOWN")
	alone := "features: [{of: bias}, {of: vector, layer: encoder}, {of: layer, layer: rules}]"
	data, test := corpus(set, 200, 1), corpus(set, 100, 2)
	var scores []float64
	for _, size := range []float32{1, 4000} {
		for _, d := range [][]Sentence{data, test} {
			for i := range d {
				for k := range d[i].Vectors[0] {
					d[i].Vectors[0][k].Scale *= size
				}
			}
		}
		r, err := Train(t.Context(), set, extractor(t, alone), data, DefaultsOf(LBFGS))
		if err != nil {
			t.Fatal(err)
		}
		right, gold, found := 0, 0, 0
		for _, s := range test {
			want := set.Decode(nil, s.Tags)
			got := set.Decode(nil, tag(r.Chain, extractor(t, alone), s))
			right, gold, found = right+common(want, got), gold+len(want), found+len(got)
		}
		scores = append(scores, Rate(right, gold, found).F1)
	}
	if scores[0] < 0.5 || math.Abs(scores[0]-scores[1]) > 0.01 {
		t.Errorf("F1 %v", scores)
	}
}

func TestVectorsThatCannotBeAreRefused(t *testing.T) {
	set := tagSet(t, scheme.BIO, "PERSON", "TOWN")
	change := func(s *Sentence, vectors ...dense.Vector) { s.Vectors = [][]dense.Vector{vectors} }
	for name, tt := range map[string]struct {
		change    func(data, dev []Sentence)
		code, say string
	}{
		"none": {func(data, _ []Sentence) {
			for i := range data {
				data[i].Vectors = nil
			}
		}, "crf.no-vectors", "no token of the training data has a vector in the layer encoder"},
		"all empty": {func(data, _ []Sentence) {
			for i := range data {
				change(&data[i], make([]dense.Vector, len(data[i].Words))...)
			}
		}, "crf.no-vectors", "name a layer that an encoder writes"},
		"too few":         {func(data, _ []Sentence) { change(&data[2], dense.Vector{}) }, "crf.vectors", "sentence 3 of train has"},
		"other dimension": {func(data, _ []Sentence) { data[3].Vectors[0][0] = dense.Vector{Numbers: make([]int8, 5)} }, "crf.vectors", "sentence 4 of train has a vector of 5 numbers, where others have 4, in the layer encoder"},
		"of dev":          {func(_, dev []Sentence) { dev[1].Vectors[0][0] = dense.Vector{Numbers: make([]int8, 5)} }, "crf.vectors", "sentence 2 of dev"},
		"numbers not finite": {func(data, _ []Sentence) {
			data[0].Vectors[0][0] = dense.Vector{Numbers: make([]int8, 4), Scale: float32(math.NaN())}
		}, "crf.vectors", "not finite"},
	} {
		t.Run(name, func(t *testing.T) {
			o := DefaultsOf(LBFGS)
			data := corpus(set, 10, 1)
			o.Dev = corpus(set, 5, 2)
			tt.change(data, o.Dev)
			_, err := Train(t.Context(), set, extractor(t, numeric), data, o)
			refused(t, err, tt.code, tt.say)
		})
	}
}

// Dev may be without vectors: its tokens are like the mean.
func TestDevWithoutVectors(t *testing.T) {
	set := tagSet(t, scheme.BIO, "PERSON", "TOWN")
	o := DefaultsOf(LBFGS)
	o.Iterations, o.Dev = 3, corpus(set, 5, 2)
	for i := range o.Dev {
		o.Dev[i].Vectors = nil
	}
	if _, err := Train(t.Context(), set, extractor(t, numeric), corpus(set, 10, 1), o); err != nil {
		t.Error(err)
	}
}
