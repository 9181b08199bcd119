package augment

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/plugins/crf/train"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func sentence(text string) train.Sentence {
	words := strings.Fields(text)
	return train.Sentence{Words: words, Tags: make([]int32, len(words)), Weight: 2, Layers: [][]uint64{make([]uint64, len(words))}}
}

func TestWritesWords(t *testing.T) {
	for _, test := range []struct{ word, lower, upper, plain string }{
		{"Müller", "müller", "MÜLLER", "Muller"},
		{"Straße", "straße", "STRASSE", "Strasse"},
		{"São", "são", "SÃO", "Sao"},
		{"e\u0301té", "e\u0301té", "E\u0301TÉ", "ete"},
		{"Łódź", "łódź", "ŁÓDŹ", "Lodz"},
		{"日本", "日本", "日本", "日本"},
		{"हिन्दी", "हिन्दी", "हिन्दी", "हिन्दी"},
		{"\u0301", "\u0301", "\u0301", "\u0301"},
		{"X\xffY", "X\xffY", "X\xffY", "X\xffY"},
		{"", "", "", ""},
	} {
		if got := [...]string{lower(test.word), upper(test.word), plain(test.word)}; got != [...]string{test.lower, test.upper, test.plain} {
			t.Errorf("%q becomes %q", test.word, got)
		}
	}
}

func TestAddsCopiesBehind(t *testing.T) {
	data := []train.Sentence{sentence("Anna Müller fährt"), sentence("all lower here"), sentence("42 !")}
	before := []train.Sentence{sentence("Anna Müller fährt"), sentence("all lower here"), sentence("42 !")}
	out, counts, err := Sentences(data, Options{Typos: 1, Lower: 1, Upper: 1, Accents: 1, Seed: 3})
	if err != nil {
		t.Fatal(err)
	}
	if want := (Counts{Typos: 2, Lower: 1, Upper: 2, Accents: 1}); counts != want || len(out) != 3+counts.Total() {
		t.Errorf("%+v, %d sentences", counts, len(out))
	}
	if diff := cmp.Diff(before, out[:3]); diff != "" {
		t.Errorf("the sentences themselves have changed:\n%s", diff)
	}
	for _, s := range out[3:] {
		if len(s.Words) != len(s.Tags) || s.Weight != 2 || len(s.Layers[0]) != len(s.Words) || slices.Contains(s.Words, "") {
			t.Errorf("copy %+v", s)
		}
	}
}

func TestPartIsAPart(t *testing.T) {
	var data []train.Sentence
	for range 2000 {
		data = append(data, sentence("Some Words Here"))
	}
	_, counts, err := Sentences(data, Options{Lower: 0.25, Seed: 1})
	if err != nil || counts.Lower < 400 || counts.Lower > 600 {
		t.Errorf("%d of 2000 for a quarter, %v", counts.Lower, err)
	}
	first, _, _ := Sentences(data, Options{Lower: 0.25, Typos: 0.5, Seed: 1})
	again, _, _ := Sentences(data, Options{Lower: 0.25, Typos: 0.5, Seed: 1})
	other, _, _ := Sentences(data, Options{Lower: 0.25, Typos: 0.5, Seed: 2})
	if !cmp.Equal(first, again) || cmp.Equal(first, other) {
		t.Error("a seed must decide all, and another otherwise")
	}
	if _, with, _ := Sentences(data, Options{Lower: 0.25, Upper: 1, Seed: 1}); with.Lower != counts.Lower {
		t.Error("one kind of copies changed another")
	}
}

func TestRefusesParts(t *testing.T) {
	for _, part := range []float64{-0.1, 1.1, math.NaN(), math.Inf(1)} {
		_, _, err := Sentences(nil, Options{Upper: part})
		var list diag.List
		if !errors.As(err, &list) || !strings.Contains(err.Error(), "upper is") {
			t.Errorf("%v: %v", part, err)
		}
	}
}

func TestSlipIsSmall(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringOfN(rapid.RuneFrom([]rune("aeqpzmQPZMxäß語नि1'-🙂")), 4, 12, -1).Draw(t, "word")
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		got := []rune(slip(r, []rune(word)))
		n := len([]rune(word))
		if len(got) < n-1 || len(got) > n+1 || !utf8.ValidString(string(got)) {
			t.Fatalf("%q became %q", word, string(got))
		}
	})
}
