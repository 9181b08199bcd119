package money

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
	for locale, table := range map[string]string{
		"en-US": `$1,234.56 = USD 1234.56; $5 million = USD 5000000; $5m = USD 5000000; $2.5bn = USD 2500000000; $10k = USD 10000; -$5 = USD -5; five hundred dollars = USD 500;
			fifty thousand dollars ($50,000) = USD 50000; US$5 = USD 5; C$5 = CAD 5; €5 = EUR 5; £2.50 = GBP 2.50; ¥1,000 = ?; $5 to $10 = USD 5..USD 10; $5–10 million = USD 5000000..USD 10000000;
			between $5 and $10 = USD 5..USD 10; five dollars and fifty cents = USD 5.50; 50 cents = USD 0.50; one hundred and 50/100 dollars = USD 100.50; about $5 = USD 5; $5 USD = USD 5;
			the sum of $1,000 = USD 1000; $.50 = USD 0.50; 10 XYZ = !; $ = !; 5 = !; five = !; $5 apples = !; a million dollars = USD 1000000`,
		"en":    `$5 = ?; USD 5 = USD 5; 5 US dollars = USD 5; 100 kr = ?; 5 pounds sterling = GBP 5; JPY 1000 = JPY 1000; 3.5 million euros = EUR 3500000; BTC 1 = BTC 1; Rs. 500 = ?; 20 pence = GBP 0.20`,
		"en-CA": `$5 = CAD 5`,
		"sv-SE": `100 kr = SEK 100`,
		"de":    `1.234,56 € = EUR 1234.56; 5 Mio. € = EUR 5000000; EUR 5.000 = EUR 5000; zwanzig Euro = EUR 20; 5,- € = EUR 5; CHF 5.– = CHF 5; 3 Milliarden Euro = EUR 3000000000; 5 Euro und 20 Cent = EUR 5.20; 5 bis 10 Euro = EUR 5..EUR 10; 2,5 Mrd. Euro = EUR 2500000000; fünf Millionen Euro = EUR 5000000`,
		"fr":    `1 234,56 € = EUR 1234.56; 5 millions d'euros = EUR 5000000; vingt euros = EUR 20; 3 milliards d'euros = EUR 3000000000; 5 à 10 euros = EUR 5..EUR 10`,
		"es-MX": `$1,234.56 = MXN 1234.56; mil pesos = MXN 1000; un millón de euros = EUR 1000000; US$5 = USD 5`,
		"es":    `1.234,56 € = EUR 1234.56; 5 millones de euros = EUR 5000000; veinte euros con cincuenta céntimos = EUR 20.50`,
		"pt-BR": `R$ 1.234,56 = BRL 1234.56; 5 milhões de reais = BRL 5000000; vinte reais e cinquenta centavos = BRL 20.50; R$ 5 mil = BRL 5000`,
	} {
		l, err := value.ParseLocale(locale)
		if err != nil {
			t.Fatal(err)
		}
		for entry := range strings.SplitSeq(table, ";") {
			text, want, _ := strings.Cut(strings.TrimSpace(entry), " = ")
			v, err := r.Read(text, value.Context{Locale: l})
			got := v.Normalized
			switch {
			case err != nil:
				got = "!"
			case got == "":
				got = "?"
			}
			if got != want {
				t.Errorf("%s %q is %s %v, want %s", locale, text, got, v.Readings, want)
			}
		}
	}
}

func TestParts(t *testing.T) {
	t.Parallel()
	r := New()
	tests := []struct{ locale, text, want string }{
		{"en", "$5", "? readings=USD 5 | CAD 5 | AUD 5 | NZD 5 | MXN 5 | SGD 5 | HKD 5 | ARS 5 | CLP 5 | COP 5 amount=5 currencies=USD CAD AUD NZD MXN SGD HKD ARS CLP COP"},
		{"ja-JP", "¥500", "JPY 500 readings=JPY 500 | CNY 500 preference=locale ja-JP amount=500 currency=JPY"},
		{"en", "about €1,000.5", "EUR 1000.50 amount=1000.50 currency=EUR approximate=true"},
		{"en", "up to €5", "EUR 5 amount=5 currency=EUR bound=max"},
		{"en", "fifty euros (€60)", "? readings=EUR 50 | EUR 60 currency=EUR conflict=it is written twice, and not the same"},
		{"", "1.234 €", "? readings=EUR 1234 | EUR 1.234 currency=EUR"},
		{"en", "€5 to €10", "EUR 5..EUR 10 min=EUR 5 max=EUR 10"},
	}
	for _, tt := range tests {
		l, _ := value.ParseLocale(tt.locale)
		v, err := r.Read(tt.text, value.Context{Locale: l})
		if got := v.String(); err != nil || got != tt.want {
			t.Errorf("%s %q is %q, %v; want %q", tt.locale, tt.text, got, err, tt.want)
		}
	}
}

func TestWholeSums(t *testing.T) {
	t.Parallel()
	r := New()
	rapid.Check(t, func(t *rapid.T) {
		n := strconv.Itoa(rapid.IntRange(1, 999).Draw(t, "n"))
		code := rapid.SampledFrom(strings.Fields("USD EUR GBP JPY CHF INR BRL")).Draw(t, "code")
		for _, text := range []string{code + " " + n, n + " " + code, code + n} {
			if v, err := r.Read(text, value.Context{}); err != nil || v.Normalized != code+" "+n {
				t.Fatalf("%q is %+v, %v", text, v, err)
			}
		}
	})
}

func FuzzRead(f *testing.F) {
	for _, text := range []string{"$5–10 million", "fifty thousand dollars ($50,000)", "5,- €", "$", "€€", "-", "1/3 $", "\xff$", "$1e9", "$5 ($6) ($7)"} {
		f.Add("en-US", text)
		f.Add("de", text)
	}
	r := New()
	f.Fuzz(func(t *testing.T, locale, text string) {
		l, _ := value.ParseLocale(locale)
		v, err := r.Read(text, value.Context{Locale: l})
		if err == nil && v.Normalized == "" && len(v.Readings) < 2 {
			t.Fatalf("%q: %+v", text, v)
		}
		if err == nil && v.Normalized != "" && len(v.Readings) > 0 && v.Preference == "" {
			t.Fatalf("%q chose in silence: %+v", text, v)
		}
	})
}
