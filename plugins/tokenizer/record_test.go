package tokenizer

import "testing"

func TestDockets(t *testing.T) {
	t.Parallel()
	testMatcher(t, docketEnd, []boundCase{
		{"12-cv-345", "12-cv-345"},
		{"1:12-cv-00345-ABC-DE.", "1:12-cv-00345-ABC-DE"},
		{"3:19-cr-0001, x", "3:19-cr-0001"},
		{"12-cv-345-abc", "12-cv-345"},
		{"12-cv-345-ABCDE", "12-cv-345"},
		{"12-cv-", ""},
		{"12-to-15", ""},
		{"12-cv-345b", ""},
		{"1:12", ""},
		{"-cv-5", ""},
		{"12", ""},
	})
}

func TestDoses(t *testing.T) {
	t.Parallel()
	testMatcher(t, doseEnd, []boundCase{
		{"q.4h.", "q.4h."},
		{"Q.12h prn", "Q.12h"},
		{"q.2wk,", "q.2wk"},
		{"q.4hours", ""},
		{"q.444h", ""},
		{"q.h", ""},
		{"q4h", ""},
		{"p.4h", ""},
	})
}

func TestHardwareAddresses(t *testing.T) {
	t.Parallel()
	testMatcher(t, hardwareEnd, []boundCase{
		{"00:1A:2b:3C:4D:5E", "00:1A:2b:3C:4D:5E"},
		{"00-1A-2b-3C-4D-5E.", "00-1A-2b-3C-4D-5E"},
		{"00:1A:2b:3C-4D:5E", ""},
		{"00:1A:2b:3C:4D", ""},
		{"00:1A:2b:3C:4D:5E:6F", ""},
		{"00:1A:2b:3C:4D:5G", ""},
		{"00:1A:2b:3C:4D:5E1", ""},
	})
}

func TestEmoticons(t *testing.T) {
	t.Parallel()
	testMatcher(t, emoticonEnd, []boundCase{
		{":)", ":)"},
		{";-) x", ";-)"},
		{":-(((.", ":-((("},
		{":D!", ":D"},
		{"=D", "=D"},
		{":'(", ":'("},
		{"=P", ""},
		{":Details", ""},
		{":(bar)", ""},
		{"::", ""},
		{": )", ""},
		{":", ""},
		{":-", ""},
	})
	testTokens(t, "en", []tokenCase{
		{"(see a:) 8:) x::) http://x", "(|see|a|:|)|8|:|)|x|:|:|)|http://x"},
		{"Great!:) ok :-P, bye ;)", "Great|!|:)|ok|:-P|,|bye|;)"},
	})
}

// The kinds of records that domains are full of.
func TestDomains(t *testing.T) {
	t.Parallel()
	testTokens(t, "en", []tokenCase{
		{"42 U.S.C. §§ 1983, 1985(3)", "42|U.S.C.|§|§|1983|,|1985|(|3|)"},
		{"Brown v. Bd. of Educ., 347 U.S. 483", "Brown|v.|Bd.|of|Educ.|,|347|U.S.|483"},
		{"123 F. Supp. 2d 456 (D. Mass. 2001), 12 F.3d 3, 5 N.E.2d 6", "123|F.|Supp.|2d|456|(|D.|Mass.|2001|)|,|12|F.3d|3|,|5|N.E.2d|6"},
		{"No. 1:12-cv-00345, C.A.No. 347, No. CV-12", "No.|1:12-cv-00345|,|C.A.No.|347|,|No.|CV-12"},
		{"M/s. Lee & Co., S/o Rao, c/o Ann, he/she", "M/s.|Lee|&|Co.|,|S/o|Rao|,|c/o|Ann|,|he|/|she"},
		{"aff'd and rev'd. on", "aff'd|and|rev'd.|on"},
		{"Pt. c/o SOB x3 d, b.i.d. dosing, 5 mg/kg/day, q.4h.", "Pt.|c/o|SOB|x3|d|,|b.i.d.|dosing|,|5|mg|/|kg|/|day|,|q.4h."},
		{"max 4g/24h. Rx", "max|4|g|/|24|h|.|Rx"},
		{"Take 14d or 3d of it", "Take|14|d|or|3|d|of|it"},
		{"v2.4.1-rc1, 1.0.0-beta.2+build.5, 1.0-rc1+", "v2.4.1-rc1|,|1.0.0-beta.2+build.5|,|1.0-rc1|+"},
		{"at com.foo.Bar.baz(Bar.java:42) java.lang.Error: x", "at|com.foo.Bar.baz|(|Bar.java|:|42|)|java.lang.Error|:|x"},
		{`C:\\Temp\\x.log ~/.bashrc ./.env /.x`, `C:\\Temp\\x.log|~/.bashrc|./.env|/.x`},
		{"10.0.0.1:8080 1.5e-10 2E+3 1e-x", "10.0.0.1|:|8080|1.5e-10|2E+3|1e|-|x"},
		{"rev. B, order no. ORD-2023-1", "rev.|B|,|order|no.|ORD-2023-1"},
		{"He said ``yes'' and ''no''", "He|said|``|yes|''|and|''|no|''"},
	})
	testTokens(t, "fr", []tokenCase{{"J.-P. Martin, av. J.-C. ou J.-Pierre", "J.-P.|Martin|,|av.|J.-C.|ou|J|.|-|Pierre"}})
	testTokens(t, "es", []tokenCase{{"Calle Mayor s/n. 29010", "Calle|Mayor|s/n|.|29010"}})
	testTokens(t, "fr", []tokenCase{{"art. L. 121-1 et R. 5", "art.|L.|121|-|1|et|R.|5"}})
	testTokens(t, "hi", []tokenCase{{"डॉ. शर्मा", "डॉ.|शर्मा"}})
	testTokens(t, "ru", []tokenCase{{"г. Москва, ул. Ленина, д. 5, ст. 158 УК", "г.|Москва|,|ул.|Ленина|,|д.|5|,|ст.|158|УК"}})
	testTokens(t, "de", []tokenCase{{"Col. 5, Fa. Groß, Nds. GVBl", "Col|.|5|,|Fa.|Groß|,|Nds.|GVBl"}})
}

// What a list spells out goes before what is made of another entry.
func TestSpellings(t *testing.T) {
	t.Parallel()
	testTokens(t, "en", []tokenCase{{"Col. Smith, col. 5, col. x, COL. 5", "Col.|Smith|,|col.|5|,|col|.|x|,|COL.|5"}})
	testTokens(t, "it", []tokenCase{{"Cap. Rossi, cap. 5, cap. x", "Cap.|Rossi|,|cap.|5|,|cap|.|x"}})
}
