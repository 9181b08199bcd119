package tokenizer

import (
	"strings"
	"testing"

	"github.com/onomast/onomast/core/document"
)

// Every abbreviation that ships keeps its stop where it should: an entry that
// never matches is a mistake.
func TestShippedAbbreviationsMatch(t *testing.T) {
	t.Parallel()
	follow := map[string]string{"title": ". Xavier", "counted": ". 5", "inner": ". xyz", "final": ". xyz"}
	for language := range languages() {
		o := defaults()
		o.Language = language
		lex := shipped(language)
		for section, rest := range follow {
			for _, w := range lex[section] {
				w = strings.TrimSuffix(w, ".")
				doc := annotate(t, w+rest, o)
				if got := joined(doc, document.Tokens); !strings.HasPrefix(got, w+".|") {
					t.Errorf("%s [%s]: %q gives the tokens %s", language, section, w, got)
				}
			}
		}
	}
}
