package objective

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/dense"
	"github.com/onomast/onomast/plugins/crf/train/dataset"
)

// A sample is random data, as a grid and as what it was made of.
type sample struct {
	set     scheme.Set
	grid    *dataset.Grid
	columns *dataset.Columns
	// keys are the features of each token of each sentence.
	keys    [][][]uint64
	tags    [][]int32
	weights []float64
	// vectors are those of each layer of each sentence.
	vectors [][][]dense.Vector
}

// words are how many types of words a sample has.
const words = 6

// random makes a sample with two sources, of words at -1, 0 and 1 and of a track at 0 and
// 2, joins, and two layers of vectors, at -1 and 0 and at 2. Few words, so that features
// share tokens.
func random(t testing.TB, s scheme.Scheme, sentences int, seed uint64) *sample {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 3))
	set, err := scheme.New(s, []string{"A", "B"})
	if err != nil {
		t.Fatal(err)
	}
	out := &sample{set: set}
	offsets := [][]int{{-1, 0, 1}, {0, 2}}
	b := dataset.NewBuilder(set.N(), offsets)
	b.See(dataset.Vectors{Offsets: []int{-1, 0}}, dataset.Vectors{Offsets: []int{2}})
	wordKeys := make([][][]uint64, words+4) // the last four are outside: -2, -1, 1, 2
	for w := range wordKeys {
		for k := range offsets[0] {
			list := []uint64{uint64(1000*k + w%3 + 1)}
			if w < words {
				list = append(list, uint64(1000*k+100+w), uint64(1000*k+200+w))
			}
			wordKeys[w] = append(wordKeys[w], list)
		}
		b.Type(0, wordKeys[w], nil)
	}
	trackKeys := [][][]uint64{{{5001}, {5002}}, {{5003}, {5004}}}
	for _, keys := range trackKeys {
		b.Type(1, keys, nil)
	}
	for range sentences {
		out.add(b, r, wordKeys, trackKeys)
	}
	out.grid, out.columns, err = b.Finish(dataset.Choice{})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func (s *sample) add(b *dataset.Builder, r *rand.Rand, wordKeys, trackKeys [][][]uint64) {
	n := 1 + r.IntN(4)
	word := []int32{words, words + 1}
	track := []int32{-1, -1}
	for range n {
		word = append(word, int32(r.IntN(words)))
		track = append(track, int32(r.IntN(3)-1))
	}
	word = append(word, words+2, words+3)
	track = append(track, -1, -1)
	var spans []scheme.Span
	if at := r.IntN(n); r.IntN(4) > 0 {
		spans = append(spans, scheme.Span{Start: at, End: at + 1 + r.IntN(n-at), Type: r.IntN(2)})
	}
	tags := s.set.Encode(nil, n, spans)
	joins := make([][]dataset.Join, n)
	keys := make([][]uint64, n)
	for i := range n {
		site := i + 2
		for k, o := range []int{-1, 0, 1} {
			keys[i] = append(keys[i], wordKeys[word[site+o]][k]...)
		}
		for k, o := range []int{0, 2} {
			if site+o < len(track) && track[site+o] >= 0 {
				keys[i] = append(keys[i], trackKeys[track[site+o]][k]...)
			}
		}
		key := uint64(9000 + 10*word[site-1] + word[site])
		joins[i] = []dataset.Join{{Key: key}, {}}
		keys[i] = append(keys[i], key)
	}
	weight := 0.5 + r.Float64()
	vectors := [][]dense.Vector{randomVectors(r, n, 3), randomVectors(r, n, 2)}
	b.Sentence(dataset.Layout{Types: [][]int32{word, track}, Joins: joins, Vectors: vectors, Tags: tags, Weight: weight})
	s.keys, s.tags, s.weights = append(s.keys, keys), append(s.tags, tags), append(s.weights, weight)
	s.vectors = append(s.vectors, vectors)
}

// randomVectors are those of n tokens, some of which have none.
func randomVectors(r *rand.Rand, n, dim int) []dense.Vector {
	out := make([]dense.Vector, n)
	for i := range out {
		if r.IntN(4) == 0 {
			continue
		}
		out[i].Scale = r.Float32()
		for range dim {
			out[i].Numbers = append(out[i].Numbers, int8(r.IntN(256)-128))
		}
	}
	return out
}

// numbers returns what the vectors that a token sees say of a tag.
func (s *sample) numbers(x []float64, sentence, token, tag int) float64 {
	sum := 0.0
	for i := range s.grid.Vectors {
		v := &s.grid.Vectors[i]
		for _, o := range v.Offsets {
			if at := token + o; at >= 0 && at < len(s.tags[sentence]) {
				numbers := make([]float64, v.Norm.Dim())
				dense.Apply(numbers, &v.Norm, s.vectors[sentence][i][at])
				for d, value := range numbers {
					sum += value * x[tag*len(numbers)+d]
				}
			}
			x = x[s.set.N()*v.Norm.Dim():]
		}
	}
	return sum
}

// naive returns the objective by going through all tag sequences, feature by feature.
func (s *sample) naive(a *Arcs, x []float64, o Options) float64 {
	numbers := x[s.columns.Parameters():]
	pairs := a.Pairs(numbers[s.grid.DenseParameters():])
	start, end := a.Edges()
	weight := func(key uint64, tag int) float64 {
		c := s.columns.Find(key)
		if c < 0 {
			return 0
		}
		for k := s.columns.Start[c]; k < s.columns.Start[c+1]; k++ {
			if int(s.columns.Tags[k]) == tag {
				return x[k] / math.Sqrt(float64(s.columns.Share[c]))
			}
		}
		return 0
	}
	loss := 0.0
	for i, gold := range s.tags {
		score := func(tags []int32, costs bool) float64 {
			sum := start[tags[0]] + end[tags[len(tags)-1]]
			for t, tag := range tags {
				for _, key := range s.keys[i][t] {
					sum += weight(key, int(tag))
				}
				sum += s.numbers(numbers, i, t, int(tag))
				if t > 0 {
					sum += pairs[int(tags[t-1])*s.set.N()+int(tag)]
				}
				if costs && o.Costs != nil && tag != gold[t] {
					sum += o.Costs[gold[t]]
				}
			}
			return sum
		}
		z := 0.0
		every(s.set.N(), len(gold), func(tags []int32) { z += math.Exp(score(tags, true)) })
		loss += s.weights[i] * (math.Log(z) - score(gold, false))
	}
	for _, u := range x {
		loss += o.C2 * u * u
	}
	return loss
}

func every(tags, n int, yield func([]int32)) {
	sequence := make([]int32, n)
	for {
		yield(sequence)
		i := 0
		for ; i < n; i++ {
			if sequence[i]++; int(sequence[i]) < tags {
				break
			}
			sequence[i] = 0
		}
		if i == n {
			return
		}
	}
}

func vector(n int, seed uint64, scale float64) []float64 {
	r := rand.New(rand.NewPCG(seed, 5))
	x := make([]float64, n)
	for i := range x {
		x[i] = scale * r.NormFloat64()
	}
	return x
}
