package law

import (
	"slices"
	"strings"

	"github.com/onomast/onomast/plugins/rules/normalize/value"
)

// section is a number with its subsections, as American codes have them.
const section = `(?P<section>\d+[\w.\-–]*(?:\s?\(\w{1,5}\))*)`

// codes are statutes and regulations of the United States.
func codes() []form {
	return []form{
		{compile(`(?P<title>\d+)\s?(?P<code>U\.?\s?S\.?\s?C\.?(?:\s?[AS]\.)?|United\s?States\s?Code)\s?,?\s?(?:§§?|[Ss]ec(?:tion|\.)?)?\s?` + section + `(?P<rest>\s?(?:et\sseq\.?|ff\.?))?(?:\s?\((?P<year>\d{4})\))?`), func(g groups) *value.Value {
			return code(g, "USC", "statute")
		}},
		{compile(`(?P<title>\d+)\s?(?:C\.?\s?F\.?\s?R\.?|Code\s?of\s?Federal\s?Regulations)\s?,?\s?(?:§§?|[Ss]ec(?:tion|\.)?|[Pp]art|pt\.)?\s?` + section + `(?P<rest>\s?et\sseq\.?)?(?:\s?\((?P<year>\d{4})\))?`), func(g groups) *value.Value {
			return code(g, "CFR", "regulation")
		}},
		{compile(`(?P<volume>\d+)\s?Fed\.?\s?Reg\.?\s?(?P<page>[\d,]+)(?:\s?\((?P<date>[^)]*)\))?`), func(g groups) *value.Value {
			g["page"] = strings.ReplaceAll(g["page"], ",", "")
			return g.value(join(g["volume"], "Fed Reg", g["page"]), "US", "register", "volume", "page", "date")
		}},
		{compile(`(?:Pub\.?(?:lic)?\s?L\.?(?:aw)?|P\.?\s?L\.?)\s?(?:No\.?\s?)?(?P<congress>\d{2,3})[-–](?P<number>\d+)(?:,?\s?(?:§|[Ss]ec(?:tion|\.)?)\s?` + section + `)?`), func(g groups) *value.Value {
			s := ""
			if g["section"] != "" {
				s = "§ " + subsections(g["section"])
			}
			return g.value(join("Pub L "+g["congress"]+"-"+g["number"], s), "US", "statute", "congress", "number", "section")
		}},
		{compile(`(?P<volume>\d+)\s?Stat\.?\s?(?P<page>\d+)(?:\s?\((?P<year>\d{4})\))?`), func(g groups) *value.Value {
			return g.value(join(g["volume"], "Stat", g["page"]), "US", "statute", "volume", "page", "year")
		}},
		{compile(`U\.?\s?S\.?\s?Const(?:\.|itution)?,?\s?(?P<part>(?:art|amend)(?:\.|icle|ment)?\s?[IVX]+(?:,?\s?(?:§|cl\.)\s?\d+)*)`), func(g groups) *value.Value {
			part := strings.NewReplacer("article", "art", "amendment", "amend", ".", "", ",", "").Replace(g["part"])
			return g.value("US Const "+part, "US", "constitution", "part")
		}},
		{compile(`(?P<ordinal>[A-Z][a-z]+)\sAmendment`), amendment},
		{compile(`(?P<title>\d+)\sPa\.?\s?C\.?\s?S\.?\s(?:§\s?)?` + section), func(g groups) *value.Value {
			g["section"] = subsections(g["section"])
			return g.value(join(g["title"], "Pa CS", g["section"]), "US", "statute", "title", "section")
		}},
		{compile(`(?P<act>(?:[A-Z][A-Za-z.&]+\s){1,5}(?:Law|Code|Stat\.?))\s§§?\s?` + section), func(g groups) *value.Value {
			g["section"] = subsections(g["section"])
			return g.value(join(strings.ReplaceAll(g["act"], ".", ""), "§", g["section"]), "US", "statute", "act", "section")
		}},
		{compile(`(?:Fed\.?\s?R\.?|Federal\s?Rules?\s?of)\s?(?P<rules>Civ(?:il)?\.?\s?P(?:rocedure)?\.?|Crim(?:inal)?\.?\s?P(?:rocedure)?\.?|Evid(?:ence)?\.?|App(?:ellate)?\.?\s?P(?:rocedure)?\.?|Bankr(?:uptcy)?\.?\s?P(?:rocedure)?\.?)\s?` + section), func(g groups) *value.Value {
			rules := map[byte]string{'C': "Civ P", 'E': "Evid", 'A': "App P", 'B': "Bankr P"}[g["rules"][0]]
			if strings.HasPrefix(g["rules"], "Cr") {
				rules = "Crim P"
			}
			return g.value(join("Fed R", rules, subsections(g["section"])), "US", "rule", "section")
		}},
	}
}

