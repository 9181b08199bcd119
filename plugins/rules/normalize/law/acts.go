package law

import (
	"strings"

	"github.com/onomast/onomast/plugins/rules/normalize/value"
)

// acts are acts, codes, orders, rules and regulations that go by a name, in
// English. A name does not say whose they are, for many countries call their acts
// alike; so the value says it only of names that one country has.
func acts() []form {
	const word = `[A-Z][\w'’&.\-]*|of|and|the|for|in|to|on|from|by|with|against|etc\.?|&`
	const name = `(?:[Tt]he\s)?(?P<act>Code\sof\s(?:Civil|Criminal)\sProcedure|(?:[A-Z][\w'’&.\-]*)(?:,?\s(?:` + word + `|\([\w\s,.&’'\-]+\)))*?(?:\s|\b)(?:Act|Code(?:\sof\s(?:Civil|Criminal)\sProcedure)?|Ordinance|Order|Regulations?|Rules|Statute|Bye-[Ll]aws|Constitution(?:\sof\s[A-Z]\w+(?:\s[A-Z]\w+)?)?))(?:[,.]?\s(?:of\s)?(?P<year>1[2-9]\d\d|20\d\d))?(?:,?\s\(?(?:Central\sAct\s|Act\s)?(?:No\.?\s?)?(?P<number>\d{1,3}\sof\s\d{4})\)?)?`
	const part = `(?P<label>s(?:s|ection|ections|ch|chedule)?\.?|S(?:ections?|ch|chedule)|[Rr]eg(?:ulation)?\.?|[Aa]rt(?:icle)?\.?|[Rr](?:ule)?\.?|Sch\.?)\s?(?P<section>\d+\w*(?:\s?\(\w+\))*)`
	return []form{
		{compile(`(?:Central\s)?(?P<kind>Act|Ordinance)\s(?:No\.?\s?)?(?P<number>\d{1,3}|[IVXLC]+)\sof\s(?P<year>\d{4})(?:\s\([A-Z]\w+\sAct\))?`), func(g groups) *value.Value {
			return g.value(join(g["kind"], g["number"], "of", g["year"]), "", "statute", "number", "year")
		}},
		{compile(name + `(?:,?\s` + part + `)?`), act},
		{compile(part + `\s(?:of\s)?` + name), act},
		{compile(`(?P<short>IPC|I\.?\s?P\.?\s?C\.?|Cr\.?\s?P\.?\s?C\.?|CPC|C\.?\s?P\.?\s?C\.?)`), func(g groups) *value.Value {
			full := map[string]string{"IPC": "Indian Penal Code", "CrPC": "Code of Criminal Procedure", "CPC": "Code of Civil Procedure"}
			g["act"] = full[strings.ReplaceAll(strings.ReplaceAll(g["short"], ".", ""), " ", "")]
			return g.value(g["act"], "IN", "statute", "act")
		}},
	}
}

func act(g groups) *value.Value {
	if g["year"] == "" && !strings.Contains(g["act"], " ") {
		return nil // Act, Rules: no name
	}
	s := ""
	if g["section"] != "" {
		g["section"] = subsections(g["section"])
		s = label(g["label"]) + " " + g["section"]
	}
	return g.value(join(g["act"], g["year"], s), "", "statute", "year", "number", "section")
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
