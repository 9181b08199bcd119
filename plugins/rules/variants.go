package rules

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/onomast/onomast/plugins/rules/gazetteer"
)

// variants gathers other spellings of a list's terms. They are added after all
// terms, so that a term that is written out is not taken for a repetition.
type variants struct {
	hyphen, plural, spaced bool
	terms                  []string
	entries                []gazetteer.Entry
}

func newVariants(names []string) variants {
	return variants{hyphen: slices.Contains(names, "hyphen"), plural: slices.Contains(names, "plural"), spaced: slices.Contains(names, "spaced")}
}

// add notes the other spellings of a term.
func (v *variants) add(term string, e gazetteer.Entry) {
	if !v.hyphen && !v.plural && !v.spaced {
		return
	}
	spellings := []string{term}
	if v.hyphen {
		spellings = hyphenations(term)
	}
	if v.plural {
		for _, s := range spellings {
			spellings = append(spellings, plurals(s)...)
		}
	}
	if v.spaced {
		for _, s := range spellings {
			if marks := spacedOut(s); marks != s {
				spellings = append(spellings, marks)
			}
		}
	}
	for _, s := range spellings {
		if s != term && len(s) <= gazetteer.MaxTerm {
			v.terms, v.entries = append(v.terms, s), append(v.entries, e)
		}
	}
}

// each calls f with every spelling, and forgets them.
func (v *variants) each(f func(term string, e gazetteer.Entry)) {
	for i, term := range v.terms {
		f(term, v.entries[i])
	}
	v.terms, v.entries = nil, nil
}

// hyphenations returns a term, and it with its hyphens as spaces, without them,
// and with its spaces as hyphens.
func hyphenations(term string) []string {
	all := []string{term}
	if strings.Contains(term, "-") {
		all = append(all, strings.ReplaceAll(term, "-", " "), strings.ReplaceAll(term, "-", ""))
	}
	if strings.Contains(term, " ") {
		all = append(all, strings.Join(strings.Fields(term), "-"))
	}
	return all
}

// spacedOut returns a term with spaces around its hyphens and apostrophes.
func spacedOut(term string) string {
	return strings.NewReplacer("-", " - ", "'", " ' ", "’", " ’ ").Replace(term)
}

// plurals returns the regular English plural of a term's last word, or nothing
// if that does not end in a letter: of VPN both VPNs and VPNS.
func plurals(term string) []string {
	plural := plural(term)
	switch {
	case plural == "":
		return nil
	case strings.ToUpper(term) == term:
		return []string{plural, strings.ToUpper(plural)}
	}
	return []string{plural}
}

func plural(term string) string {
	last, size := utf8.DecodeLastRuneInString(term)
	if !unicode.IsLetter(last) {
		return ""
	}
	lower := strings.ToLower(term)
	before, _ := utf8.DecodeLastRuneInString(lower[:max(len(lower)-size, 0)])
	switch {
	case strings.HasSuffix(lower, "y") && !strings.ContainsRune("aeiou", before):
		return term[:len(term)-1] + "ies"
	case hasAnySuffix(lower, "s", "x", "z", "ch", "sh"):
		return term + "es"
	}
	return term + "s"
}

func hasAnySuffix(s string, suffixes ...string) bool {
	return slices.ContainsFunc(suffixes, func(suffix string) bool { return strings.HasSuffix(s, suffix) })
}
