package numerals

import (
	"math/big"
	"strings"
	"testing"

	"github.com/onomast/onomast/plugins/rules/normalize/value"
	"pgregory.net/rapid"
)

func TestWhole(t *testing.T) {
	t.Parallel()
	languages := Load()
	for language, table := range map[string]string{
		"en": `zero 0; one 1; twelve 12; twenty-two 22; ninety-nine 99; one hundred 100; a hundred 100; one hundred and five 105;
			two thousand twenty-three 2023; three hundred forty-five thousand six hundred and seventy-eight 345678; twelve hundred 1200;
			one million two hundred thousand 1200000; five billion 5000000000; 1,234 1234; 1,234,567.89 1234567.89; 1.5 1.5; 2½ 2.5; 2 1/2 2.5; 1/2 0.5;
			half 0.5; a half 0.5; one and a half 1.5; two and a half 2.5; three quarters 0.75; 5 million 5000000; 2.5 million 2500000; a dozen 12; two dozen 24;
			half a million 500000; 12,34,567 1234567; .5 0.5; -3 -3; 10 000 10000; thirty (30) 30; 30 (thirty) 30; forty thousand (40,000) 40000; half a dozen 6`,
		"de": `null 0; eins 1; zwölf 12; zweiundzwanzig 22; einundneunzig 91; hundert 100; einhundert 100; hundertfünf 105; zweihundertdreiundvierzig 243;
			tausend 1000; eintausendneunhundertvierundachtzig 1984; neunzehnhundertvierundachtzig 1984; zweitausenddreiundzwanzig 2023;
			eine Million zweihunderttausend 1200000; drei Milliarden 3000000000; 1.234 1234; 1.234.567,89 1234567.89; 1,5 1.5; 5 Mio. 5000000; 2,5 Mrd. 2500000000;
			anderthalb 1.5; zweieinhalb 2.5; dreißig (30) 30; ein halb 0.5; hundert Millionen 100000000; 1,234.5 1234.5`,
		"fr": `zéro 0; un 1; dix-sept 17; vingt et un 21; vingt-deux 22; soixante-dix 70; soixante et onze 71; soixante-dix-neuf 79; quatre-vingts 80; quatre-vingt-un 81;
			quatre-vingt-dix 90; quatre-vingt-dix-neuf 99; septante-cinq 75; nonante 90; cent 100; cent un 101; deux cents 200; deux cent cinquante 250; mille 1000;
			mille neuf cent quatre-vingt-quatre 1984; deux mille vingt-trois 2023; un million deux cent mille 1200000; 3 milliards 3000000000; 1 234,5 1234.5; 1,5 1.5; trente (30) 30`,
		"es": `cero 0; uno 1; dieciséis 16; veintidós 22; treinta y uno 31; noventa y nueve 99; cien 100; ciento uno 101; doscientos cincuenta 250; mil 1000;
			mil novecientos ochenta y cuatro 1984; dos mil veintitrés 2023; un millón doscientos mil 1200000; mil millones 1000000000; tres mil quinientos millones 3500000000;
			1.234,5 1234.5; 5 mil millones 5000000000; treinta (30) 30; media 0.5; uno y medio 1.5; quinientas 500`,
		"pt": `zero 0; um 1; dezesseis 16; dezasseis 16; vinte e dois 22; noventa e nove 99; cem 100; cento e um 101; duzentos e cinquenta 250; mil 1000;
			mil novecentos e oitenta e quatro 1984; dois mil e vinte e três 2023; um milhão e duzentos mil 1200000; 1.234,5 1234.5; 5 bilhões 5000000000; trinta (30) 30; um e meio 1.5`,
	} {
		for entry := range strings.SplitSeq(table, ";") {
			entry = strings.TrimSpace(entry)
			at := strings.LastIndexByte(entry, ' ')
			text, want := strings.TrimSpace(entry[:at]), entry[at+1:]
			n, ok := languages.Of(language).Whole(text, value.Locale{Language: language})
			if !ok || len(n.Values) != 1 || Format(n.Values[0]) != want {
				t.Errorf("%s %q: %v %v, want %s", language, text, ok, formatted(n), want)
			}
		}
	}
}

func TestNoNumber(t *testing.T) {
	t.Parallel()
	languages := Load()
	for language, table := range map[string]string{
		"en": "and; five and; five five; two twenty; million thousand; hundred-; twenty thirty; 1.2.3.4; 1,2,3; x; -; .; ; one hundred hundred; five zero",
		"de": "und; zweiund; zwanzigzwei; undzwanzig; hunderthundert; tausendtausend; zweizwei",
		"fr": "et; quatre vingt trente; vingt et; deux un; soixante trente",
		"es": "y; treinta y; y uno; dos tres; cien y",
		"pt": "e; vinte e; dois três",
	} {
		for text := range strings.SplitSeq(table, ";") {
			if n, ok := languages.Of(language).Whole(text, value.Locale{Language: language}); ok {
				t.Errorf("%s %q is %v", language, text, formatted(n))
			}
		}
	}
}

