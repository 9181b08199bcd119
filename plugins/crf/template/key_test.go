package template

import (
	"fmt"
	"math/bits"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestGoldenKeys: models hold keys, so that these never change.
func TestGoldenKeys(t *testing.T) {
	t.Parallel()
	x := withFiles(t, `
  - {of: bias}
  - {of: word, at: [-1, 0, 1]}
  - {of: lower}
  - {of: shape}
  - {of: shape, collapse: 2, at: 1}
  - {of: prefix, length: 2}
  - {of: suffix, length: [2, 3], lower: true}
  - {of: stem, length: 4}
  - {of: ngrams, length: 4, bounds: true}
  - {of: class}
  - {of: is, tests: title}
  - {of: length}
  - {of: cluster, file: c.tsv, bits: 3}
  - {of: position}
  - {of: list, file: l.tsv, typed: true}
  - {of: layer, layer: rules, at: 1}
  - join: [{of: lower}, {of: layer, layer: rules, at: 1}, {of: word, at: -1}]
`, map[string]string{"c.tsv": "ulm\t01101\n", "l.tsv": "Ulm\tCITY\n"})
	known := Values{}
	layers := [][]uint64{{0, known.Hash("B-CITY")}}
	words := []string{"Ulm", "Straße"}
	var got []string
	for _, f := range features(x, words, layers, known)[0] {
		got = append(got, fmt.Sprintf("%016x %s", f.key, f.name))
	}
	want := []string{
		"4f146a9c0fc96f0b bias[0]",
		"ae875e1563236c2b class[0]=capitalised",
		"8c58bff4734a884d cluster:c/3[0]=011",
		"972d2c6fef59381b is.title[0]=yes",
		"d6e1ae4abf880e2b layer:rules[1]=B-CITY",
		"1e22c858231af8b9 length[0]=3",
		"46a99967d334dc7a list:l[0]=S-CITY",
		"30009d73065cb5e4 lower[0]=ulm",
		"562b440c7f9586c3 lower[0]|layer:rules[1]|word[-1]=ulm|B-CITY|_B1",
		"4daf9a5fca6a18d8 ngram4[0]=Ulm›",
		"2d27a24f6f1c1691 ngram4[0]=‹Ulm",
		"d0e92e303a64a2fe position[0]=first",
		"b709443f27924af6 prefix2[0]=Ul",
		"da852996a655cc9d shape2[1]=Xxx",
		"a1a82a813074e1ca shape[0]=Xxx",
		"fba54bcebefaf360 stem4[0]=ulm",
		"746fb0f66b40453c suffix2.lower[0]=lm",
		"b3fb8ad7ac6cd5b6 suffix3.lower[0]=ulm",
		"c1f19da68f4ea8eb word[-1]=_B1",
		"dd0053d0e6ba1a88 word[0]=Ulm",
		"3a7dc17471dff28b word[1]=Straße",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if got, want := Hash("B-CITY"), uint64(0x59643f6107e2f54); got != want {
		t.Errorf("%x, want %x", got, want)
	}
}

// TestKeysDoNotCollide: a collision would add up the weights of two features.
func TestKeysDoNotCollide(t *testing.T) {
	t.Parallel()
	words := 60_000
	if testing.Short() {
		words = 6_000
	}
	x := compiled(t, parsed(t, `
features:
  - {of: word, at: [-10, -9, -8, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]}
  - {of: lower, at: [-10, -9, -8, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]}
  - {of: stem, length: [9, 10, 11, 12], at: [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5]}
`))
	var all []uint64
	var w Word
	for i := range words {
		x.Word(word(i), &w)
		for _, keys := range w.Keys {
			all = append(all, keys...)
		}
	}
	slices.Sort(all)
	for i := 1; i < len(all); i++ {
		if all[i] == all[i-1] {
			t.Fatalf("two of %d features have the key %x", len(all), all[i])
		}
	}
	if want := words * (21 + 21 + 44); len(all) != want {
		t.Errorf("%d keys, want %d", len(all), want)
	}
}

// TestConjunctionsDoNotCollide: neither when their parts change places.
func TestConjunctionsDoNotCollide(t *testing.T) {
	t.Parallel()
	x := compiled(t, parsed(t, `
features:
  - join: [{of: lower, at: -1}, {of: lower}]
  - join: [{of: lower}, {of: lower, at: 1}]
  - join: [{of: lower, at: -1}, {of: lower}, {of: lower, at: 1}]
`))
	seen := map[uint64]string{}
	var w Word
	var parts [][]uint64
	for i := range 40 {
		x.Word(word(i), &w)
		parts = append(parts, slices.Clone(w.Parts))
	}
	for a := range parts {
		for b := range parts {
			for c := range parts {
				s := &Sentence{Parts: [][]uint64{parts[a], parts[b], parts[c]}}
				for j, name := range []string{fmt.Sprint("left", a, b), fmt.Sprint("right", b, c), fmt.Sprint("both", a, b, c)} {
					key := x.Join(j, 1, s)
					if before, ok := seen[key]; ok && before != name {
						t.Fatalf("%s and %s have the same key", before, name)
					}
					seen[key] = name
				}
			}
		}
	}
	if want := 40*40*2 + 40*40*40; len(seen) != want {
		t.Errorf("%d keys, want %d", len(seen), want)
	}
}

// TestMixing: each bit of either hash changes each bit of the key half of the
// time.
func TestMixing(t *testing.T) {
	t.Parallel()
	const rounds = 2000
	for bit := range 128 {
		var changed [64]int
		for i := range uint64(rounds) {
			a, b := mix(i, 1), mix(i, 2)
			c, d := a, b
			if bit < 64 {
				c ^= 1 << bit
			} else {
				d ^= 1 << (bit - 64)
			}
			for diff := mix(a, b) ^ mix(c, d); diff != 0; diff &= diff - 1 {
				changed[bits.TrailingZeros64(diff)]++
			}
		}
		for out, n := range changed {
			if n < rounds*4/10 || n > rounds*6/10 {
				t.Errorf("bit %d changes bit %d in %d of %d", bit, out, n, rounds)
			}
		}
	}
}

func TestHashOfNothing(t *testing.T) {
	t.Parallel()
	known := Values{}
	if Hash("") != 0 || known.Hash("") != 0 || len(known) != 0 {
		t.Error("the empty tag is not nothing")
	}
	if Hash("B-X") == 0 || known.Hash("B-X") != Hash("B-X") || known[Hash("B-X")] != "B-X" {
		t.Error("a tag is not remembered")
	}
}
