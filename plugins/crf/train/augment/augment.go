package augment

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/plugins/crf/train"
)

// Options say of what part of the sentences, 0 to 1, there will be a copy of each kind.
type Options struct {
	// Typos are copies in which some words have one slip of the fingers.
	Typos float64 `json:"typos"`
	// Lower and Upper are copies in one case.
	Lower float64 `json:"lower"`
	Upper float64 `json:"upper"`
	// Accents are copies without them.
	Accents float64 `json:"accents"`
	// Seed decides which sentences, and what slips.
	Seed uint64 `json:"seed"`
}

// Counts say how many copies there are of each kind.
type Counts struct {
	Typos, Lower, Upper, Accents int
}

// Total returns the number of copies.
func (c Counts) Total() int { return c.Typos + c.Lower + c.Upper + c.Accents }

// Sentences returns data with copies behind. A copy that equals its sentence is left out.
// Tags, layers, vectors and weights are those of the sentence.
func Sentences(data []train.Sentence, o Options) ([]train.Sentence, Counts, error) {
	var counts Counts
	kinds := []struct {
		name  string
		part  float64
		count *int
		write func(r *rand.Rand, words []string) []string
	}{
		{"typos", o.Typos, &counts.Typos, slips},
		{"lower", o.Lower, &counts.Lower, each(lower)},
		{"upper", o.Upper, &counts.Upper, each(upper)},
		{"accents", o.Accents, &counts.Accents, each(plain)},
	}
	out := slices.Clip(data)
	for k, kind := range kinds {
		if !(kind.part >= 0 && kind.part <= 1) || math.Signbit(kind.part) && kind.part != 0 {
			return nil, Counts{}, diag.List{{
				Severity: diag.Error, Code: "crf.augment",
				Summary: fmt.Sprintf("%s is %v", kind.name, kind.part), Hint: "give the part of sentences to copy, from 0 to 1",
			}}
		}
		for i, s := range data {
			r := rand.New(rand.NewPCG(o.Seed, uint64(i)<<3|uint64(k)))
			if r.Float64() >= kind.part {
				continue
			}
			words := kind.write(r, s.Words)
			if slices.Equal(words, s.Words) {
				continue
			}
			s.Words = words
			out = append(out, s)
			*kind.count++
		}
	}
	return out, counts, nil
}

// each writes every word by itself.
func each(write func(string) string) func(*rand.Rand, []string) []string {
	return func(_ *rand.Rand, words []string) []string {
		out := make([]string, len(words))
		for i, w := range words {
			out[i] = write(w)
		}
		return out
	}
}
