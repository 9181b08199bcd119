package law

import (
	"strings"

	"github.com/onomast/onomast/plugins/rules/normalize/value"
)

// kingdom are acts, instruments and decisions of the United Kingdom.
func kingdom() []form {
	const name = `(?P<act>(?:[A-Z][\w'’,&\-]*|of|and|the|for|in|to|on|etc\.?|\([\w\s]+\))(?:\s(?:[A-Z][\w'’,&\-]*|of|and|the|for|in|to|on|etc\.?|\([\w\s.]+\)))*?\s(?:Act|Order|Regulations|Rules)\s(?P<year>1[2-9]\d\d|20\d\d))`
	const part = `(?P<label>s(?:s|ection|ections|ch|chedule)?\.?|reg(?:ulation)?\.?|art(?:icle)?\.?|r(?:ule)?\.?|Sch\.?)\s?(?P<section>\d+\w*(?:\s?\(\w+\))*)`
	act := func(g groups) *value.Value {
		words := strings.Fields(g["act"])
		if words[0] == "the" || words[0] == "The" {
			g["act"] = strings.Join(words[1:], " ")
		}
		s := ""
		if g["section"] != "" {
			g["section"] = subsections(g["section"])
			s = label(g["label"]) + " " + g["section"]
		}
		return g.value(join(g["act"], s), "UK", "statute", "year", "section")
	}
	spaced := func(p string) string { return strings.ReplaceAll(p, " ", `\s`) }
	return []form{
		{compile(spaced(name) + `(?:,?\s` + part + `)?`), act},
		{compile(part + `\s(?:of\s)?(?:the\s)?` + spaced(name)), act},
		{compile(`(?:(?P<name>.{3,120}?),?\s)?\[(?P<year>\d{4})\]\s(?P<court>UKSC|UKHL|UKPC|EWCA\s(?:Civ|Crim)|EWHC|EWFC|CSIH|CSOH|NICA|NIQB|UKUT|UKFTT|EAT|EWCOP)\s(?P<number>\d+)(?:\s\((?P<division>[A-Za-z]+)\))?(?:\s?(?:at\s)?\[(?P<paragraph>\d+)\])?`), func(g groups) *value.Value {
			division := ""
			if g["division"] != "" {
				division = "(" + g["division"] + ")"
			}
			return g.value(join("["+g["year"]+"]", g["court"], g["number"], division), "UK", "case", "name", "year", "court", "number", "division", "paragraph")
		}},
		{compile(`(?:(?P<name>.{3,120}?),?\s)?[\[(](?P<year>\d{4})[\])]\s(?:(?P<volume>\d{1,2})\s)?(?P<reporter>A\.?C\.?|Q\.?B\.?|K\.?B\.?|Ch|Fam|W\.?L\.?R\.?|All\s?E\.?R\.?|Lloyd['’]s\sRep|B\.?C\.?L\.?C\.?|I\.?C\.?R\.?|I\.?R\.?L\.?R\.?)\s(?P<page>\d+)`), func(g groups) *value.Value {
			g["reporter"] = squeeze(g["reporter"])
			return g.value(join("["+g["year"]+"]", g["volume"], g["reporter"], g["page"]), "UK", "case", "name", "year", "volume", "reporter", "page")
		}},
		{compile(`S\.?I\.?\s?(?P<year>\d{4})/(?P<number>\d+)`), func(g groups) *value.Value {
			return g.value("SI "+g["year"]+"/"+g["number"], "UK", "instrument", "year", "number")
		}},
	}
}

// label is s, reg, art, r or sch, however it is written.
func label(word string) string {
	word = strings.ToLower(strings.TrimSuffix(word, "."))
	switch {
	case strings.HasPrefix(word, "sch"):
		return "sch"
	case strings.HasPrefix(word, "s"):
		return "s"
	case strings.HasPrefix(word, "reg"):
		return "reg"
	case strings.HasPrefix(word, "art"):
		return "art"
	}
	return "r"
}
