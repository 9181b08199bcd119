package template

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// valuesOf are the values that one feature, at offset 0, has for a word.
func valuesOf(t testing.TB, feature, word string) []string {
	t.Helper()
	x := compiled(t, parsed(t, "features:\n  - {"+feature+"}\n"))
	var out []string
	x.NameWord(word, &Word{}, func(_ int, _ uint64, name []byte) {
		_, value, _ := strings.Cut(string(name), "[0]=")
		out = append(out, value)
	})
	return out
}

func TestValues(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ feature, word, want string }{
		{"of: word", "ÉCOLE", "ÉCOLE"},
		{"of: lower", "ÉCOLE", "école"},
		{"of: lower", "ǅuro", "ǆuro"},
		{"of: lower", "ΜΑΊΟΣ", "μαίοσ"},
		{"of: lower", "a\xffB", "a\ufffdb"},
		{"of: shape", "Müller-99", "Xxxxxx-dd"},
		{"of: shape", "ǅuro", "Xxxx"},
		{"of: shape", "МОСКВА", "XXXXXX"},
		{"of: shape", "北京2008", "oodddd"},
		{"of: shape", "नेपाल", "ooo"}, // vowel signs are marks
		{"of: shape", "cafe\u0301", "xxxx"},
		{"of: shape", "١٢٣", "ddd"},
		{"of: shape", "👩‍⚕️", "👩\u200d⚕"},
		{"of: shape, keep_caseless: true", "北京A", "北京X"},
		{"of: shape, collapse: 1", "Müller-999", "Xx-d"},
		{"of: shape, collapse: 2", "Müller-999!!!!", "Xxx-dd!!"},
		{"of: shape, collapse: 2", "aAaA", "xXxX"},
		{"of: shape", "a\xff\x00b", "x\ufffd\x00x"},
		{"of: prefix, length: [1, 3]", "Ölig", "Ö Öli"},
		{"of: prefix, length: [3, 5], short: true", "Ölig", "Öli _"},
		{"of: prefix, length: 9", "Ölig", ""},
		{"of: suffix, length: [1, 2]", "\xffß", "ß \ufffdß"},
		{"of: suffix, length: 2, lower: true", "GRÖẞE", "ße"},
		{"of: stem, length: 5", "Häusern", "häuse"},
		{"of: stem, length: 5", "Haus", "haus"},
		{"of: ngrams, length: 2", "anana", "an na"},
		{"of: ngrams, length: 3, bounds: true", "ab", "‹ab ab›"},
		{"of: ngrams, length: [2, 3], lower: true", "ABC", "ab bc abc"},
		{"of: ngrams, length: 4", "abc", ""},
		{"of: ngrams, length: 2, bounds: true", "京", "‹京 京›"},
		{"of: is, tests: [title, upper, lower, digit, alpha]", "McDonald", "no no no no yes"},
		{"of: is, tests: [title, upper, lower, digit, alpha]", "U.S.", "yes yes no no no"},
		{"of: is, tests: [title, upper, lower, digit, alpha]", "x-ray", "no no yes no no"},
		{"of: is, tests: [title, upper, lower, digit, alpha]", "२०", "no no no yes no"},
		{"of: is, tests: [title, upper, lower, digit, alpha]", "", "no no no no no"},
		{"of: length", "", "0"}, {"of: length", "日本語", "3"}, {"of: length", "abcdef", "6-7"}, {"of: length", "abcdefgh", "8-10"},
		{"of: length", "abcdefghijk", "11-15"}, {"of: length", strings.Repeat("x", 99), "16+"},
	} {
		if d := cmp.Diff(c.want, strings.Join(valuesOf(t, c.feature, c.word), " ")); d != "" {
			t.Errorf("%s of %q: %s", c.feature, c.word, d)
		}
	}
}

