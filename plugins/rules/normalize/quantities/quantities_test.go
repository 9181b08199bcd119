package quantities

import (
	"strconv"
	"strings"
	"testing"

	"github.com/onomast/onomast/plugins/rules/normalize/value"
	"pgregory.net/rapid"
)

type read func(string, value.Context) (value.Value, error)

func check(t *testing.T, r read, tables map[string]string) {
	t.Helper()
	for locale, table := range tables {
		l, err := value.ParseLocale(locale)
		if err != nil && locale != "" {
			t.Fatal(err)
		}
		for entry := range strings.SplitSeq(table, ";") {
			text, want, _ := strings.Cut(strings.TrimSpace(entry), " = ")
			v, err := r(text, value.Context{Locale: l})
			got := v.Normalized
			switch {
			case err != nil:
				got = "!"
			case got == "":
				got = "? " + strings.Join(v.Readings, " | ")
			}
			if got != want {
				t.Errorf("%s %q is %s, want %s", locale, text, got, want)
			}
		}
	}
}

func TestRead(t *testing.T) {
	t.Parallel()
	check(t, New().Read, map[string]string{
		"en": `5 mg = 5 mg; 5mg = 5 mg; 0.5 mcg = 0.5 ug; 37.2 °C = 37.2 Cel; 98.6°F = 98.6 [degF]; 120/80 mmHg = 120/80 mm[Hg]; 5 mg/kg/day = 5 mg/kg/d; 140 mg/dL = 140 mg/dL; 72 bpm = 72 {beats}/min;
			72 beats per minute = 72 {beats}/min; 10 km/h = 10 km/h; 60 miles per hour = 60 [mi_i]/h; 5 ft 10 in = 70 [in_i]; 5'10" = 70 [in_i]; six feet = 6 [ft_i]; 5-10 mg = 5 mg..10 mg; between 5 and 10 mg = 5 mg..10 mg;
			5 mg to 10 mg = 5 mg..10 mg; 4.5 x 10^9/L = 4.5 10*9/L; 4.5×10⁹/L = 4.5 10*9/L; < 5 mg = 5 mg; 2 gallons = ? 2 [gal_us] | 2 [gal_br]; 500 MB = 500 MBy; 10 Mbps = 10 Mbit/s; 20 m² = 20 m2; 20 square metres = 20 m2;
			5-mg = 5 mg; half a pound = 0.5 [lb_av]; two quarts = ? 2 [qt_us] | 2 [qt_br]; 1,000 IU = 1000 [iU]; 16/min = 16 /min; 5 degrees = ? 5 Cel | 5 [degF] | 5 deg; 3 tons = ? 3 [ston_av] | 3 [lton_av] | 3 t; 5 = !; mg = !; 5 apples = !; 10 mg 5 = !; 5 m = 5 m`,
		"en-US": `2 gallons = 2 [gal_us]; 3 tons = 3 [ston_av]; 80 degrees = 80 [degF]; 3 oz = ? 3 [oz_av] | 3 [foz_us]`,
		"en-GB": `2 gallons = 2 [gal_br]; 3 tons = 3 [lton_av]; 11 stone 4 pounds = 158 [lb_av]`,
		"de":    `5,5 mg = 5.5 mg; zwei Liter = 2 L; 1.500 Kilogramm = 1500 kg; 20 Grad Celsius = 20 Cel; 100 km pro Stunde = 100 km/h; 5 bis 10 mg = 5 mg..10 mg; 20 Quadratmeter = 20 m2; sechs Fuß = 6 [ft_i]`,
		"fr":    `5,5 mg = 5.5 mg; deux litres = 2 L; 5 à 10 mg = 5 mg..10 mg; vingt mètres carrés = 20 m2; 100 kilomètres par heure = 100 km/h`,
		"es":    `5,5 mg = 5.5 mg; dos litros = 2 L; 5 a 10 mg = 5 mg..10 mg; cien metros cuadrados = 100 m2; 20 grados Celsius = 20 Cel`,
		"pt":    `5,5 mg = 5.5 mg; dois litros = 2 L; 5 a 10 mg = 5 mg..10 mg; dez quilômetros = 10 km`,
		"":      `1.500 kg = ? 1500 kg | 1.5 kg`,
	})
}