// amendment is one of the Constitution by its ordinal: the Fourth Amendment.
func amendment(g groups) *value.Value {
	ordinals := strings.Fields("First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth Thirteenth Fourteenth Fifteenth")
	numerals := strings.Fields("I II III IV V VI VII VIII IX X XI XII XIII XIV XV")
	i := slices.Index(ordinals, g["ordinal"])
	if i < 0 {
		return nil
	}
	g["part"] = "amend " + numerals[i]
	return g.value("US Const "+g["part"], "US", "constitution", "part")
}

func code(g groups, name, kind string) *value.Value {
	g["section"] = strings.ReplaceAll(subsections(g["section"]), "–", "-")
	rest := ""
	if g["rest"] != "" {
		rest = "et seq"
	}
	return g.value(join(g["title"], name, g["section"], rest), "US", kind, "title", "section", "year")
}

// reporters are those of American courts, by their name without full stops and
// spaces, with the form of the Bluebook less its full stops.
func reporters() map[string]string {
	m := map[string]string{}
	for _, name := range strings.Split("US,S Ct,L Ed,L Ed 2d,F,F2d,F3d,F4th,F Appx,F Supp,F Supp 2d,F Supp 3d,FRD,BR,Fed Cl,TC,MJ,Vet App,A,A2d,A3d,P,P2d,P3d,NE,NE2d,NE3d,NW,NW2d,SE,SE2d,SW,SW2d,SW3d,So,So 2d,So 3d,"+
		"Cal Rptr,Cal Rptr 2d,Cal Rptr 3d,Cal,Cal 2d,Cal 3d,Cal 4th,Cal 5th,Cal App 4th,Cal App 5th,NY,NY2d,NY3d,NYS,NYS2d,NYS3d,AD2d,AD3d,Ill,Ill 2d,Ill Dec,Mass,Mass App Ct,Ohio St 3d,Pa,Wis 2d,Wash 2d,NJ,NC,Va,Ga,Tex,Mich,Minn,Kan,Or,Md,Conn,Colo,Ariz,WL,US LEXIS,US App LEXIS,US Dist LEXIS", ",") {
		m[reporterKey(name)] = name
	}
	return m
}

func reporterKey(s string) string {
	return strings.NewReplacer(".", "", " ", "", "'", "", "’", "").Replace(s)
}

// cases are decisions of American courts, cited by reporter.
func cases() []form {
	known := reporters()
	return []form{{compile(`(?:(?P<name>[^\d].{2,120}?),\s)?(?P<volume>\d{1,4})\s(?P<reporter>[A-Z][A-Za-z.'’\s]*?(?:\s?[2345](?:d|th))?\.?)\s(?P<page>\d+)(?:,\s?(?P<pin>\d+(?:[-–]\d+)?))?(?:\s?\((?:(?P<court>[A-Za-z0-9.,\s]+?)\s?)?(?P<year>1[6-9]\d\d|20\d\d)\))?`), func(g groups) *value.Value {
		reporter, ok := known[reporterKey(g["reporter"])]
		if !ok {
			return nil
		}
		g["reporter"], g["court"] = reporter, squeeze(g["court"])
		year := ""
		if g["year"] != "" {
			year = "(" + join(g["court"], g["year"]) + ")"
		}
		return g.value(join(g["volume"], reporter, g["page"], year), "US", "case", "name", "volume", "reporter", "page", "pin", "court", "year")
	}}}
}