func TestClasses(t *testing.T) {
	t.Parallel()
	for class, words := range map[string]string{
		"lower":              "over straße çava",
		"lower-joined":       "don't twenty-one e-mail c/o",
		"capitalised":        "Ulm Émile ǅuro Москва A\u030angström",
		"capitalised-joined": "O'Brien Müller-Lüdenscheidt Anne-marie Dr.",
		"capital":            "A Ö",
		"initial":            "J. Ö. A-",
		"capitals":           "NASA ÖVP",
		"capitals-joined":    "U.S. AT&T",
		"roman":              "IV XXI",
		"mixed":              "iPhone McDonald eBay",
		"mixed-joined":       "GmbH&Co Jean-LUC",
		"digit":              "7 ७",
		"digits2":            "42",
		"digits3":            "911",
		"digits4":            "2024",
		"digits":             "12345 0049123456",
		"number":             "3,500 12:30 5% $50 +49",
		"alphanumeric":       "XG-4500 3rd B2B 10mg",
		"caseless":           "北京 مدينة नेपाल",
		"opening":            "( [ « “",
		"closing":            ") ] » ”",
		"punctuation":        ". , - … 、 '",
		"currency":           "$ € ₹",
		"symbol":             "+ = © ~",
		"pictograph":         "😀 👩‍⚕️ ☃",
		"mention":            "@onomast",
		"hashtag":            "#Ulm #ner2024",
		"url":                "https://onomast.example/a www.onomast.example",
		"email":              "post@onomast.example",
		"other":              "\u0301 \u200b",
	} {
		for _, word := range strings.Split(words, " ") {
			if got := valuesOf(t, "of: class", word); len(got) != 1 || got[0] != class {
				t.Errorf("%q is %q, want %s", word, got, class)
			}
		}
	}
	if got := valuesOf(t, "of: class", ""); got[0] != "empty" {
		t.Error(got)
	}
}

// TestAnyWord: the keys of any bytes are those of their names, none is 0 and
// none there twice, and what was read before does not matter.
func TestAnyWord(t *testing.T) {
	t.Parallel()
	for _, name := range Presets() {
		x, err := preset(t, name).Compile(nothingThere{})
		if err != nil {
			t.Fatal(err)
		}
		var used Word
		rapid.Check(t, func(r *rapid.T) {
			text := string(rapid.SliceOf(rapid.Byte()).Draw(r, "bytes"))
			if rapid.Bool().Draw(r, "valid") {
				text = rapid.String().Draw(r, "text")
			}
			sameKeys(r, x, text, &used)
		})
	}
}

// nothingThere stands in for the files of a template.
type nothingThere struct{}

func (nothingThere) Blob(r Resource) ([]byte, error) {
	if r.unit.name == "list" {
		return buildList([]byte("Ulm\tCITY\n"), r)
	}
	return buildClusters([]byte("ulm\t0110\n"), r)
}

func sameKeys(t rapid.TB, x *Extractor, text string, used *Word) {
	x.Word(text, used)
	var fresh Word
	x.Word(text, &fresh)
	if d := cmp.Diff(fresh.Keys, used.Keys); d != "" {
		t.Fatalf("%q has other keys at the second time: %s", text, d)
	}
	if d := cmp.Diff(fresh.Parts, used.Parts); d != "" {
		t.Fatalf("%q has other parts at the second time: %s", text, d)
	}
	names := make([][]uint64, len(x.Offsets()))
	x.NameWord(text, used, func(offset int, key uint64, name []byte) {
		names[offset] = append(names[offset], key)
		if !utf8.Valid(name) || len(name) > maxShown+50 {
			t.Errorf("the name %q", name)
		}
	})
	for k, keys := range fresh.Keys {
		if d := cmp.Diff(keys, names[k]); d != "" {
			t.Fatalf("%q: the names are not those of the keys: %s", text, d)
		}
		if slices.Contains(keys, 0) {
			t.Fatalf("%q has the key 0", text)
		}
		slices.Sort(keys)
		if len(slices.Compact(keys)) < len(names[k]) {
			t.Fatalf("%q has a key twice", text)
		}
	}
	for _, at := range x.attributes {
		if at.part >= 0 && at.always() && fresh.Parts[at.part] == 0 {
			t.Fatalf("%q has nothing for %s", text, at.unit.id)
		}
	}
}

func TestHugeWord(t *testing.T) {
	t.Parallel()
	x := compiled(t, preset(t, "default"))
	var w Word
	x.Word(strings.Repeat("Öl", 1<<20), &w)
	count := 0
	for _, keys := range w.Keys {
		count += len(keys)
	}
	if count > 500 {
		t.Errorf("a word of a million letters has %d keys", count)
	}
	x.NameWord(strings.Repeat("Öl", 1<<20), &w, func(_ int, _ uint64, name []byte) {
		if len(name) > maxShown+50 || !utf8.Valid(name) {
			t.Errorf("the name %q", name)
		}
	})
}

