package tokenizer

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A profile is what the scanner knows of one language. It is read-only.
type profile struct {
	abbreviations map[string]manner // without the last stop, in every spelling
	starters      set               // words that begin sentences, capitalised
	elisions      set               // l, d, qu: words that lose their end before a vowel
	enclitics     set               // s, re, t: what follows the apostrophe
	units         set
	currencies    set
	domains       set
	closing       []string // words that end a sentence where a space follows; nil in languages with marks for that
	ordinals      bool     // a stop after a number may make it an ordinal
	colon         bool     // a colon may stand inside a word
}

type set map[string]struct{}

func (s set) has(w string) bool { _, ok := s[w]; return ok }

// newProfile makes the profile of a primary language subtag ("de") from the files
// that ship and what the user adds and removes.
func newProfile(language string, o Options, own lexicon) *profile {
	p := &profile{
		abbreviations: map[string]manner{},
		starters:      set{}, elisions: set{}, enclitics: set{},
		units: set{}, currencies: set{}, domains: set{},
	}
	for _, lex := range []lexicon{shipped("units"), shipped(common), shipped(language), own} {
		p.add(lex)
	}
	p.respell(o.Abbreviations, final)
	p.abbreviate(o.Abbreviations, final)
	p.respell(o.NoAbbreviations, never)
	p.abbreviate(o.NoAbbreviations, never)
	if !o.SplitClitics {
		p.elisions, p.enclitics = nil, nil
	}
	return p
}

func (p *profile) add(lex lexicon) {
	for _, spell := range [...]func([]string, manner){p.respell, p.abbreviate} {
		spell(lex["words"], never)
		spell(lex["counted"], counted)
		spell(lex["inner"], inner)
		spell(lex["final"], final)
		spell(lex["title"], title)
	}
	p.starters.add(lex["starters"], capitalised, strings.ToUpper)
	p.elisions.add(lex["elisions"], same, capitalised, strings.ToUpper)
	p.enclitics.add(lex["enclitics"], same, strings.ToUpper)
	p.units.add(lex["units"], same)
	p.currencies.add(lex["currencies"], same)
	p.domains.add(lex["domains"], same)
	p.closing = append(p.closing, lex["closing"]...)
	for _, rule := range lex["rules"] {
		p.ordinals = p.ordinals || rule == "ordinals"
		p.colon = p.colon || rule == "colon"
	}
}

// abbreviate adds abbreviations as they are written.
func (p *profile) abbreviate(list []string, how manner) {
	for _, w := range list {
		p.abbreviations[strings.TrimSuffix(w, ".")] = how
	}
}

// respell adds abbreviations capitalised and in capitals: "vgl." is also found as
// "Vgl.", "Prof." as "PROF.", but not as "prof.". Short ones in capitals would be
// taken for acronyms ("CT."), unless name or number follow. What a list spells out
// ("Col." Smith) goes before what is made here of another entry ("col." 5).
func (p *profile) respell(list []string, how manner) {
	for _, w := range list {
		w = strings.TrimSuffix(w, ".")
		p.abbreviations[capitalised(w)] = how
		if len(w) >= 4 || how != inner && how != final {
			p.abbreviations[strings.ToUpper(w)] = how
		}
	}
}

func (s set) add(list []string, spellings ...func(string) string) {
	for _, w := range list {
		for _, spell := range spellings {
			s[spell(w)] = struct{}{}
		}
	}
}

func same(w string) string { return w }

func capitalised(w string) string {
	r, size := utf8.DecodeRuneInString(w)
	if size == 0 {
		return w
	}
	return string(unicode.ToUpper(r)) + w[size:]
}
