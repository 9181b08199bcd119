package rules

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
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
