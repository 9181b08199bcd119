package model

import (
	"encoding/binary"
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/plugins/crf/dense"
)

// Only a model with vectors has the format that older programs do not read.
func TestTheFormatSaysWhetherThereAreVectors(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		m := drawModel(t)
		want := uint32(1)
		for _, c := range m.Chains {
			if len(c.Vectors) > 0 {
				want = 2
			}
		}
		if got := binary.LittleEndian.Uint32(write(t, m, WriteOptions{})[8:]); got != want {
			t.Fatalf("format %d, want %d", got, want)
		}
	})
}

// Rounding is about features: what is known of vectors stays as it is.
func TestVectorsAreKeptExactly(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		m := drawModel(t)
		f := load(t, write(t, m, WriteOptions{Quantise: rapid.SampledFrom([]Quantise{Int16, Int8}).Draw(t, "quantise")}))
		for i, c := range m.Chains {
			same := slices.EqualFunc(c.Vectors, f.Chains[i].Vectors, func(a, b dense.Block) bool { return slices.Equal(a.Weights, b.Weights) })
			if !same {
				t.Fatalf("chain %d has other weights", i)
			}
		}
	})
}

func TestVectorsThatDoNotFitAreRefused(t *testing.T) {
	t.Parallel()
	const tags = 3
	for name, tt := range map[string]struct {
		about vectorFacts
		bytes int
	}{
		"no numbers":         {vectorFacts{"e", 0, []int{0}}, 0},
		"negative":           {vectorFacts{"e", -2, []int{0}}, 0},
		"too many numbers":   {vectorFacts{"e", document.MaxDim + 1, []int{0}}, 4 * (2 + tags) * (document.MaxDim + 1)},
		"too short":          {vectorFacts{"e", 2, []int{0}}, 4*(2+tags)*2 - 4},
		"too long":           {vectorFacts{"e", 2, []int{0}}, 4*(2+tags)*2 + 4},
		"no multiple of 4":   {vectorFacts{"e", 2, []int{0}}, 4*(2+tags)*2 + 1},
		"of more offsets":    {vectorFacts{"e", 2, []int{0, 1}}, 4 * (2 + tags) * 2},
		"missing altogether": {vectorFacts{"e", 2, []int{0}}, 0},
	} {
		if _, ok := readVectors(tt.about, tags, make([]byte, tt.bytes)); ok {
			t.Errorf("%s: it is taken", name)
		}
	}
	m := rapid.Custom(drawModel).Filter(func(m *Model) bool { return len(m.Chains[0].Vectors) > 0 }).Example(3)
	m.Chains[0].Vectors[0].Weights = m.Chains[0].Vectors[0].Weights[1:]
	if _, err := Bytes(m, WriteOptions{}); err == nil {
		t.Error("a model with too few weights of vectors is written")
	}
	if r := (*refusal)(nil); errors.As(errDamaged("x"), &r) && r.code != "crf.damaged-model" {
		t.Error(r.code)
	}
}
