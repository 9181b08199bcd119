package plugin

import (
	"strings"

	"github.com/onomast/onomast/core/document"
)

// parts returns the regions of the document that the stage is for, and whether there
// are any. No regions but true stand for the whole document.
func (st *stage) parts(d *document.Document) ([]document.Region, bool) {
	if len(st.Languages) == 0 {
		return nil, true
	}
	if !d.Mixed() {
		return nil, MatchesLanguage(st.Languages, d.LanguageCode())
	}
	return RegionsOf(d, st.Languages)
}

// RegionsOf returns the regions of a document whose language matches one of the
// ranges, and whether there are any. No regions but true stand for all of it.
func RegionsOf(d *document.Document, ranges []string) ([]document.Region, bool) {
	all := d.Languages()
	var own []document.Region
	for _, r := range all {
		if MatchesLanguage(ranges, r.Language) {
			own = append(own, r)
		}
	}
	if len(own) == len(all) {
		return nil, len(all) > 0
	}
	return own, len(own) > 0
}

// MatchesLanguage reports whether a BCP 47 tag lies in one of the ranges: "de" holds
// "de-AT". The empty tag lies in none.
func MatchesLanguage(ranges []string, tag string) bool {
	for _, r := range ranges {
		if matchLanguage(r, tag) {
			return true
		}
	}
	return false
}

// matchLanguage reports whether a BCP 47 tag lies in a range: basic filtering
// of RFC 4647, by whole subtags and without regard to case.
func matchLanguage(langRange, tag string) bool {
	if tag == "" || len(tag) < len(langRange) || !strings.EqualFold(tag[:len(langRange)], langRange) {
		return langRange == "*" && tag != ""
	}
	return len(tag) == len(langRange) || tag[len(langRange)] == '-'
}
