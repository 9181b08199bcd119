package law

import (
	"regexp"
	"strings"

	"github.com/onomast/onomast/plugins/rules/normalize/value"
)

// india are decisions of Indian courts, by reporter and by neutral citation.
func india() []form {
	const court = `(?P<court>[A-Z][\w&.]{0,12}(?:\s?&\s?[A-Z]\.?)?|Supreme\sCourt|S\.\s?C\.)`
	reporter := regexp.MustCompile(`^(?:SCC|SCR|ITR|STC|CLR|KLT|MLJ|ACJ|CriLJ|CrLJ|SCALE|SLR|SLT|DLT|AIC|RCC|FAC|LabLJ|MadLJ|AllLJ|CalWN|RLW|PLR|GLR|ELR|ELT|CTR|TTJ|CompCas|SCCOnLine\w*|SCC\(Cri\))$`)
	known := func(g groups) bool {
		g["reporter"] = squeeze(g["reporter"])
		return reporter.MatchString(strings.ReplaceAll(g["reporter"], " ", ""))
	}
	return []form{
		{compile(`A\.?\s?I\.?\s?R\.?\s(?:\(\d+\)\s)?(?P<year>\d{4})\s` + court + `\s(?P<page>\d+)`), func(g groups) *value.Value {
			g["court"] = squeeze(g["court"])
			if g["court"] == "Supreme Court" {
				g["court"] = "SC"
			}
			g["reporter"] = "AIR"
			return g.value(join("AIR", g["year"], g["court"], g["page"]), "IN", "case", "reporter", "year", "court", "page")
		}},
		{compile(`[\[({]*(?P<year>\d{4})[\])}]*[\s,:]?\s?\(?(?P<volume>(?:Supp\w*\.?\s)?\d{1,3})?\)?\s?(?P<reporter>[A-Z][A-Za-z.\s]*?(?:\(Cri\))?)[\s-](?:\(\w+\)\s)?(?P<page>\d+)(?:\s\((?P<court>[\w&]+)\))?[\])}]?`), func(g groups) *value.Value {
			if !known(g) {
				return nil
			}
			return g.value(join("("+g["year"]+")", g["volume"], g["reporter"], g["page"], brackets(g["court"])), "IN", "case", "year", "volume", "reporter", "page", "court")
		}},
		{compile(`(?P<volume>\d{1,4})\s(?P<reporter>I\.?T\.?R\.?|S\.?T\.?C\.?|ELT|CTR|TTJ)\s(?P<page>\d+)(?:\s\((?P<court>[\w&]+)\))?`), func(g groups) *value.Value {
			if !known(g) {
				return nil
			}
			return g.value(join(g["volume"], g["reporter"], g["page"], brackets(g["court"])), "IN", "case", "volume", "reporter", "page", "court")
		}},
		{compile(`ILR\s\(?(?P<year>\d{4})\)?\s(?P<volume>\d{1,2}\s)?(?P<court>[A-Z][\w.]+)\s(?P<page>\d+)`), func(g groups) *value.Value {
			g["court"], g["reporter"] = squeeze(g["court"]), "ILR"
			return g.value(join("ILR ("+g["year"]+")", g["volume"], g["court"], g["page"]), "IN", "case", "reporter", "year", "volume", "court", "page")
		}},
		{compile(`JT\s(?P<year>\d{4})\s\((?P<volume>\d{1,2})\)\s(?:SC\s)?(?P<page>\d+)`), func(g groups) *value.Value {
			g["reporter"] = "JT"
			return g.value(join("JT", g["year"], "("+g["volume"]+")", g["page"]), "IN", "case", "reporter", "year", "volume", "page")
		}},
		{compile(`(?P<year>\d{4})(?:\s|:)(?P<court>INSC|[A-Z]{3,6})(?:\s|:)(?P<number>\d{1,6}(?:-[A-Z]{2})?)`), func(g groups) *value.Value {
			return g.value(join(g["year"], g["court"], g["number"]), "IN", "case", "year", "court", "number")
		}},
	}
}

func brackets(s string) string {
	if s == "" {
		return ""
	}
	return "(" + s + ")"
}
