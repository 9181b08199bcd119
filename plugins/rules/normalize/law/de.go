package law

import (
	"strings"

	"github.com/onomast/onomast/plugins/rules/normalize/value"
)

// germany are statutes and decisions of Germany: § 823 Abs. 1 BGB, Art. 1 GG,
// BGHZ 104, 259, BVerfG, Beschluss vom ... - 1 BvR 1/20.
func germany() []form {
	const detail = `(?P<detail>(?:\s?(?:Abs(?:\.|atz)|S(?:\.|atz)|Nr\.|Nummer|lit\.|Buchst\.|Buchstabe|Alt\.|Hs\.|Halbs(?:\.|atz)|Var\.|UAbs\.|[IVX]+)\s?\w*)*)`
	const act = `(?:de[rs]\s)?(?P<act>[A-ZÄÖÜ][A-Za-zÄÖÜäöüß\-]{1,40}(?:\s(?:I{1,3}|IV|V|VI{0,3}|IX|X{1,2}|XI|XII|XIV|(?:19|20)\d{2}))?)(?:\s[an]\.?\s?F\.?)?`
	return []form{
		{compile(`(?P<sign>§§?|Art(?:\.|ikel)?|Artt?\.)\s?(?P<section>\d+(?:[a-z]|\s[a-eg-z])??(?:\s?(?:[-–]|bis|,|und)\s?\d+(?:[a-z]|\s[a-eg-z])??)*)(?P<following>\s?ff?\.)?` + detail + `\s` + act), func(g groups) *value.Value {
			if !strings.HasPrefix(g["sign"], "§") && g["act"] != "GG" && !germanAct(g["act"]) {
				return nil
			}
			g["sign"] = map[bool]string{true: "§", false: "Art"}[strings.HasPrefix(g["sign"], "§")]
			g["section"] = numberWithLetter(g["section"])
			g["detail"] = strings.Join(strings.Fields(g["detail"]), " ")
			return g.value(join(g["act"], g["sign"], g["section"], strings.TrimSpace(g["following"]), g["detail"]), "DE", "statute", "act", "section", "detail")
		}},
		{compile(`(?P<reporter>BGHZ|BGHSt|BVerfGE|BVerfGK|BVerwGE|BAGE|BFHE|BSGE|RGZ|RGSt|NJW(?:-RR)?|NZA(?:-RR)?|NStZ(?:-RR)?|NVwZ(?:-RR)?|GRUR(?:-RR|\sInt\.?)?|FamRZ|WRP|ZIP|WM|MDR|VersR|BB|DB|DStR|EuZW|MMR|JZ|JuS|StV|NZG|NZM|NZBau|BauR|DVBl|DÖV|EFG)\s(?P<volume>\d+)\s?,\s?(?:S\.\s)?(?P<page>\d+)(?:\s?[,(<]\s?(?P<pin>\d+)(?:\sff?\.)?\s?[)>]?)?(?:\sff?\.)?`), func(g groups) *value.Value {
			return g.value(g["reporter"]+" "+g["volume"]+", "+g["page"], "DE", "case", "reporter", "volume", "page", "pin")
		}},
		{compile(`(?:(?P<court>BGH|BVerfG|BVerwG|BAG|BFH|BSG|(?:OLG|LG|AG|KG|LAG|ArbG|OVG|VG|FG)\s?[A-ZÄÖÜa-zäöüß.\s]{0,30}?)[,:]?\s(?:(?:(?P<kind>Urteil|Urt\.|Beschluss|Beschluß|Beschl\.)\s(?:vom|v\.)\s)?(?P<date>\d{1,2}\.\s?(?:\d{1,2}\.|\p{Lu}\p{Ll}{2,8})\s?\d{4}),?\s?(?:[-–—]|Az\.:?)?\s?)?)?(?P<number>(?:B\s)?(?:[IVX]+[a-z]?|\d+[a-z]?)\s(?:Z[RB]|St[RB]|B[vV][RLEFQGMN]|AZ[RBNA]|ABR|ARs|O|U|W|C|S|T|K|B|A|AR|KR|RJ|R|AL|AS|KA|SO|Sa|TaBV|Ss|Ws|KLs|Qs|L|E|AnwZ|NotZ)\s(?:\(\w+\)\s)?\d+/\d{2}(?:\s(?:R|B|BH|S|C))?)`), func(g groups) *value.Value {
			return g.value(join(g["court"], g["number"]), "DE", "case", "court", "date", "number")
		}},
	}
}

// germanAct reports whether a name looks like that of a German act that counts
// in articles: EGBGB, WRV.
func germanAct(name string) bool {
	return strings.HasPrefix(name, "EG") || name == "WRV" || strings.HasSuffix(name, "Verf") || name == "EMRK"
}

// numberWithLetter joins 312 g to 312g and lists with single spaces.
func numberWithLetter(s string) string {
	words := strings.Fields(strings.NewReplacer("–", "-", ",", ", ").Replace(s))
	var out []string
	for _, w := range words {
		if len(w) == 1 && w >= "a" && w <= "z" && len(out) > 0 {
			out[len(out)-1] += w
			continue
		}
		out = append(out, w)
	}
	return strings.Join(out, " ")
}
