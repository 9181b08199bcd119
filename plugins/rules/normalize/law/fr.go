package law

import (
	"strings"

	"github.com/onomast/onomast/plugins/rules/normalize/value"
)

// france are codes and laws of France: article L. 121-1 du code de commerce,
// loi n° 78-17 du 6 janvier 1978.
func france() []form {
	const name = `(?P<code>[Cc]ode\s(?:[\p{L}'’\-]+\s?){1,9}|C\.\s?(?:civ|com|pén|trav|proc\.\s?civ|consom)\.)`
	return []form{
		{compile(`(?:[Aa]rt(?:icle|\.)?s?)\s(?P<article>(?:[LRDA]\.?\s?)?\*?\d+(?:[-–]\d+)*)(?:,?\s(?:al(?:inéa|\.)\s\d+))?(?:\s(?:du|,))?\s` + name), func(g groups) *value.Value {
			g["article"] = strings.NewReplacer(". ", "", ".", "", " ", "", "–", "-").Replace(g["article"])
			code := strings.TrimSpace(g["code"])
			if full, ok := map[string]string{"civ": "code civil", "com": "code de commerce", "pén": "code pénal", "trav": "code du travail", "proc civ": "code de procédure civile", "consom": "code de la consommation"}[squeeze(strings.TrimPrefix(code, "C."))]; ok {
				code = full
			}
			g["code"] = strings.ToLower(code[:1]) + code[1:]
			return g.value(join(g["code"], "art", g["article"]), "FR", "statute", "code", "article")
		}},
		{compile(`(?P<kind>[Ll]oi|[Dd]écret|[Oo]rdonnance)\s(?:n[°ºo]\.?\s?)(?P<number>\d{2,4}[-–]\d+)(?:\sdu\s(?P<date>\d{1,2}(?:er)?\s\p{L}+\s\d{4}))?`), func(g groups) *value.Value {
			g["number"] = strings.ReplaceAll(g["number"], "–", "-")
			return g.value(strings.ToLower(g["kind"])+" "+g["number"], "FR", "statute", "number", "date")
		}},
	}
}
