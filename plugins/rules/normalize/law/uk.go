package law

import (
	"strings"

	"github.com/onomast/onomast/plugins/rules/normalize/value"
)

// kingdom are instruments, rules and decisions of the United Kingdom and
// Ireland; their acts are those of acts.go.
func kingdom() []form {
	return []form{
		{compile(`(?:(?P<name>.{3,120}?),?\s)?\[(?P<year>\d{4})\]\s(?P<court>UKSC|UKHL|UKPC|EWCA\s(?:Civ|Crim)|EWHC|EWFC|EWCOP|EWCC|UKUT|UKFTT|UKEAT|EAT|UKIPTrib|UKSIAC|CAT|CSIH|CSOH|HCJAC|NICA|NIQB|NIKB|NICh|IESC|IECA|IEHC)\s(?P<number>\d+)(?:\s\((?P<division>[A-Za-z]+)\))?(?:\s?(?:at\s)?\[(?P<paragraph>\d+)\])?`), func(g groups) *value.Value {
			division := ""
			if g["division"] != "" {
				division = "(" + g["division"] + ")"
			}
			country := "UK"
			if strings.HasPrefix(g["court"], "IE") {
				country = "IE"
			}
			return g.value(join("["+g["year"]+"]", g["court"], g["number"], division), country, "case", "name", "year", "court", "number", "division", "paragraph")
		}},
		{compile(`(?:(?P<name>.{3,120}?),?\s)?[\[(](?P<year>\d{4})[\])]\s(?:(?P<volume>\d{1,2})\s)?(?P<reporter>A\.?C\.?|Q\.?B\.?D?\.?|K\.?B\.?|Ch\.?|Fam|P\.|W\.?L\.?R\.?|All\s?E\.?R\.?(?:\s\(Comm\))?|E\.?C\.?R\.?|Lloyd['’]s\sRep\.?|Cr\.?\sApp\.?\sR\.?(?:\s\(S\))?|B\.?C\.?L\.?C\.?|I\.?C\.?R\.?|I\.?R\.?L\.?R\.?|FLR|FSR|RPC|CMLR|BLR|EHRR|STC|Bus\sLR|I\.?R\.?|ILRM)\s(?P<page>\d+)`), func(g groups) *value.Value {
			g["reporter"] = squeeze(g["reporter"])
			return g.value(join("["+g["year"]+"]", g["volume"], g["reporter"], g["page"]), "UK", "case", "name", "year", "volume", "reporter", "page")
		}},
		{compile(`SI\sNo\.?\s(?P<number>\d+)\sof\s(?P<year>\d{4})`), func(g groups) *value.Value {
			return g.value("SI "+g["year"]+"/"+g["number"], "UK", "instrument", "year", "number")
		}},
		{compile(`(?P<rules>CPR|FPR|CrimPR)\s(?:(?P<unit>Part|PD|r\.?)\s?)?(?P<section>\d+[A-Z]?(?:\.\d+)*(?:\(\d+\))*)`), func(g groups) *value.Value {
			return g.value(join(g["rules"], strings.TrimSuffix(g["unit"], "."), g["section"]), "UK", "rule", "section")
		}},
		{compile(`S\.?I\.?\s?(?:No\.\s)?(?P<year>\d{4})/(?P<number>\d+)`), func(g groups) *value.Value {
			return g.value("SI "+g["year"]+"/"+g["number"], "UK", "instrument", "year", "number")
		}},
	}
}
