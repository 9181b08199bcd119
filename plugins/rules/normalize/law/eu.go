package law

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/onomast/onomast/plugins/rules/normalize/value"
)

// europe are acts and decisions of the European Union. Their normalised form is
// the number of CELEX, the register of EUR-Lex, where it follows from the
// citation.
func europe() []form {
	const act = `(?P<kind>[Rr]egulation|[Dd]irective|[Dd]ecision|Verordnung|Richtlinie|Beschluss|[Rr]èglement|[Dd]écision|[Rr]eglamento|[Dd]irectiva|[Dd]ecisión|[Rr]egulamento|[Dd]ecisão|VO|RL)`
	const article = `(?:(?:[Aa]rt(?:icle|ikel|ículo|igo|\.)?)\s?(?P<article>\d+\w?(?:\s?\(\w+\))*(?:\s?(?:Abs\.|para(?:graph|\.)?|lit\.|Buchst\.)\s?\w+)*)\s?(?:,|of|der|des|du|del|da|de\sla)?\s?(?:the|le|la)?\s?)?`
	return []form{
		{compile(article + act + `\s?(?:\((?P<body>EU|EG|EC|EEC|EWG|CE|CEE|UE|Euratom)\))?\s?(?:No\.?|Nr\.?|n[°ºo]\.?)?\s?(?P<a>\d{1,4})/(?P<b>\d{1,4})(?:/(?P<tail>EU|EC|EEC|EG|EWG|CE|CEE|UE))?`), celex},
		{compile(article + `(?P<name>(?:UK\s)?GDPR|General\sData\sProtection\sRegulation|DSGVO|DS-GVO|RGPD|TFEU|AEUV|TFUE|TEU|EUV|ECHR|EMRK|CEDH)(?:\s?,?\s?[Aa]rt(?:icle|ikel|\.)?\s?(?P<behind>\d+\w?(?:\s?\(\w+\))*))?`), named},
		{compile(`ECLI:(?P<country>[A-Z]{2}):(?P<court>[A-Z][A-Za-z0-9]{0,6}):(?P<year>\d{4}):(?P<number>[A-Za-z0-9.]{1,25})`), func(g groups) *value.Value {
			return g.value("ECLI:"+g["country"]+":"+g["court"]+":"+g["year"]+":"+g["number"], g["country"], "case", "court", "year", "number")
		}},
		{compile(`(?P<sector>[1-9])(?P<year>(?:19|20)\d{2})(?P<type>R|L|D|CJ|CC|CO|TJ|TO|PC|DC)(?P<number>\d{4})`), func(g groups) *value.Value {
			return g.value(g["sector"]+g["year"]+g["type"]+g["number"], "EU", celexKind(g["type"]), "year", "number")
		}},
		{compile(`(?:(?:Case|Rechtssache|Rs\.?|Affaire|[Aa]ff\.|Asunto|Processo)\s?)?(?P<court>[CTF])[-‑–](?P<number>\d+)/(?P<year>\d{2})(?P<suffix>\s?P(?:PU)?|\s?RENV)?(?:,?\s(?P<name>.{3,120}))?`), func(g groups) *value.Value {
			return g.value(join(g["court"]+"-"+g["number"]+"/"+g["year"], g["suffix"]), "EU", "case", "court", "number", "year", "name")
		}},
	}
}

// celex makes the number of an act: sector 3, the year, the kind, the number.
// Regulations before 2015 have their number first.
func celex(g groups) *value.Value {
	letter, kind := actKind(g["kind"])
	year, number := g["a"], g["b"]
	a, _ := strconv.Atoi(g["a"])
	b, _ := strconv.Atoi(g["b"])
	if letter == "R" && (a < 2015 || a >= 2100) || b >= 1950 && b < 2100 && (a < 1950 || a >= 2100) && len(g["a"]) != 2 {
		year, number = g["b"], g["a"]
	}
	full, ok := fullYear(year)
	n, err := strconv.Atoi(number)
	if !ok || err != nil {
		return nil
	}
	g["year"], g["number"] = strconv.Itoa(full), strconv.Itoa(n)
	g["article"] = strings.Join(strings.Fields(strings.ReplaceAll(g["article"], " (", "(")), " ")
	v := g.value(join(fmt.Sprintf("3%d%s%04d", full, letter, n), article(g["article"])), "EU", kind, "year", "number", "article")
	return v
}

// celexKind is the kind of what has this letter in CELEX.
func celexKind(letter string) string {
	switch letter {
	case "R":
		return "regulation"
	case "L":
		return "directive"
	case "D":
		return "decision"
	case "PC", "DC":
		return "proposal"
	}
	return "case"
}

func article(number string) string {
	if number == "" {
		return ""
	}
	return "Art " + number
}

// actKind is the letter of CELEX for a kind of act, and its English name.
func actKind(word string) (letter, kind string) {
	switch word = strings.ToLower(word); {
	case word == "vo", word == "verordnung", strings.HasPrefix(word, "re"), strings.HasPrefix(word, "rè"):
		return "R", "regulation"
	case word == "rl", word == "richtlinie", strings.HasPrefix(word, "di"):
		return "L", "directive"
	}
	return "D", "decision"
}

func fullYear(s string) (int, bool) {
	n, err := strconv.Atoi(s)
	switch {
	case err != nil:
		return 0, false
	case len(s) == 4:
		return n, n >= 1950 && n < 2100
	case len(s) == 2 && n >= 50:
		return 1900 + n, true
	case len(s) == 2:
		return 2000 + n, true
	}
	return 0, false
}

// named are acts with a name of their own in each language.
func named(g groups) *value.Value {
	name := map[string]string{
		"GDPR": "32016R0679", "UK GDPR": "UK GDPR", "General Data Protection Regulation": "32016R0679", "DSGVO": "32016R0679", "DS-GVO": "32016R0679", "RGPD": "32016R0679",
		"TFEU": "TFEU", "AEUV": "TFEU", "TFUE": "TFEU", "TEU": "TEU", "EUV": "TEU", "ECHR": "ECHR", "EMRK": "ECHR", "CEDH": "ECHR",
	}[g["name"]]
	if g["article"] == "" {
		g["article"] = g["behind"]
	}
	g["article"] = strings.ReplaceAll(g["article"], " (", "(")
	kind, order := "treaty", "EU"
	switch name {
	case "32016R0679":
		kind = "regulation"
	case "UK GDPR":
		order, kind = "UK", "regulation"
	case "ECHR":
		order = "CoE"
	}
	return g.value(join(name, article(g["article"])), order, kind, "article")
}