func TestPercent(t *testing.T) {
	t.Parallel()
	check(t, New().Percent, map[string]string{
		"en": `5% = 5 %; 12.5 percent = 12.5 %; five per cent = 5 %; five percent (5%) = 5 %; 25 basis points = 0.25 %; 3‰ = 0.3 %; 2 percentage points = 2 %; 5-10% = 5 %..10 %; five to ten percent = 5 %..10 %; > 5 % = 5 %; half a percent = 0.5 %;
			-2% = -2 %; five percent (6%) = ? 5 % | 6 %; 5 = !; % = !; 5 apples = !`,
		"de": `12,5 % = 12.5 %; zwölf Prozent = 12 %; 5 Prozentpunkte = 5 %; 3 Promille = 0.3 %; 5 v. H. = 5 %`,
		"fr": `12,5 % = 12.5 %; cinq pour cent = 5 %`,
		"es": `12,5 % = 12.5 %; cinco por ciento = 5 %`,
		"pt": `12,5% = 12.5 %; cinco por cento = 5 %`,
	})
}

func TestParts(t *testing.T) {
	t.Parallel()
	r := New()
	tests := []struct{ locale, text, want string }{
		{"en", "120/80 mmHg", "120/80 mm[Hg] systolic=120 diastolic=80 unit=mm[Hg]"},
		{"en", "< 5 mg/dL", "5 mg/dL value=5 unit=mg/dL comparator=<"},
		{"en", "5-10 mg", "5 mg..10 mg min=5 max=10 unit=mg"},
		{"en-US", "2 gallons", "2 [gal_us] readings=2 [gal_us] | 2 [gal_br] preference=locale en-US value=2 unit=[gal_us]"},
	}
	for _, tt := range tests {
		l, _ := value.ParseLocale(tt.locale)
		v, err := r.Read(tt.text, value.Context{Locale: l})
		if got := v.String(); err != nil || got != tt.want {
			t.Errorf("%q is %q, %v; want %q", tt.text, got, err, tt.want)
		}
	}
}

// TestEveryUnit reads each unit that is known behind a number.
func TestEveryUnit(t *testing.T) {
	t.Parallel()
	r := New()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 999).Draw(t, "n")
		unit := rapid.SampledFrom(strings.Fields("kg g mg L mL km m cm mm °C kPa bar J kcal W kWh V A Hz mol mmol Sv Bq MB GB ppm rpm")).Draw(t, "unit")
		for _, space := range []string{"", " ", "\u00a0"} {
			v, err := r.Read(strconv.Itoa(n)+space+unit, value.Context{})
			if err != nil || v.Part("value") != strconv.Itoa(n) || v.Part("unit") == "" {
				t.Fatalf("%d %s is %+v, %v", n, unit, v, err)
			}
		}
	})
}

func FuzzRead(f *testing.F) {
	for _, text := range []string{"5 mg/kg/day", "120/80 mmHg", "5'10\"", "4.5×10⁹/L", "5 / / mg", "\xff mg", "1/2 1/2 mg", "5 x 10^", "((5 mg"} {
		f.Add("en-US", text)
		f.Add("de", text)
	}
	r := New()
	f.Fuzz(func(t *testing.T, locale, text string) {
		l, _ := value.ParseLocale(locale)
		for _, read := range []read{r.Read, r.Percent} {
			v, err := read(text, value.Context{Locale: l})
			if err == nil && v.Normalized == "" && len(v.Readings) < 2 {
				t.Fatalf("%q: %+v", text, v)
			}
		}
	})
}
