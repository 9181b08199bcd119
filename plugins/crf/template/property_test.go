package template

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// declarations are features of every kind; any of them together are a template.
func declarations() []string {
	return []string{
		"{of: bias}",
		"{of: word, at: [-2, 0, 1]}",
		"{of: lower, at: [0]}",
		"{of: lower, at: [-2, -1], bag: true}",
		"{of: shape, at: [-1, 0]}",
		"{of: shape, collapse: 2}",
		"{of: shape, keep_caseless: true}",
		"{of: prefix, length: [1, 3], short: true}",
		"{of: suffix, length: 2, lower: true, at: [0, 1]}",
		"{of: stem, length: 3, min_count: 2}",
		"{of: ngrams, length: [2, 3], bounds: true}",
		"{of: ngrams, length: 2, lower: true, at: -1}",
		"{of: class, at: [-1, 0]}",
		"{of: is, tests: [title, digit]}",
		"{of: length}",
		"{of: position, at: [-1, 0]}",
		"{of: casing}",
		"{of: layer, layer: rules, at: [0, 1]}",
		"{of: layer, layer: pos}",
		"{of: list, file: l.tsv, typed: true, at: [-1, 0]}",
		"{of: list, id: folded, file: l.tsv, ignore_case: true}",
		"{of: cluster, file: c.tsv, bits: [2, 4]}",
		"{join: [{of: lower, at: -1}, {of: lower}]}",
		"{join: [{of: lower}, {of: lower, at: 1}]}",
		"{join: [{of: class}, {of: layer, layer: rules, at: 1}], min_count: 3}",
		"{join: [{of: list, file: l.tsv, typed: true, at: -1}, {of: cluster, file: c.tsv}, {of: position}]}",
	}
}

// TestNamesAndKeys: over all templates and sentences a name has one key and a key
// one name, and it matters neither in which order features are declared nor which
// others are.
func TestNamesAndKeys(t *testing.T) {
	t.Parallel()
	keyOf, nameOf := map[string]uint64{}, map[uint64]string{}
	res := Disk(folder(t, map[string]string{"l.tsv": "Elm\tCITY\nNew Elm\tCITY\nelm\tTREE\n", "c.tsv": "elm\t0110\t3\nnew\t0111\n"}))
	known := Values{}
	rapid.Check(t, func(r *rapid.T) {
		chosen := rapid.Permutation(declarations()).Draw(r, "declarations")[:rapid.IntRange(1, len(declarations())).Draw(r, "many")]
		x, err := parsed(t, "features:\n  - "+strings.Join(chosen, "\n  - ")+"\n").Compile(res)
		if err != nil {
			r.Fatal(err)
		}
		word := rapid.OneOf(rapid.SampledFrom([]string{"Elm", "elm", "New", "NEW", "a", "_B1", "=", "|", "12", "ﬁ", ""}), rapid.StringN(0, 6, 12))
		words := rapid.SliceOfN(word, 0, 6).Draw(r, "words")
		var layers [][]uint64
		for range x.Layers() {
			var tags []uint64
			for range words {
				tags = append(tags, known.Hash(rapid.SampledFrom([]string{"", "B-CITY", "I-CITY"}).Draw(r, "tag")))
			}
			layers = append(layers, tags)
		}
		all := features(x, words, layers, known)
		for i, list := range all {
			for _, f := range list {
				if key, seen := keyOf[f.name]; seen && key != f.key && unambiguous(f.name) {
					r.Fatalf("%q has the keys %x and %x", f.name, key, f.key)
				}
				if name, seen := nameOf[f.key]; seen && name != f.name {
					r.Fatalf("%q and %q have the same key", f.name, name)
				}
				keyOf[f.name], nameOf[f.key] = f.key, f.name
			}
			if d := cmp.Diff(sorted(list), keys(x, words, layers)[i]); d != "" {
				r.Fatalf("token %d: the keys are not those of the names: %s", i, d)
			}
		}
	})
}

