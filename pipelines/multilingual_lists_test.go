package pipelines_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/google/go-cmp/cmp"
)

var updateCountries = flag.Bool("update-countries", false, "write the lists of countries of pipelines/multilingual")

// listed are the languages that the lists of countries are in; for English and German
// there are models.
func listed() []string { return []string{"ar", "da", "es", "et", "fr", "hi", "ja", "pt", "zh"} }

// TestCountries holds the lists of countries to the names that Unicode's CLDR has in
// golang.org/x/text, of the version in go.mod.
func TestCountries(t *testing.T) {
	for _, code := range listed() {
		path := filepath.Join("multilingual", "countries-"+code+".tsv")
		want := countries(t, code)
		if *updateCountries {
			if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, string(got)); diff != "" {
			t.Errorf("%s is not what -update-countries writes:\n%s", path, diff)
		}
	}
}

// countries lists the countries by their names in a language.
func countries(t *testing.T, code string) string {
	t.Helper()
	names := display.Regions(language.MustParse(code))
	var lines []string
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			region, err := language.ParseRegion(string([]rune{a, b}))
			if err != nil || !region.IsCountry() || region.Canonicalize() != region {
				continue
			}
			name, _, _ := strings.Cut(names.Name(region), " (")
			if name != "" && name != region.String() {
				lines = append(lines, fmt.Sprintf("%s\t%s", name, region))
			}
		}
	}
	slices.Sort(lines)
	if len(lines) < 200 {
		t.Fatalf("%s: %d countries", code, len(lines))
	}
	return "term\tcountry\n" + strings.Join(lines, "\n") + "\n"
}
