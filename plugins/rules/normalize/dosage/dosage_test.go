package dosage

import (
	"strings"
	"testing"

	"github.com/onomast/onomast/plugins/rules/normalize/value"
)

func check(t *testing.T, read func(string, value.Context) (value.Value, error), tables map[string]string) {
	t.Helper()
	for language, table := range tables {
		for entry := range strings.SplitSeq(table, ";") {
			text, want, _ := strings.Cut(strings.TrimSpace(entry), " = ")
			v, err := read(text, value.Context{Locale: value.Locale{Language: language}})
			got := v.Normalized
			switch {
			case err != nil:
				got = "!"
			case got == "":
				got = "? " + strings.Join(v.Readings, " | ")
			}
			if got != want {
				t.Errorf("%s %q is %s, want %s", language, text, got, want)
			}
		}
	}
}

func TestRead(t *testing.T) {
	t.Parallel()
	check(t, New().Read, map[string]string{
		"en": `500 mg PO b.i.d. = 500 mg PO 2/d; 500 mg PO b.i.d. for 7 days = 500 mg PO 2/d P7D; 500mg po bid x 7 days prn = 500 mg PO 2/d P7D PRN; 10 mg IV q8h = 10 mg IV 3/d; take 2 tablets by mouth every 6 hours as needed = 2 {tbl} PO 4/d PRN;
			1 g intravenously once = 1 g IV 1; 5 mg/kg/day = 5 mg/kg/d; 40 units subcutaneously at bedtime = 40 U SC 1/d; 81 mg daily = 81 mg 1/d; 1-2 tablets PO q4-6h PRN = 1 {tbl}..2 {tbl} PO 4/d..6/d PRN;
			200 mg three times a day with food = 200 mg 3/d; 0.5 mL IM weekly = 0.5 mL IM 1/wk; 2 puffs inhaled q4h prn = 2 {puff} INH 6/d PRN; 20 mg PO every other day = 20 mg PO 1/2d; 50 mg biweekly = ? 50 mg 2/wk | 50 mg 1/2wk;
			1 drop OD = 1 [drp] OPH; PO = PO; 3 times a day = 3/d; sometimes = !; 500 = !; 500 mg of hope = !`,
		"de": `500 mg zweimal täglich = 500 mg 2/d; 1 Tablette 1-0-1 = 1 {tbl} 2/d; 10 mg alle 8 Stunden = 10 mg 3/d; 5 mg abends bei Bedarf = 5 mg 1/d PRN; 3 x täglich 20 Tropfen = 20 [drp] 3/d`,
		"fr": `500 mg deux fois par jour = 500 mg 2/d; 1 comprimé toutes les 6 heures pendant 7 jours = 1 {tbl} 4/d P7D; 3 fois par jour si besoin = 3/d PRN`,
		"es": `500 mg cada 8 horas = 500 mg 3/d; 1 comprimido dos veces al día por 7 días = 1 {tbl} 2/d P7D; 20 gotas 3 veces al día = 20 [drp] 3/d`,
		"pt": `500 mg de 8 em 8 horas = 500 mg 3/d; 500 mg de 8/8 horas = 500 mg 3/d; 1 comprimido via oral duas vezes ao dia = 1 {tbl} PO 2/d`,
	})
}

func TestFrequency(t *testing.T) {
	t.Parallel()
	check(t, New().Frequency, map[string]string{
		"en": `b.i.d. = 2/d; BID = 2/d; tid = 3/d; q.i.d. = 4/d; qd = 1/d; q8h = 3/d; q12h = 2/d; Q 6 h = 4/d; q36h = 1/36h; every 4 to 6 hours = 4/d..6/d; every 15 minutes = 1/15min; qhs = 1/d; q.o.d. = 1/2d; twice weekly = 2/wk; 3x/day = 3/d;
			2-3 times a day = 2/d..3/d; five times daily = 5/d; every 3 weeks = 1/3wk; every day = 1/d; biweekly = ? 2/wk | 1/2wk; b.i.d. PRN = 2/d; stat = 1; hourly-ish = !; bidding = !`,
		"de": `1-0-1 = 2/d; 1-1-1-1 = 4/d; dreimal täglich = 3/d; alle 12 Stunden = 2/d; 2x täglich = 2/d`,
		"fr": `trois fois par jour = 3/d; toutes les 8 heures = 3/d`,
	})
	v, err := New().Frequency("q8h PRN", value.Context{})
	if got := v.String(); err != nil || got != "3/d frequency=3/d every=PT8H as_needed=true" {
		t.Errorf("q8h PRN: %q, %v", got, err)
	}
}

func TestRoute(t *testing.T) {
	t.Parallel()
	check(t, New().Route, map[string]string{
		"en": `PO = PO; by mouth = PO; IV = IV; i.v. = IV; subcutaneously = SC; in the right eye = OPH; per rectum = PR; by air = !`,
	})
}

func FuzzRead(f *testing.F) {
	for _, text := range []string{"500 mg PO b.i.d. for 7 days PRN", "q", "q8", "1-0-1-", "every", "\xff mg", "x x x 7 days", "de 8 em 8"} {
		f.Add("en", text)
		f.Add("pt", text)
	}
	r := New()
	f.Fuzz(func(t *testing.T, language, text string) {
		c := value.Context{Locale: value.Locale{Language: language}}
		for _, read := range []func(string, value.Context) (value.Value, error){r.Read, r.Frequency, r.Route} {
			if v, err := read(text, c); err == nil && v.Normalized == "" && len(v.Readings) < 2 {
				t.Fatalf("%q: %+v", text, v)
			}
		}
	})
}