func TestMinCount(t *testing.T) {
	t.Parallel()
	x := compiled(t, parsed(t, `
features:
  - {of: word, at: [0, 1], min_count: 3}
  - {of: lower}
  - {of: position, min_count: 2}
  - {of: position, at: 1}
  - {join: [{of: word}, {of: position}], min_count: 9}
`))
	var w Word
	for range 2 {
		x.Word("Ulm", &w)
		if d := cmp.Diff([][]uint8{{3, 0}, {3}}, w.Min); d != "" {
			t.Error(d)
		}
	}
	x.Outside(-1, &w)
	if d := cmp.Diff([][]uint8{{3, 0}, {3}}, w.Min); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]Track{{Name: "position", Offsets: []int{0, 1}, Min: []int{2, 0}}}, x.Tracks()); d != "" {
		t.Error(d)
	}
	if x.JoinMin(0) != 9 {
		t.Error(x.JoinMin(0))
	}
	plain := compiled(t, preset(t, "baseline"))
	if plain.Word("Ulm", &w); w.Min != nil || len(w.Keys) != len(plain.Offsets()) {
		t.Errorf("a word of another extractor keeps its counts: %v", w.Min)
	}
	if x.Word("Ulm", &w); len(w.Min) != 2 {
		t.Errorf("a word of another extractor has no counts: %v", w.Min)
	}
}

func TestOutside(t *testing.T) {
	t.Parallel()
	x := compiled(t, parsed(t, "features:\n  - {of: word, at: [-2, -1, 1]}\n  - {of: suffix, length: 2, at: -1}\n  - {of: suffix, length: 3, short: true, at: -1}\n"))
	want := map[int]string{
		-1: "word[-2]=_B1 word[-1]=_B1 word[1]=_B1 suffix3[-1]=_B1",
		2:  "word[-2]=_E2 word[-1]=_E2 word[1]=_E2 suffix3[-1]=_E2",
	}
	for distance, want := range want {
		var w Word
		x.Outside(distance, &w)
		var names []string
		x.NameOutside(distance, func(offset int, key uint64, name []byte) {
			names = append(names, string(name))
			if !slices.Contains(w.Keys[offset], key) {
				t.Errorf("%s is not among the keys", name)
			}
		})
		if d := cmp.Diff(want, strings.Join(names, " ")); d != "" {
			t.Error(d)
		}
	}
}

// TestNoGarbage: what is used again allocates nothing.
func TestNoGarbage(t *testing.T) {
	x := withFiles(t, `
  - {of: word, at: [-1, 0, 1]}
  - {of: shape, collapse: 2}
  - {of: ngrams, length: [2, 3], lower: true, bounds: true}
  - {of: class}
  - {of: is, tests: [title, upper]}
  - {of: length}
  - {of: cluster, file: c.tsv, bits: [2, 4]}
  - {of: list, file: l.tsv}
  - {of: position}
  - {of: layer, layer: rules}
  - join: [{of: lower, at: -1}, {of: class}, {of: list, file: l.tsv}]
`, map[string]string{"c.tsv": "ulm\t01101\n", "l.tsv": "Ulm\nNew Ulm\n"})
	words := strings.Fields("In New Ulm , near Neu-Ulm 89231")
	layers := [][]uint64{make([]uint64, len(words))}
	s := sentence(x, words, layers)
	var w Word
	for _, word := range words {
		x.Word(word, &w)
	}
	if n := testing.AllocsPerRun(20, func() {
		for i, word := range words {
			x.Word(word, &w)
			copy(s.Parts[i], w.Parts)
		}
		x.Fill(s)
		for i := range words {
			for j := range x.Joins() {
				x.Join(j, i, s)
			}
			for t := range s.Tracks {
				x.Key(t, 0, s.Tracks[t][i])
			}
		}
		x.Joined(s)
	}); n > 0 {
		t.Errorf("%v allocations a sentence", n)
	}
}

func TestShortAndMissingLayers(t *testing.T) {
	t.Parallel()
	x := compiled(t, parsed(t, "features:\n  - {of: layer, layer: a}\n  - {of: layer, layer: b}\n  - {of: position, at: 1}\n"))
	s := sentence(x, []string{"x", "y", "z"}, [][]uint64{{7}})
	if d := cmp.Diff([][]uint64{{7, 0, 0}, {0, 0, 0}, {Hash("first"), 0, Hash("last")}}, s.Tracks); d != "" {
		t.Error(d)
	}
	s.Parts = s.Parts[:1]
	x.Fill(s)
	if d := cmp.Diff([][]uint64{{7}, {0}, {Hash("only")}}, s.Tracks); d != "" {
		t.Error(d)
	}
	s.Parts = nil
	x.Fill(s)
	if d := cmp.Diff([][]uint64{{}, {}, {}}, s.Tracks); d != "" {
		t.Error(d)
	}
	if got, want := x.NameTrack(0, 0, 7, nil), fmt.Sprintf("layer:a[0]=#%016x", 7); got != want {
		t.Errorf("an unknown tag is named %s, want %s", got, want)
	}
}
