package sentence

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/plugins/crf/dense"
)

// numbers are the vectors of tokens as they are read.
func numbers(vectors []dense.Vector) [][]float32 {
	out := make([][]float32, len(vectors))
	for i, v := range vectors {
		for _, q := range v.Numbers {
			out[i] = append(out[i], v.Scale*float32(q))
		}
	}
	return out
}

func ranges(layer *document.Layer, spans ...[2]int) *document.Layer {
	for _, s := range spans {
		layer.AddRange(s[0], s[1], "")
	}
	return layer
}

func TestVectorsOfTokens(t *testing.T) {
	t.Parallel()
	tokens := ranges(document.NewLayer("tokens"), [2]int{0, 4}, [2]int{5, 9}, [2]int{10, 14}, [2]int{15, 19})
	type given struct {
		start, end int
		first      float32
	}
	for name, tt := range map[string]struct {
		spans []given
		want  [][]float32
	}{
		"one each":             {[]given{{0, 4, 1}, {5, 9, 2}, {10, 14, 3}, {15, 19, 4}}, [][]float32{{1, 127}, {2, 127}, {3, 127}, {4, 127}}},
		"means of pieces":      {[]given{{0, 1, 2}, {1, 3, 4}, {5, 7, 8}}, [][]float32{{3, 127}, {8, 127}, nil, nil}},
		"the whole goes first": {[]given{{0, 2, 9}, {0, 4, 1}, {2, 4, 9}, {0, 4, 7}}, [][]float32{{1, 127}, nil, nil, nil}},
		"over borders":         {[]given{{0, 9, 1}, {3, 5, 1}, {4, 5, 1}, {8, 12, 1}, {18, 25, 1}}, [][]float32{nil, nil, nil, nil}},
		"in any order":         {[]given{{15, 19, 4}, {0, 2, 1}, {10, 14, 3}, {2, 4, 1}, {20, 22, 5}, {5, 9, 2}}, [][]float32{{1, 127}, {2, 127}, {3, 127}, {4, 127}}},
		"nothing":              {nil, [][]float32{nil, nil, nil, nil}},
	} {
		layer := document.NewVectors("encoder", 2)
		for _, s := range tt.spans {
			layer.AddVector(s.start, s.end, []float32{s.first, 127})
		}
		if diff := cmp.Diff(tt.want, numbers(Vectors(nil, layer, tokens))); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	for name, layer := range map[string]*document.Layer{"no layer": nil, "no vectors": ranges(document.NewLayer("rules"), [2]int{0, 4})} {
		if diff := cmp.Diff([][]float32{nil, nil, nil, nil}, numbers(Vectors(nil, layer, tokens))); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// Whatever the order of spans, tokens have the vectors that looking at each of them alone
// would give.
func TestVectorsWhateverTheOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		tokens := document.NewLayer("tokens")
		at := 0
		for range rapid.IntRange(0, 6).Draw(t, "tokens") {
			at += rapid.IntRange(0, 2).Draw(t, "gap")
			size := rapid.IntRange(1, 3).Draw(t, "size")
			tokens.AddRange(at, at+size, "")
			at += size
		}
		layer := document.NewVectors("encoder", 1)
		for range rapid.IntRange(0, 12).Draw(t, "spans") {
			start := rapid.IntRange(0, at+2).Draw(t, "start")
			layer.AddVector(start, start+rapid.IntRange(1, 4).Draw(t, "length"), []float32{float32(rapid.IntRange(0, 9).Draw(t, "number"))})
		}
		dst := []dense.Vector{{Scale: 7}}
		got := Vectors(dst, layer, tokens)
		if got[0].Scale != 7 {
			t.Fatal("what was there is gone")
		}
		if diff := cmp.Diff(slowly(layer, tokens), numbers(got[1:]), cmp.Comparer(near)); diff != "" {
			t.Fatal(diff)
		}
	})
}

func near(a, b float32) bool { return a-b < 1e-4 && b-a < 1e-4 }

func slowly(layer, tokens *document.Layer) [][]float32 {
	out := make([][]float32, tokens.Len())
	for k := range out {
		sum, count := float32(0), 0
		for i := range layer.Len() {
			v := layer.AppendVector(nil, i)[0]
			if layer.Start(i) == tokens.Start(k) && layer.End(i) == tokens.End(k) {
				sum, count = v, 1
				break
			}
			if layer.Start(i) >= tokens.Start(k) && layer.End(i) <= tokens.End(k) {
				sum, count = sum+v, count+1
			}
		}
		if count > 0 {
			out[k] = []float32{sum / float32(count)}
		}
	}
	return out
}

// What is read for a token with one span is the layer's own memory.
func TestVectorsAreNotCopied(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	layer, tokens := document.NewVectors("encoder", 384), document.NewLayer("tokens")
	v := make([]float32, 384)
	for i := range 100 {
		for d := range v {
			v[d] = r.Float32()
		}
		layer.AddVector(2*i, 2*i+1, v)
		tokens.AddRange(2*i, 2*i+1, "")
	}
	var out []dense.Vector
	if n := testing.AllocsPerRun(100, func() { out = Vectors(out[:0], layer, tokens) }); n > 1 {
		t.Errorf("%v allocations for 100 tokens", n)
	}
}
