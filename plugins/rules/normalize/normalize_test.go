package normalize

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/onomast/onomast/plugins/rules/normalize/value"
)

func TestExamples(t *testing.T) {
	t.Parallel()
	for _, k := range All() {
		n, ok := New(k.Name)
		if !ok {
			t.Fatalf("no normaliser %s", k.Name)
		}
		var l value.Locale
		if k.Locale != "" {
			var err error
			if l, err = value.ParseLocale(k.Locale); err != nil {
				t.Fatal(err)
			}
		}
		v, err := n.Read(k.Example, value.Context{Locale: l})
		if got := v.String(); err != nil || got != k.Value {
			t.Errorf("%s: %q is %q, %v; want %q", k.Name, k.Example, got, err, k.Value)
		}
		for _, p := range v.Parts {
			if !slices.Contains(k.Parts, p.Key) {
				t.Errorf("%s: the part %s is not described", k.Name, p.Key)
			}
		}
		for _, bad := range []string{"", " ", "?!", "\xff\xfe", strings.Repeat("x", maxText+1)} {
			if v, err := n.Read(bad, value.Context{}); err == nil && k.Name != "code" && k.Name != "phone" {
				t.Errorf("%s: %q is %q", k.Name, bad, v.String())
			}
		}
	}
	if !slices.IsSorted(Names()) {
		t.Errorf("names are not sorted: %v", Names())
	}
	if _, ok := New("dates"); ok {
		t.Error("New finds what is not there")
	}
}

func TestSimple(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, locale, text, want string }{
		{"version", "", "v1.2.3-beta.1+build5", "1.2.3-beta.1+build5 major=1 minor=2 patch=3 prerelease=beta.1 build=build5"},
		{"version", "", "2.4", "2.4 major=2 minor=4"},
		{"version", "", "Version 10", "10 major=10"},
		{"version", "", "2.0 SP1", "2.0-sp1 major=2 minor=0 prerelease=sp1"},
		{"version", "", "1.0rc2", "1.0-rc2 major=1 minor=0 prerelease=rc2"},
		{"version", "", "10.0.19045.3208", "10.0.19045.3208 major=10 minor=0 patch=19045"},
		{"version", "", "one", "!"},
		{"phone", "de-DE", "030 2270", "+49302270 country=DE"},
		{"phone", "", "+1 650-253-0000", "+16502530000 country=US"},
		{"phone", "", "030 2270", "? unresolved=needs a country"},
		{"phone", "en-US", "123", "!"},
		{"number", "en", "thirty (30)", "30"},
		{"number", "", "1.234", "? readings=1234 | 1.234"},
		{"number", "de", "zweiundzwanzig", "22"},
		{"number", "en", "few", "!"},
		{"code", "", "ab\u2013 12 / 3", "AB-12/3"},
		{"date", "de", "cafe\u0301", "!"},
		{"date", "fr", "15 aou\u0302t 2023", "2023-08-15 grain=day"}, // decomposed
	}
	for _, tt := range tests {
		n, _ := New(tt.name)
		l, _ := value.ParseLocale(tt.locale)
		v, err := n.Read(tt.text, value.Context{Locale: l})
		got := v.String()
		if err != nil {
			got = "!"
		}
		if got != tt.want {
			t.Errorf("%s %q is %q, want %q", tt.name, tt.text, got, tt.want)
		}
	}
}

// TestReferenceIsNamed: only what hangs on the reference names it.
func TestReferenceIsNamed(t *testing.T) {
	t.Parallel()
	n, _ := New("date")
	c := value.Context{Locale: value.Locale{Language: "en"}, Reference: time.Date(2023, 3, 15, 0, 0, 0, 0, time.UTC), ReferenceOrigin: "rule"}
	for text, want := range map[string]string{
		"yesterday": "2023-03-15 of the rule", "2 weeks ago": "2023-03-15 of the rule", "March 3, 2020": "", "10:30": "", "'98": "2023-03-15 of the rule",
	} {
		if v, err := n.Read(text, c); err != nil || v.Part("reference") != want {
			t.Errorf("%q: %+v, %v", text, v, err)
		}
	}
}
