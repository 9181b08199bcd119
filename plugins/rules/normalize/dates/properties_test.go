package dates

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/onomast/onomast/plugins/rules/normalize/value"
	"pgregory.net/rapid"
)

// TestEveryDay writes days in the ways of five languages and reads them back.
func TestEveryDay(t *testing.T) {
	t.Parallel()
	r := New()
	months := map[string][]string{
		"en": strings.Fields("January February March April May June July August September October November December"),
		"de": strings.Fields("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
		"fr": strings.Fields("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
		"es": strings.Fields("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
		"pt": strings.Fields("janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"),
	}
	forms := map[string][]string{
		"en": {"%[1]d %[2]s %[3]d", "%[2]s %[1]d, %[3]d", "the %[1]dth day of %[2]s, %[3]d"},
		"de": {"%[1]d. %[2]s %[3]d", "am %[1]d. %[2]s %[3]d", "%02[1]d.%02[4]d.%[3]d"},
		"fr": {"%[1]d %[2]s %[3]d", "le %[1]d %[2]s %[3]d", "%02[1]d/%02[4]d/%[3]d"},
		"es": {"%[1]d de %[2]s de %[3]d", "el %[1]d de %[2]s de %[3]d", "%02[1]d/%02[4]d/%[3]d"},
		"pt": {"%[1]d de %[2]s de %[3]d", "%02[1]d/%02[4]d/%[3]d"},
	}
	rapid.Check(t, func(t *rapid.T) {
		d := time.Date(rapid.IntRange(1000, 2999).Draw(t, "year"), time.Month(rapid.IntRange(1, 12).Draw(t, "month")), rapid.IntRange(1, 31).Draw(t, "day"), 0, 0, 0, 0, time.UTC)
		language := rapid.SampledFrom([]string{"en", "de", "fr", "es", "pt"}).Draw(t, "language")
		form := rapid.SampledFrom(forms[language]).Draw(t, "form")
		text := sprintf(form, d.Day(), months[language][d.Month()-1], d.Year(), int(d.Month()))
		v, err := r.Read(text, value.Context{Locale: value.Locale{Language: language}})
		if want := d.Format(time.DateOnly); err != nil || v.Normalized != want {
			t.Fatalf("%q is %v, %v; want %s", text, v.Normalized, err, want)
		}
	})
}

func sprintf(form string, args ...any) string {
	s := fmt.Sprintf(form, args...)
	before, _, _ := strings.Cut(s, "%!(EXTRA")
	return before
}

// TestImpossibleDays: what the calendar does not have is refused in every form.
func TestImpossibleDays(t *testing.T) {
	t.Parallel()
	r := New()
	rapid.Check(t, func(t *rapid.T) {
		year, month, day := rapid.IntRange(1000, 2999).Draw(t, "year"), rapid.IntRange(1, 12).Draw(t, "month"), rapid.IntRange(1, 40).Draw(t, "day")
		exists := day <= daysIn(year, month, true)
		for language, form := range map[string]string{"en": "%d-%02d-%02d", "de": "%[3]d. %[2]d. %[1]d", "fr": "%[3]d/%[2]d/%[1]d"} {
			_, err := r.Read(sprintf(form, year, month, day), value.Context{Locale: value.Locale{Language: language}})
			if language == "fr" && day <= 12 {
				continue // the other order may exist
			}
			if (err == nil) != exists {
				t.Fatalf("%s, %d-%d-%d: %v", language, year, month, day, err)
			}
		}
	})
}

// TestISOIsRead: each value that is no interval reads as itself.
func TestISOIsRead(t *testing.T) {
	t.Parallel()
	r := New()
	for _, language := range []string{"en", "de", "fr", "es", "pt"} {
		for _, row := range readTable(t, language) {
			v, err := r.Read(row.text, row.context)
			if err != nil || v.Normalized == "" || v.Grain == "season" || strings.ContainsAny(v.Normalized, "/X") || !strings.Contains(v.Normalized, "-") || v.Normalized[0] == '-' {
				continue
			}
			again, err := r.Read(v.Normalized, row.context)
			if err != nil || again.Normalized != v.Normalized {
				t.Errorf("%q is %s, which is %s, %v", row.text, v.Normalized, again.Normalized, err)
			}
		}
	}
}

// TestReferenceMoves: relative days move with the reference.
func TestReferenceMoves(t *testing.T) {
	t.Parallel()
	r := New()
	rapid.Check(t, func(t *rapid.T) {
		ref := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 20000).Draw(t, "days"))
		n := rapid.IntRange(2, 60).Draw(t, "n")
		for language, form := range map[string]string{"en": "%d days ago", "de": "vor %d Tagen", "fr": "il y a %d jours", "es": "hace %d días", "pt": "há %d dias"} {
			v, err := r.Read(sprintf(form, n), value.Context{Locale: value.Locale{Language: language}, Reference: ref})
			if want := ref.AddDate(0, 0, -n).Format(time.DateOnly); err != nil || v.Normalized != want {
				t.Fatalf("%s, %d days before %s: %s, %v", language, n, want, v.Normalized, err)
			}
		}
		for _, text := range []string{"next Friday", "last Monday", "this Sunday"} {
			v, err := r.Read(text, value.Context{Locale: value.Locale{Language: "en"}, Reference: ref})
			if err != nil || (len(v.Readings) > 1) != (v.Normalized == "") {
				t.Fatalf("%s at %s: %+v, %v", text, ref, v, err)
			}
		}
	})
}

func TestEaster(t *testing.T) {
	t.Parallel()
	for year, want := range map[int]string{1818: "03-22", 1943: "04-25", 2000: "04-23", 2023: "04-09", 2024: "03-31", 2038: "04-25"} {
		if got := easter(year).Format("01-02"); got != want {
			t.Errorf("%d: %s, want %s", year, got, want)
		}
	}
}

// TestUnknownLanguage: without a language all are tried.
func TestUnknownLanguage(t *testing.T) {
	t.Parallel()
	r := New()
	for _, text := range []string{"15 March 2023", "15. März 2023", "15 mars 2023", "15 de marzo de 2023", "15 de março de 2023"} {
		if v, err := r.Read(text, value.Context{}); err != nil || v.Normalized != "2023-03-15" {
			t.Errorf("%q: %+v, %v", text, v, err)
		}
	}
}

// TestOrder: the option goes before the locale, and both are named.
func TestOrder(t *testing.T) {
	t.Parallel()
	r := New()
	tests := []struct{ order, locale, origin, want, preference string }{
		{"", "en", "", "", ""},
		{"dmy", "en-US", "rule", "2005-04-03", "order dmy"},
		{"ymd", "", "", "2003-04-05", "order ymd"},
		{"", "en-GB", "rule", "2005-04-03", "locale en-GB of the rule"},
		{"", "en-US", "document", "2005-03-04", "locale en-US of the document"},
	}
	for _, tt := range tests {
		l, _ := value.ParseLocale(tt.locale)
		l.Origin = tt.origin
		v, err := r.Read("03/04/05", value.Context{Locale: l, Order: tt.order})
		if err != nil || v.Normalized != tt.want || v.Preference != tt.preference || len(v.Readings) != 3 {
			t.Errorf("%+v: %+v, %v", tt, v, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, language := range []string{"en", "de", "fr", "es", "pt"} {
		for _, row := range readTable(f, language) {
			f.Add(language, row.text)
		}
	}
	f.Add("en", "the the the the the of of of of , , , on on on at at 1 1 1 1")
	f.Add("en", "\xff\x00 March 15, 2023")
	r := New()
	f.Fuzz(func(t *testing.T, language, text string) {
		c := value.Context{Locale: value.Locale{Language: language}, Reference: time.Date(2023, 3, 15, 9, 30, 0, 0, time.UTC)}
		v, err := r.Read(text, c)
		if err == nil && v.Normalized == "" && len(v.Readings) < 2 && v.Unresolved == "" {
			t.Fatalf("%q has no value, no readings and no reason: %+v", text, v)
		}
		if err == nil && v.Normalized != "" && len(v.Readings) > 1 && (v.Preference == "" || v.Readings[0] != v.Normalized) {
			t.Fatalf("%q chose in silence: %+v", text, v)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	r := New()
	for _, text := range []string{"2023-03-15", "March 15, 2023", "Wednesday, 15 March 2023 at 10:30 am", "from 3 to 5 March 2023", "no date at all"} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r.Read(text, value.Context{Locale: value.Locale{Language: "en"}})
			}
		})
	}
}
