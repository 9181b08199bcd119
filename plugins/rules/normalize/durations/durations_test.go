package durations

import (
	"strconv"
	"strings"
	"testing"

	"github.com/onomast/onomast/plugins/rules/normalize/value"
	"pgregory.net/rapid"
)

func TestRead(t *testing.T) {
	t.Parallel()
	r := New()
	for language, table := range map[string]string{
		"en": `30 days = P30D; thirty (30) days = P30D; a week = P1W; two and a half hours = PT2H30M; 2.5 hours = PT2H30M; 90 minutes = PT90M; half an hour = PT30M;
			a year and a half = P1Y6M; one and a half years = P1Y6M; 2 years and 6 months = P2Y6M; 1 h 30 min = PT1H30M; 2h30 = PT2H30M; a fortnight = P14D; 3 mos. = P3M;
			2-3 weeks = P2W..P3W; 2 to 3 weeks = P2W..P3W; six months to two years = P6M..P2Y; for 7 days = P7D; a period of five (5) years = P5Y; ten business days = P10D;
			within 24 hours = PT24H; at least two years = P2Y; two quarters = P6M; a decade = P10Y; 5-day = P5D; 0 days = P0D; 1.5 weeks = P1.5W; PT1H = PT1H; P1Y2M = P1Y2M;
			2 days, 3 hours and 5 seconds = P2DT3H5S; 1,000 days = P1000D; three quarters of an hour = PT45M; soon = !; 30 = !; days = !; 5 miles = !; -3 days = !`,
		"de": `30 Tage = P30D; dreißig (30) Tage = P30D; anderthalb Stunden = PT1H30M; zweieinhalb Jahre = P2Y6M; ein halbes Jahr = P6M; 1,5 Stunden = PT1H30M; zwei Wochen = P2W;
			2 bis 3 Wochen = P2W..P3W; 2–3 Wochen = P2W..P3W; ein Jahr und sechs Monate = P1Y6M; zehn Werktage = P10D; 14 Tagen = P14D; 3 Std. 20 Min. = PT3H20M; binnen 14 Tagen = P14D;
			mindestens zwei Jahre = P2Y; drei Quartale = P9M; zwei Jahre lang = P2Y`,
		"fr": `30 jours = P30D; trente (30) jours = P30D; un an et demi = P1Y6M; une heure et demie = PT1H30M; une demi-heure = PT30M; deux ans et six mois = P2Y6M; 2h30 = PT2H30M; quinze jours = P15D;
			dix jours ouvrables = P10D; 2 à 3 semaines = P2W..P3W; un trimestre = P3M; pendant 7 jours = P7D; 1,5 heure = PT1H30M; quatre-vingt-dix jours = P90D`,
		"es": `30 días = P30D; treinta (30) días = P30D; un año y medio = P1Y6M; una hora y media = PT1H30M; media hora = PT30M; dos años y seis meses = P2Y6M; diez días hábiles = P10D;
			2 a 3 semanas = P2W..P3W; durante 7 días = P7D; 1,5 horas = PT1H30M; un trimestre = P3M`,
		"pt": `30 dias = P30D; trinta (30) dias = P30D; um ano e meio = P1Y6M; uma hora e meia = PT1H30M; meia hora = PT30M; dois anos e seis meses = P2Y6M; dez dias úteis = P10D;
			2 a 3 semanas = P2W..P3W; durante 7 dias = P7D; 1,5 horas = PT1H30M; vinte e quatro horas = PT24H`,
	} {
		for entry := range strings.SplitSeq(table, ";") {
			text, want, _ := strings.Cut(strings.TrimSpace(entry), " = ")
			v, err := r.Read(text, value.Context{Locale: value.Locale{Language: language}})
			got := v.Normalized
			if err != nil {
				got = "!"
			}
			if got != want {
				t.Errorf("%s %q is %s %v, want %s", language, text, got, v.Readings, want)
			}
		}
	}
}

func TestParts(t *testing.T) {
	t.Parallel()
	r := New()
	for text, want := range map[string]string{
		"ten business days":      "P10D grain=day calendar=business",
		"within ten (10) days":   "P10D grain=day bound=max",
		"at least two years":     "P2Y grain=year bound=min",
		"thirty (60) days":       "? grain=day readings=P30D | P60D conflict=the number in words is not the one in digits",
		"2-3 weeks":              "P2W..P3W grain=week min=P2W max=P3W",
		"two years and 6 months": "P2Y6M grain=month",
	} {
		v, err := r.Read(text, value.Context{Locale: value.Locale{Language: "en"}})
		if got := v.String(); err != nil || got != want {
			t.Errorf("%q is %q, %v; want %q", text, got, err, want)
		}
	}
	v, err := r.Read("1.500 Tage", value.Context{})
	if err != nil || v.Normalized != "" || len(v.Readings) != 2 {
		t.Errorf("1.500 without a locale: %+v, %v", v, err)
	}
}

func TestWholeNumbers(t *testing.T) {
	t.Parallel()
	r := New()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 999).Draw(t, "n")
		unit := rapid.SampledFrom([]string{"days D", "Tage D", "jours D", "semanas W", "meses M"}).Draw(t, "unit")
		word, designator, _ := strings.Cut(unit, " ")
		v, err := r.Read(strconv.Itoa(n)+" "+word, value.Context{})
		if want := "P" + strconv.Itoa(n) + designator; err != nil || v.Normalized != want {
			t.Fatalf("%d %s is %s, %v", n, word, v.Normalized, err)
		}
	})
}

func FuzzRead(f *testing.F) {
	for _, text := range []string{"2h30", "thirty (30) days", "1.5.5 d", "P", "PT", "half half half", "\xff", "1/3 of a day", "9999999999999999 years"} {
		f.Add("en", text)
		f.Add("fr", text)
	}
	r := New()
	f.Fuzz(func(t *testing.T, language, text string) {
		v, err := r.Read(text, value.Context{Locale: value.Locale{Language: language}})
		if err == nil && v.Normalized == "" && len(v.Readings) < 2 {
			t.Fatalf("%q: %+v", text, v)
		}
	})
}
