package template

import (
	"slices"
	"strings"
	"testing"
)

func preset(t testing.TB, name string) *Template {
	t.Helper()
	out, err := Preset(name)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func parsed(t testing.TB, yaml string) *Template {
	t.Helper()
	out, problems := Parse("mine.yaml", []byte(yaml))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return out
}

func compiled(t testing.TB, from *Template) *Extractor {
	t.Helper()
	x, err := from.Compile(nil)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// sentence returns what the extractor knows of a sentence.
func sentence(x *Extractor, words []string, layers [][]uint64) *Sentence {
	s := &Sentence{Layers: layers}
	var w Word
	for _, word := range words {
		x.Word(word, &w)
		s.Parts = append(s.Parts, slices.Clone(w.Parts))
	}
	x.Fill(s)
	return s
}

// A nameKey is a feature as people and as machines see it.
type nameKey struct {
	name string
	key  uint64
}

// named returns the names of the features of each token, sorted.
func named(x *Extractor, words []string, layers [][]uint64, known Values) [][]string {
	out := make([][]string, len(words))
	for i, list := range features(x, words, layers, known) {
		for _, f := range list {
			out[i] = append(out[i], f.name)
		}
	}
	return out
}

// features returns the features of each token, sorted by name.
func features(x *Extractor, words []string, layers [][]uint64, known Values) [][]nameKey {
	out := make([][]nameKey, len(words))
	s := sentence(x, words, layers)
	add := func(i int, name string, key uint64) {
		if i >= 0 && i < len(words) {
			out[i] = append(out[i], nameKey{name, key})
		}
	}
	around := reach(x)
	for j := -around; j < len(words)+around; j++ {
		yield := func(offset int, key uint64, name []byte) { add(j-x.Offsets()[offset], string(name), key) }
		switch {
		case j < 0:
			x.NameOutside(j, yield)
		case j >= len(words):
			x.NameOutside(j-len(words)+1, yield)
		default:
			x.NameWord(words[j], &Word{}, yield)
		}
	}
	for i := range words {
		for t, track := range x.Tracks() {
			for k, o := range track.Offsets {
				if j := i + o; j >= 0 && j < len(words) && s.Tracks[t][j] != 0 {
					add(i, x.NameTrack(t, k, s.Tracks[t][j], known), x.Key(t, k, s.Tracks[t][j]))
				}
			}
		}
		for j := range x.Joins() {
			if name := x.NameJoin(j, i, s, words, known); name != "" {
				add(i, name, x.Join(j, i, s))
			}
		}
		slices.SortFunc(out[i], func(a, b nameKey) int { return strings.Compare(a.name, b.name) })
	}
	return out
}

// reach is how far words are seen.
func reach(x *Extractor) int {
	around := 0
	for _, o := range x.Offsets() {
		around = max(around, o, -o)
	}
	return around
}

// keys returns the keys of the features of each token, sorted.
func keys(x *Extractor, words []string, layers [][]uint64) [][]uint64 {
	out := make([][]uint64, len(words))
	s := sentence(x, words, layers)
	var w Word
	around := reach(x)
	for j := -around; j < len(words)+around; j++ {
		switch {
		case j < 0:
			x.Outside(j, &w)
		case j >= len(words):
			x.Outside(j-len(words)+1, &w)
		default:
			x.Word(words[j], &w)
		}
		for k, o := range x.Offsets() {
			if i := j - o; i >= 0 && i < len(words) {
				out[i] = append(out[i], w.Keys[k]...)
			}
		}
	}
	for i := range words {
		for t, track := range x.Tracks() {
			for k, o := range track.Offsets {
				if j := i + o; j >= 0 && j < len(words) && s.Tracks[t][j] != 0 {
					out[i] = append(out[i], x.Key(t, k, s.Tracks[t][j]))
				}
			}
		}
		for j := range x.Joins() {
			if key := x.Join(j, i, s); key != 0 {
				out[i] = append(out[i], key)
			}
		}
		slices.Sort(out[i])
	}
	return out
}
