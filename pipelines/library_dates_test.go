package pipelines_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/plugins/rules"
)

// expressions are the dates and times that the normaliser is tested on, with
// their values.
func expressions(t *testing.T, language string) (texts, values []string) {
	t.Helper()
	for _, part := range []string{"", "_heldout"} {
		data, err := os.ReadFile(filepath.Join("..", "plugins", "rules", "normalize", "dates", "testdata", language+part+".tsv"))
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			cells := strings.Split(strings.TrimSpace(line), "\t")
			if len(cells) != 4 || cells[0] != language || strings.HasPrefix(cells[3], "!") {
				continue // a comment, an expression of one country, or no date
			}
			texts, values = append(texts, cells[1]), append(values, cells[3])
		}
	}
	return texts, values
}

// TestLibraryFindsDates: what the normaliser can read, the library finds: the
// whole expression in a sentence, with its value. Bare years and months are left
// out on purpose, and what stands before a date ("by", "seit") is not part of it.
func TestLibraryFindsDates(t *testing.T) {
	apart := regexp.MustCompile(`^(?i:am|ab dem|bis zum|um|im|in|den|vom|von|seit|the|this|at|from|since|before|until|about|on or about|le|en|à|du|de|d'|depuis|avant|jusqu'au|à compter du|au mois de|l'année|l'an|el|del|a los|a|hasta el|a partir del|desde|el año|em|no dia|até|a partir de|das|desde|o ano de|im Jahr|the year|aos|l') ?`)
	apart.Longest()
	for language, floor := range map[string]float64{"en": 0.90, "de": 0.83, "fr": 0.85, "es": 0.85, "pt": 0.85} {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			include := fmt.Sprintf("dates/%[1]s, dates/numeric, dates/iso, moments/%[1]s, moments/clock, periods/%[1]s, relative/%[1]s, times/clock, times/%[1]s", language)
			texts, values := expressions(t, language)
			docs := make([]*document.Document, len(texts))
			for i, text := range texts {
				d, err := document.New(fmt.Sprint(i), "— "+text+" —")
				if err != nil {
					t.Fatal(err)
				}
				docs[i] = d
			}
			found := annotate(t.Context(), t, openFile(t, writeIncluding(t, rules.Name, include, "defaults: {reference: '2023-03-15T09:30'}")), docs)
			right, wrong, plain := 0, 0, 0
			for i, text := range texts {
				best := longest(found[i])
				value := best.Attributes["normalized"]
				switch {
				case apart.MatchString(text) && best.End-best.Start == len(text)-len(apart.FindString(text)):
				case best.End-best.Start < len(text):
					t.Logf("%q: found is %q", text, docs[i].Text()[best.Start:best.End])
					continue
				case !isPlain(values[i]):
				case value == values[i]:
					plain++
				default:
					wrong++
					t.Errorf("%q is %q, want %q", text, value, values[i])
				}
				right++
			}
			t.Logf("%d of %d found whole, %d with one value and all of these right but %d", right, len(texts), plain, wrong)
			if share := ratio(right, len(texts)); share < floor {
				t.Errorf("%.3f are found; the floor is %.2f", share, floor)
			}
		})
	}
}

// isPlain says whether an expected value is one value that does not hang on a
// reference.
func isPlain(value string) bool {
	return !strings.ContainsAny(value, "?| ") && value != "unresolved"
}

// longest returns the longest entity.
func longest(entities []entity) entity {
	var best entity
	for _, e := range entities {
		if e.End-e.Start > best.End-best.Start {
			best = e
		}
	}
	return best
}