// unambiguous tells names whose parts can be told apart: a word may hold the signs
// that stand between them.
func unambiguous(name string) bool {
	ids, values, _ := strings.Cut(name, "=")
	return strings.Count(ids, "|") == strings.Count(values, "|")
}

func sorted(list []nameKey) []uint64 {
	var out []uint64
	for _, f := range list {
		out = append(out, f.key)
	}
	slices.Sort(out)
	return out
}

// TestWhere: a word is seen by the tokens that the offsets say, and by no others.
func TestWhere(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		at := rapid.SliceOfNDistinct(rapid.IntRange(-maxOffset, maxOffset), 1, 6, rapid.ID[int]).Draw(r, "at")
		n := rapid.IntRange(1, 12).Draw(r, "tokens")
		x, err := parsed(t, fmt.Sprintf("features:\n  - {of: word, at: %s}\n  - {of: position, at: %[1]s}\n", strings.ReplaceAll(fmt.Sprint(at), " ", ", "))).Compile(nil)
		if err != nil {
			r.Fatal(err)
		}
		words := make([]string, n)
		for i := range words {
			words[i] = fmt.Sprint("w", i)
		}
		for i, got := range named(x, words, nil, nil) {
			var want []string
			for _, o := range at {
				want = append(want, fmt.Sprintf("word[%d]=%s", o, wordAt(words, i+o)))
				switch j := i + o; {
				case j == 0 && n == 1:
					want = append(want, fmt.Sprintf("position[%d]=only", o))
				case j == 0:
					want = append(want, fmt.Sprintf("position[%d]=first", o))
				case j == n-1:
					want = append(want, fmt.Sprintf("position[%d]=last", o))
				}
			}
			slices.Sort(want)
			if d := cmp.Diff(want, got); d != "" {
				r.Fatalf("token %d: %s", i, d)
			}
		}
	})
}

func wordAt(words []string, i int) string {
	switch {
	case i < 0:
		return fmt.Sprintf("_B%d", -i)
	case i >= len(words):
		return fmt.Sprintf("_E%d", i-len(words)+1)
	}
	return words[i]
}

// TestShapesOfAnyWord: collapsing shortens runs, and nothing else.
func TestShapesOfAnyWord(t *testing.T) {
	t.Parallel()
	shapes := func(word string, most int) string {
		var a analysis
		a.read(word)
		return string(shape{collapse: most}.values(&a, nil)[0])
	}
	rapid.Check(t, func(r *rapid.T) {
		word := rapid.String().Draw(r, "word")
		most := rapid.IntRange(1, 4).Draw(r, "most")
		var want []rune
		run := 0
		for _, c := range shapes(word, 0) {
			if len(want) == 0 || want[len(want)-1] != c {
				run = 0
			}
			if run++; run <= most {
				want = append(want, c)
			}
		}
		if got := shapes(word, most); got != string(want) {
			r.Fatalf("%q: %q, want %q", word, got, string(want))
		}
	})
}

// TestNgramsOfAnyWord compares with runs of code points taken one by one.
func TestNgramsOfAnyWord(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		word := rapid.StringOfN(rapid.SampledFrom([]rune("abÖ京‹")), 0, 30, -1).Draw(r, "word")
		g := ngrams{length: rapid.IntRange(1, 5).Draw(r, "length"), bounds: rapid.Bool().Draw(r, "bounds")}
		var a analysis
		a.read(word)
		var got, want []string
		for _, v := range g.values(&a, nil) {
			got = append(got, string(v))
		}
		text := []rune(word)
		if g.bounds {
			text = []rune(begin + word + end)
		}
		for i := 0; i+g.length <= len(text); i++ {
			if gram := string(text[i : i+g.length]); !slices.Contains(want, gram) {
				want = append(want, gram)
			}
		}
		if d := cmp.Diff(want, got); d != "" {
			r.Fatalf("%q: %s", word, d)
		}
	})
}
