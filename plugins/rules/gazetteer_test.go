package rules

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/cases"
	"pgregory.net/rapid"
)

func TestTermVariants(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, term, text string
		fold             bool
		want             []string
	}{
		{"exact", "Acme", "Acme acme", false, []string{"Acme"}},
		{"case", "Acme", "ACME acme", true, []string{"ACME", "acme"}},
		{"sharp s", "Straße", "STRASSE strasse Straße STRAẞE", true, []string{"STRASSE", "strasse", "Straße", "STRAẞE"}},
		{"dotted I", "İzmir", "i̇zmir İZMİR", true, []string{"i̇zmir"}},
		{"dotless i is another letter", "Irmak", "ırmak irmak", true, []string{"irmak"}},
		{"Kelvin sign", "5 K", "5 \u212A", true, []string{"5 \u212A"}},
		{"long s", "Messer", "Meſſer", true, []string{"Meſſer"}},
		{"ligature", "fire", "ﬁre", true, []string{"ﬁre"}},
		{"final sigma", "ΟΔΟΣ", "οδος", true, []string{"οδος"}},
		{"no folding unless asked", "Straße", "Strasse", false, nil},
		{"white space", "New York", "New\u00A0\r\n\tYork", false, []string{"New\u00A0\r\n\tYork"}},
		{"white space is needed", "New York", "NewYork", false, nil},
		{"white space is not added", "AT&T", "AT & T", false, nil},
		{"apostrophes", "O'Brien", "O’Brien O‘Brien O'Brien", false, []string{"O’Brien", "O‘Brien", "O'Brien"}},
		{"hyphens", "X-ray", "X‑ray X–ray X−ray", false, []string{"X‑ray", "X–ray", "X−ray"}},
		{"possessive", "Smith", "Smith's Smith’s Smiths", false, []string{"Smith", "Smith"}},
		{"punctuation", "C++", "C++, C+++ C+", false, []string{"C++", "C++"}},
		{"symbol", "€", "5€", false, []string{"€"}},
		{"han", "東京", "私は東京都に", false, []string{"東京"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			st := openStage(t, fmt.Sprintf("lists: [{label: X, terms: [%q], ignore_case: %v}]", tt.term, tt.fold))
			l := process(t, st, tt.text)
			var got []string
			for _, s := range l.All() {
				got = append(got, tt.text[s.Start:s.End])
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("found (-want +got):\n%s", diff)
			}
		})
	}
}

// nasty are pieces of text that folding, boundaries and offsets stumble over.
var nasty = []string{
	"a", "b", "A", "s", "S", "ss", "ß", "ẞ", "ſ", "i", "I", "İ", "ı", "\u0307", "k", "\u212A", "ﬁ", "fi", "F", "ŉ", "ʼn",
	"\u0345", "ι", "ᾳ", "Σ", "ς", "'", "’", "'s", "l'", "-", "‑", " ", "  ", "\u00A0", "\n", ".", "_", "1", "東", "京", "か", "\u3099",
	"ア", "😀", "\u200D", "\U0001F3FD", "é", "e\u0301", "\x00", "ab", "o'", "č", "Ǆ", "ǅ",
}

// texts draws texts of few different pieces, so that terms do occur in them.
func texts(pieces []string, most int) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, most).Draw(t, "pieces"), "")
	})
}

// naive finds terms by comparing every stretch of text that could be one.
type naive struct {
	a           *alphabet
	fold, words bool
	terms       []string
}

// key is what a stretch and a term must have in common; by whole strings and
// Unicode's own folding, not by code points.
func (n naive) key(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		return plainPunctuation(r)
	}, s)
	for strings.Contains(s, "  ") {
		s = strings.ReplaceAll(s, "  ", " ")
	}
	if n.fold {
		s = cases.Fold().String(s)
	}
	return s
}

func (n naive) find(text string, longest bool) []string {
	var found []string
	taken := 0
	for start := range text {
		for _, end := range n.ends(text, start) {
			if longest && start < taken {
				continue
			}
			taken = max(taken, end)
			found = append(found, fmt.Sprintf("%d-%d", start, end))
		}
	}
	return found
}

// ends returns where terms that begin at start end, the longest first.
func (n naive) ends(text string, start int) []int {
	var ends []int
	for end := len(text); end > start; end-- {
		if end < len(text) && text[end]&0xC0 == 0x80 { // inside a code point
			continue
		}
		stretch := text[start:end]
		if strings.TrimSpace(stretch) != stretch || n.words && !n.a.bounded(text, start, end) {
			continue
		}
		if slices.ContainsFunc(n.terms, func(term string) bool { return n.key(term) == n.key(stretch) }) {
			ends = append(ends, end)
		}
	}
	return ends
}

func TestGazetteerEqualsNaive(t *testing.T) {
	t.Parallel()
	a := newAlphabet()
	rapid.Check(t, func(t *rapid.T) {
		fold, words, longest := rapid.Bool().Draw(t, "fold"), rapid.Bool().Draw(t, "words"), rapid.Bool().Draw(t, "longest")
		gs := newGazetteers(a)
		h := gs.newList(mode{fold: fold, words: words}, longest)
		n := naive{a: a, fold: fold, words: words}
		pieces := append(rapid.SliceOfN(rapid.SampledFrom(nasty), 1, 5).Draw(t, "pieces"), " ")
		for _, term := range rapid.SliceOfN(texts(pieces, 4), 1, 6).Draw(t, "terms") {
			term = strings.TrimSpace(term)
			if checkTerm(term) == "" {
				n.terms = append(n.terms, term)
				h.add(term, entry{label: "X"})
			}
		}
		text := texts(append(pieces, n.terms...), 20).Draw(t, "text")
		var got []string
		gs.find(text, func(_ int, h hit) { got = append(got, fmt.Sprintf("%d-%d", h.start, h.end)) })
		if diff := cmp.Diff(n.find(text, longest), got); diff != "" {
			t.Fatalf("found (-naive +gazetteer):\n%s", diff)
		}
	})
}

func TestVocabularySurvivesEqualHashes(t *testing.T) {
	t.Parallel()
	v := vocabulary{alphabet: newAlphabet()}
	first := v.add([]rune("first"))
	h := hashSeed
	for _, u := range "second" {
		h = hashUnit(h, u)
	}
	v.index.put(h, first) // as if both had the same hash
	second := v.add([]rune("second"))
	if second == first || v.find(h, "second") != second {
		t.Errorf("second is word %d, found as %d; first is %d", second, v.find(h, "second"), first)
	}
}
