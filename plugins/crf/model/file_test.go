package model

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/chain"
	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/dense"
)

// drawChain draws a chain that may be written.
func drawChain(t *rapid.T, name string) Chain {
	types := rapid.SliceOfNDistinct(rapid.StringMatching(`[A-Z]{1,3}`), 1, 4, rapid.ID).Draw(t, "types")
	set, err := scheme.New(rapid.SampledFrom([]scheme.Scheme{scheme.BIO, scheme.BIOES}).Draw(t, "scheme"), types)
	if err != nil {
		t.Fatal(err)
	}
	weight := rapid.Float32Range(-4, 4)
	c := Chain{Name: name, Set: set, Template: rapid.SliceOf(rapid.Byte()).Draw(t, "template"), Transitions: chain.Allowed(set)}
	for _, column := range [][]float32{c.Transitions.Pair, c.Transitions.Start, c.Transitions.End} {
		for i := range column {
			column[i] += weight.Draw(t, "transition")
		}
	}
	if rapid.Bool().Draw(t, "bias") {
		c.Bias = rapid.SliceOfN(weight, set.N(), set.N()).Draw(t, "biases")
	}
	for i := range rapid.IntRange(0, 2).Draw(t, "resources") {
		c.Resources = append(c.Resources, Resource{Name: fmt.Sprint("list", i, ".tsv"), Data: rapid.SliceOf(rapid.Byte()).Draw(t, "list")})
	}
	for i := range rapid.IntRange(0, 2).Draw(t, "layers of vectors") {
		dim, offsets := rapid.IntRange(1, 4).Draw(t, "dim"), []int{-1, 0, 3}[:rapid.IntRange(1, 3).Draw(t, "offsets")]
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "numbers"), 1))
		numbers := func(n int) []float32 {
			out := make([]float32, n)
			for k := range out {
				out[k] = random.Float32() - 0.5
			}
			return out
		}
		c.Vectors = append(c.Vectors, dense.Block{
			Layer: fmt.Sprint("encoder", i), Offsets: offsets, Weights: numbers(len(offsets) * set.N() * dim),
			Norm: dense.Norm{Mean: numbers(dim), Factor: numbers(dim)},
		})
	}
	keys := rapid.SliceOfNDistinct(rapid.OneOf(rapid.Uint64(), rapid.Uint64Max(50)), 0, 60, rapid.ID).Draw(t, "keys")
	for _, key := range keys {
		c.Features = append(c.Features, drawFeature(t, key, set.N()))
	}
	c.Calibration = map[string]Calibration{"": {From: []float64{0.2, 0.9}, To: []float64{0.1, 0.8}}}
	c.Thresholds = map[string]float64{types[0]: rapid.Float64Range(0, 1).Draw(t, "threshold")}
	return c
}

func drawFeature(t *rapid.T, key uint64, tags int) Feature {
	f := Feature{Key: key, Name: rapid.String().Draw(t, "name")}
	for tag := range tags {
		if rapid.Bool().Draw(t, "has weight") {
			w := rapid.Float32Range(-4, 4).Filter(func(w float32) bool { return w != 0 }).Draw(t, "weight")
			f.Tags, f.Weights = append(f.Tags, uint16(tag)), append(f.Weights, w)
		}
	}
	return f
}

func drawModel(t *rapid.T) *Model {
	m := &Model{Card: Card{Name: "test", Seed: rapid.Uint64().Draw(t, "seed"), Settings: map[string]string{"c2": "1", "c1": "0"}}}
	for i := range rapid.IntRange(1, 3).Draw(t, "chains") {
		m.Chains = append(m.Chains, drawChain(t, fmt.Sprint("level", i+1)))
	}
	return m
}

func write(t rapid.TB, m *Model, o WriteOptions) []byte {
	t.Helper()
	data, err := Bytes(m, o)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func load(t rapid.TB, data []byte) *File {
	t.Helper()
	f, err := Load(data)
	if err == nil {
		err = f.Verify()
	}
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// bare is a chain without its features.
func bare(c Chain) Chain {
	c.Features = nil
	return c
}

func TestAModelComesBackFromItsFile(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		m := drawModel(t)
		f := load(t, write(t, m, WriteOptions{}))
		if diff := cmp.Diff(m.Card, f.Card); diff != "" {
			t.Fatal(diff)
		}
		for i, c := range m.Chains {
			if diff := cmp.Diff(bare(c), f.Chains[i], cmp.Comparer(bytes.Equal)); diff != "" {
				t.Fatal(diff)
			}
			for _, feature := range c.Features {
				tags, weights := f.Table(i).Lookup(feature.Key, nil, nil)
				if !slices.Equal(tags, feature.Tags) || !slices.Equal(weights, feature.Weights) {
					t.Fatalf("feature %x: got %v %v, want %v %v", feature.Key, tags, weights, feature.Tags, feature.Weights)
				}
			}
		}
	})
}

func TestTheOrderOfFeaturesDoesNotMatter(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		m := drawModel(t)
		want := write(t, m, WriteOptions{Quantise: Int8})
		for i := range m.Chains {
			slices.Reverse(m.Chains[i].Features)
		}
		if !bytes.Equal(want, write(t, m, WriteOptions{Quantise: Int8})) {
			t.Fatal("another order gives other bytes")
		}
	})
}

func TestAFileOnDiskIsMapped(t *testing.T) {
	t.Parallel()
	rapidOne := rapid.Custom(drawModel).Example(1)
	path := filepath.Join(t.TempDir(), "m.crf")
	if err := Write(path, rapidOne, WriteOptions{}); err != nil {
		t.Fatal(err)
	}
	f, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Verify(); err != nil {
		t.Fatal(err)
	}
	if f.Path != path || len(f.Chains) != len(rapidOne.Chains) || math.IsNaN(float64(f.Chains[0].Transitions.Start[0])) {
		t.Fatalf("opened %q with %d chains", f.Path, len(f.Chains))
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}
