package pipeline

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

// checkLanguages looks at what stages say in `when`: languages that there are, and
// that the stage which identifies them can give.
func (b *builder) checkLanguages() {
	for i := range b.stages {
		s := &b.stages[i]
		given, by := b.given(s)
		for k, code := range s.When.Language {
			pointer := fmt.Sprintf("%s/when/language/%d", stagePointer(s.ID), k)
			proper, ok := registered(code)
			if !ok {
				b.fail("plan.no-language", pointer, fmt.Sprintf("%q is the code of no language", code), likelyCode(code))
				continue
			}
			if !strings.EqualFold(proper, code) {
				b.warn("plan.language-code", pointer, fmt.Sprintf("%q is not what BCP 47 writes for the language", code),
					fmt.Sprintf("write %q: languages are compared by their letters", proper))
				continue
			}
			if by != "" && !slices.ContainsFunc(given, func(l string) bool { return plugin.MatchesLanguage([]string{code}, l) }) {
				b.warn("plan.language-never", pointer,
					fmt.Sprintf("stage %q, which says what language a text is in, never says %q", by, code), neverHint(code, given))
			}
		}
	}
}

// given returns the languages that another stage can find, and which stage that is;
// "" where there is none or it does not say.
func (b *builder) given(s *Stage) ([]string, string) {
	for i := range b.stages {
		for _, l := range b.stages[i].Contract.Provides {
			if l.Name == document.Language && b.stages[i].ID != s.ID && !l.OpenLabels {
				return l.Labels, b.stages[i].ID
			}
		}
	}
	return nil, ""
}

// registered returns how BCP 47 writes a well-formed tag, and whether it is made of
// subtags that there are.
func registered(code string) (string, bool) {
	if code == "*" {
		return code, true
	}
	tag, err := language.Parse(code)
	return tag.String(), err == nil
}

// likelyCode is the hint for a code that does not exist.
func likelyCode(code string) string {
	primary, _, _ := strings.Cut(strings.ToLower(code), "-")
	if right, ok := map[string]string{
		"cn": "zh", "cz": "cs", "dk": "da", "gr": "el", "jp": "ja",
	}[primary]; ok {
		return fmt.Sprintf("did you mean %q?", right)
	}
	return "write the code of ISO 639 for the language, such as en, de or pt-BR"
}

func neverHint(code string, given []string) string {
	if near := diag.DidYouMean(code, given); near != "" && len(given) > 20 {
		return fmt.Sprintf("did you mean %q?", near)
	}
	const most = 20
	list, rest := given, ""
	if len(list) > most {
		list, rest = list[:most], fmt.Sprintf(" and %d more", len(given)-most)
	}
	return "it can say " + strings.Join(list, ", ") + rest
}
