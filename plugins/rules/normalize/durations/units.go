package durations

import "github.com/onomast/onomast/plugins/rules/normalize/phrases"

// A vocabulary is the words of a language about durations.
type vocabulary struct {
	units *phrases.Set
	// andHalf are phrases behind a unit that add half of it.
	andHalf *phrases.Set
	// joints stand between the parts of a duration, to between its bounds.
	joints, to *phrases.Set
	// before may stand before a duration; its meaning is min or max where it
	// makes the duration a bound, and - otherwise. after may stand behind.
	before, after *phrases.Set
}

// vocabularies are by language. The meanings of units are the designators of
// ISO 8601, with T before those of the time of day; a number is a multiple, and
// b stands for business days.
func vocabularies() map[string]vocabulary {
	iso := "TS: s, sec, secs\nTM: min, mins\nTH: h, hr, hrs\nD: d\n"
	return map[string]vocabulary{
		"en": {
			units: phrases.Parse(iso + `TS: second, seconds
TM: minute, minutes, m
TH: hour, hours
D: day, days, calendar day, calendar days, consecutive days, consecutive calendar days
bD: business day, business days, working day, working days, trading days, banking days
W: week, weeks, wk, wks, w
14D: fortnight, fortnights
M: month, months, mo, mos, calendar month, calendar months
3M: quarter, quarters
Y: year, years, yr, yrs, y, calendar years
10Y: decade, decades
100Y: century, centuries`),
			andHalf: phrases.Parse("1/2: and a half, and one half\n1/4: and a quarter"),
			joints:  phrases.Parse("-: and, & "),
			to:      phrases.Parse("-: to, or, up to"),
			before: phrases.Parse(`-: for, of, a period of, the period of, a term of, a total of, a duration of, about, over
min: at least, not less than, no less than, a minimum of, minimum, not fewer than
max: at most, up to, within, not more than, no more than, not exceeding, a maximum of, maximum, less than, no later than`),
			after: phrases.Parse("-: long, in total, old, in length, of, time, period"),
		},
		"de": {
			units: phrases.Parse(iso + `TS: sekunde, sekunden, sek
TM: minute, minuten
TH: stunde, stunden, std
D: tag, tage, tagen, kalendertag, kalendertage, kalendertagen, tages, t
bD: werktag, werktage, werktagen, arbeitstag, arbeitstage, arbeitstagen, bankarbeitstage, bankarbeitstagen, geschäftstage, geschäftstagen
W: woche, wochen, wo
M: monat, monate, monaten, monats, mon, mte
3M: quartal, quartale, quartalen
6M: halbjahr, halbjahre
Y: jahr, jahre, jahren, jahres, j
10Y: jahrzehnt, jahrzehnte, jahrzehnten
100Y: jahrhundert, jahrhunderte`),
			andHalf: phrases.Parse("1/2: und eine halbe, und ein halbes, und einen halben"),
			joints:  phrases.Parse("-: und"),
			to:      phrases.Parse("-: bis, bis zu, oder"),
			before: phrases.Parse(`-: für, von, während, seit, etwa, circa, ca
min: mindestens, wenigstens, nicht weniger als
max: höchstens, maximal, binnen, innerhalb von, bis zu, längstens, nicht mehr als`),
			after: phrases.Parse("-: lang, alt"),
		},
		"fr": {
			units: phrases.Parse(iso + `TS: seconde, secondes
TM: minute, minutes, mn
TH: heure, heures
D: jour, jours, j, jour calendaire, jours calendaires, jours francs
bD: jour ouvrable, jours ouvrables, jour ouvré, jours ouvrés
W: semaine, semaines, sem
15D: quinzaine, quinzaines
M: mois
3M: trimestre, trimestres
6M: semestre, semestres
Y: an, ans, année, années
10Y: décennie, décennies
100Y: siècle, siècles`),
			andHalf: phrases.Parse("1/2: et demi, et demie\n1/4: et quart"),
			joints:  phrases.Parse("-: et"),
			to:      phrases.Parse("-: à, ou"),
			before: phrases.Parse(`-: pendant, durant, de, d', pour, une durée de, une période de, un délai de, depuis, environ
min: au moins, au minimum, un minimum de
max: au plus, au maximum, jusqu'à, sous, dans un délai de, un maximum de`),
			after: phrases.Parse("-: de long, d'âge"),
		},
		"es": {
			units: phrases.Parse(iso + `TS: segundo, segundos, seg
TM: minuto, minutos
TH: hora, horas
D: día, días, dia, dias, días naturales, días calendario, días corridos
bD: día hábil, días hábiles, día laborable, días laborables
W: semana, semanas, sem
15D: quincena, quincenas
M: mes, meses
3M: trimestre, trimestres
6M: semestre, semestres
Y: año, años
10Y: década, décadas
100Y: siglo, siglos`),
			andHalf: phrases.Parse("1/2: y medio, y media\n1/4: y cuarto"),
			joints:  phrases.Parse("-: y, con"),
			to:      phrases.Parse("-: a, o"),
			before: phrases.Parse(`-: durante, de, por, un plazo de, un período de, un periodo de, desde hace
min: al menos, por lo menos, como mínimo, un mínimo de, no menos de
max: como máximo, a lo sumo, hasta, un máximo de, no más de, dentro de`),
			after: phrases.Parse("-: de duración"),
		},
		"pt": {
			units: phrases.Parse(iso + `TS: segundo, segundos
TM: minuto, minutos
TH: hora, horas
D: dia, dias, dias corridos, dias consecutivos
bD: dia útil, dias úteis
W: semana, semanas, sem
15D: quinzena, quinzenas
M: mês, mes, meses
3M: trimestre, trimestres
6M: semestre, semestres
Y: ano, anos
10Y: década, décadas
100Y: século, séculos`),
			andHalf: phrases.Parse("1/2: e meio, e meia\n1/4: e um quarto"),
			joints:  phrases.Parse("-: e"),
			to:      phrases.Parse("-: a, ou"),
			before: phrases.Parse(`-: durante, de, por, um prazo de, um período de, há
min: pelo menos, no mínimo, ao menos, um mínimo de
max: no máximo, até, um máximo de, não mais de, dentro de`),
			after: phrases.Parse("-: de duração"),
		},
	}
}