func TestOrdinals(t *testing.T) {
	t.Parallel()
	languages := Load()
	for language, table := range map[string]string{
		"en": "first 1; fifteenth 15; twenty-first 21; thirtieth 30; one hundredth 100",
		"de": "erste 1; ersten 1; dritter 3; siebten 7; fünfzehnten 15; einundzwanzigsten 21; dreißigste 30; hundertste 100; zweitausenderste 2001",
		"fr": "premier 1; deuxième 2; dix-septième 17; vingt et unième 21; trentième 30",
		"es": "primero 1; décimo quinto 15; decimoquinto 15; vigésimo primero 21; trigésimo 30",
		"pt": "primeiro 1; décimo quinto 15; vigésimo primeiro 21; trigésima 30",
	} {
		for entry := range strings.SplitSeq(table, ";") {
			entry = strings.TrimSpace(entry)
			at := strings.LastIndexByte(entry, ' ')
			words, _ := Split(entry[:at], 9)
			w, ok := languages.Of(language).Words(words)
			if !ok || !w.Ordinal || w.Used != len(words) || big.NewInt(w.Value).String() != entry[at+1:] {
				t.Errorf("%s %q: %+v", language, entry, w)
			}
		}
	}
}

func TestYear(t *testing.T) {
	t.Parallel()
	en := Load().Of("en")
	for text, want := range map[string]int64{
		"nineteen eighty-four": 1984, "twenty twenty-three": 2023, "nineteen oh five": 1905, "two thousand and one": 2001, "nineteen hundred": 1900, "ten sixty-six": 1066,
	} {
		words, _ := Split(text, 9)
		if w, ok := en.Year(words); !ok || w.Value != want || w.Used != len(words) {
			t.Errorf("%s: %+v", text, w)
		}
	}
}

// TestReadings: without a locale, one separator before three digits can mean
// two things, and a number written twice can contradict itself.
func TestReadings(t *testing.T) {
	t.Parallel()
	en := Load().Of("en")
	tests := []struct{ text, language, want string }{
		{"1.234", "", "1234 1.234"}, {"1,234", "", "1234 1.234"}, {"1,5", "", "1.5"}, {"1.234,5", "", "1234.5"}, {"0.123", "", "0.123"}, {"1.234.567", "", "1234567"},
		{"1,234", "en", "1234"}, {"1.234", "en", "1.234"}, {"1'234.5", "", "1234.5"}, {"thirty (60)", "en", "30 60"}, {"1234.567", "", "1234.567"},
	}
	for _, tt := range tests {
		n, ok := en.Whole(tt.text, value.Locale{Language: tt.language})
		if got := formatted(n); !ok || got != tt.want {
			t.Errorf("%q in %q: %v, want %s", tt.text, tt.language, got, tt.want)
		}
	}
	if n, _ := en.Whole("thirty (60)", value.Locale{}); !n.Conflict {
		t.Error("no conflict in thirty (60)")
	}
}

func TestAmount(t *testing.T) {
	t.Parallel()
	en := Load().Of("en")
	for text, want := range map[string]string{"5m": "5000000", "2.5bn": "2500000000", "10k": "10000", "3": "3", "five m": "5"} {
		if n, ok := en.Amount(text, value.Locale{Language: "en"}); !ok || formatted(n) != want {
			t.Errorf("%q: %s", text, formatted(n))
		}
	}
	if n, _ := en.Prefix("5 m", value.Locale{Language: "en"}); n.Rest != "m" {
		t.Errorf("a metre became a million: %+v", n)
	}
}

func formatted(n Number) string {
	var out []string
	for _, v := range n.Values {
		out = append(out, Format(v))
	}
	return strings.Join(out, " ")
}

// TestEveryNumberInEnglish writes numbers with a small writer of its own
// and reads them back.
func TestEveryNumberInEnglish(t *testing.T) {
	t.Parallel()
	en := Load().Of("en")
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(0, 999_999_999).Draw(t, "n")
		text := englishWords(n)
		got, ok := en.Whole(text, value.Locale{Language: "en"})
		if !ok || got.Values[0].Cmp(new(big.Rat).SetInt64(n)) != 0 {
			t.Fatalf("%d is %q is %v", n, text, formatted(got))
		}
	})
}

func englishWords(n int64) string {
	small := strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	tens := strings.Fields("x x twenty thirty forty fifty sixty seventy eighty ninety")
	join := func(head string, rest int64, and string) string {
		if rest == 0 {
			return head
		}
		return head + and + englishWords(rest)
	}
	switch {
	case n < 20:
		return small[n]
	case n < 100:
		return join(tens[n/10], n%10, "-")
	case n < 1000:
		return join(small[n/100]+" hundred", n%100, " and ")
	case n < 1_000_000:
		return join(englishWords(n/1000)+" thousand", n%1000, " ")
	}
	return join(englishWords(n/1_000_000)+" million", n%1_000_000, " ")
}

func FuzzPrefix(f *testing.F) {
	for _, text := range []string{"1.234,5", "twenty-two", "½", "5 Mio. €", "2 1/2", "zweiundzwanzig", "1/0", "--1", "1e9", "\xff1", "(((1", "1 (one", "9999999999999999999999999999999999999999999999"} {
		f.Add("en", text)
		f.Add("de", text)
		f.Add("fr", text)
	}
	languages := Load()
	f.Fuzz(func(t *testing.T, language, text string) {
		n, ok := languages.Of(language).Prefix(text, value.Locale{Language: language})
		if ok && (len(n.Values) == 0 || len(n.Rest) >= len(text)) {
			t.Fatalf("%q: %+v", text, n)
		}
	})
}
