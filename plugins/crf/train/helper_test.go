package train

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/onomast/onomast/core/chain"
	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/dense"
	"github.com/onomast/onomast/plugins/crf/model"
	"github.com/onomast/onomast/plugins/crf/template"
)

const features = `
features:
  - {of: bias}
  - {of: lower, at: [-2, -1, 0, 1]}
  - {of: shape, collapse: 2, at: [-1, 0, 1]}
  - {of: suffix, length: [2, 3]}
  - {of: position}
  - {of: layer, layer: rules, at: [-1, 0]}
  - join: [{of: lower, at: -1}, {of: lower, at: 0}]
`

// numeric has the features and vectors of the words beside.
const numeric = features + "  - {of: vector, layer: encoder, at: [-1, 0]}\n"

func extractor(t testing.TB, yaml string) *template.Extractor {
	t.Helper()
	parsed, problems := template.Parse("test.yaml", []byte(yaml))
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	x, err := parsed.Compile(nil)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func tagSet(t testing.TB, s scheme.Scheme, types ...string) scheme.Set {
	t.Helper()
	set, err := scheme.New(s, types)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// corpus writes sentences of people who go to towns. Some words tell nothing, so that no
// model is perfect.
func corpus(set scheme.Set, n int, seed uint64) []Sentence {
	r := rand.New(rand.NewPCG(seed, 1))
	pick := func(words string) string {
		list := strings.Fields(words)
		return list[r.IntN(len(list))]
	}
	town, person := slices.Index(set.Types, "TOWN"), slices.Index(set.Types, "PERSON")
	var out []Sentence
	for i := range n {
		var words []string
		var spans []scheme.Span
		add := func(typ int, text ...string) {
			if typ >= 0 {
				spans = append(spans, scheme.Span{Start: len(words), End: len(words) + len(text), Type: typ})
			}
			words = append(words, text...)
		}
		switch r.IntN(5) {
		case 0:
			add(person, pick("Anna Ben Carla Dov Elif"), pick("Falk Grün Hahn Ito"))
		case 1:
			add(-1, pick("the a"), pick("driver nurse baker"))
		default:
			add(person, pick("Anna Ben Carla Dov Elif Falk"))
		}
		add(-1, pick("went drove walked"), pick("to from past"))
		if r.IntN(3) > 0 {
			add(town, pick("Aachen Bremen Celle Dover Falk Grün"))
		} else {
			add(-1, "the", pick("shop bridge Market"))
		}
		for range r.IntN(4) {
			add(-1, fmt.Sprintf("w%d", r.IntN(60)))
		}
		layer := make([]uint64, len(words))
		layer[i%len(words)] = template.Hash("B-DATE")
		out = append(out, Sentence{
			Words: words, Tags: set.Encode(nil, len(words), spans), Layers: [][]uint64{layer}, Vectors: [][]dense.Vector{encoded(words)},
		})
	}
	return out
}

// encoded gives words vectors that say a little of the letters they begin and end with.
// Short words have none.
func encoded(words []string) []dense.Vector {
	out := make([]dense.Vector, len(words))
	for i, w := range words {
		if n := len(w); n > 2 {
			out[i] = dense.Vector{Numbers: []int8{int8(w[0]), -int8(w[n-1] / 2), int8(w[0]%8) * int8(w[n-1]%8), int8(n)}, Scale: 0.25}
		}
	}
	return out
}

// weightsOf are the weights of a chain in one list that compares.
func weightsOf(c model.Chain) map[string][]float32 {
	out := map[string][]float32{"transitions": c.Transitions.Pair}
	for _, f := range c.Features {
		full := make([]float32, c.Set.N())
		for k, tag := range f.Tags {
			full[tag] = f.Weights[k]
		}
		out[f.Name] = full
	}
	return out
}

// tag tags a sentence with a model, the slow way: feature by feature, by name.
func tag(c model.Chain, x *template.Extractor, s Sentence) []int32 {
	byKey := map[uint64]model.Feature{}
	for _, f := range c.Features {
		byKey[f.Key] = f
	}
	n, k := len(s.Words), c.Set.N()
	emissions := make([]float32, n*k)
	see := func(at int, key uint64) {
		if f, known := byKey[key]; known && at >= 0 && at < n {
			for i, tag := range f.Tags {
				emissions[at*k+int(tag)] += f.Weights[i]
			}
		}
	}
	var w template.Word
	text := template.Sentence{Layers: s.Layers}
	word := func(place int) {
		for i, o := range x.Offsets() {
			for _, key := range w.Keys[i] {
				see(place-o, key)
			}
		}
	}
	for i, spelled := range s.Words {
		x.Word(spelled, &w)
		word(i)
		text.Parts = append(text.Parts, slices.Clone(w.Parts))
	}
	for d := 1; d < 10; d++ {
		x.Outside(-d, &w)
		word(-d)
		x.Outside(d, &w)
		word(n + d - 1)
	}
	x.Fill(&text)
	for t, track := range x.Tracks() {
		for i, o := range track.Offsets {
			for place, value := range text.Tracks[t][:n] {
				see(place-o, x.Key(t, i, value))
			}
		}
	}
	for i := range n {
		for j := range x.Joins() {
			see(i, x.Join(j, i, &text))
		}
	}
	for i := range c.Vectors {
		c.Vectors[i].Add(emissions, k, s.Vectors[i], make([]float32, c.Vectors[i].Norm.Dim()))
	}
	tags := make([]int32, n)
	chain.NewDecoder(c.Transitions).Viterbi(emissions, tags)
	return tags
}
