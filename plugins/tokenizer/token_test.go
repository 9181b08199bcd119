package tokenizer

import "testing"

func TestWords(t *testing.T) {
	t.Parallel()
	testTokens(t, "en", []tokenCase{
		{"", ""},
		{" \t\r\n\u00a0\u2003", ""},
		{"Dr. Smith paid €1,250.00.", "Dr.|Smith|paid|€|1,250.00|."},
		{"well-known New York-based firm", "well|-|known|New|York|-|based|firm"},
		{"foo_bar __init__ a_1", "foo_bar|__init__|a_1"},
		{"Name:Ann 1;2 a;b", "Name|:|Ann|1|;|2|a|;|b"},
		{"the end.The start", "the|end|.|The|start"},
		{"example.org Node.js", "example.org|Node.js"},
		{"what?! No... --- ***", "what|?|!|No|...|---|***"},
		{"(SDI), [1]; {x}", "(|SDI|)|,|[|1|]|;|{|x|}"},
		{"\"Go!\" 'now'", "\"|Go|!|\"|'|now|'"},
		{"naïve café Łódź Straße", "naïve|café|Łódź|Straße"},
		{"cafe\u0301 x", "cafe\u0301|x"},
		{"a\u00adb c\u200bd", "a\u00adb|c|\u200b|d"},
		{"\ufeffHello", "\ufeff|Hello"},
		{"a\x00b", "a|\x00|b"},
		{"x \u0301y", "x|\u0301|y"},
		{"12\u202f345\u202f€ A\u202fB", "12|345|€|A|B"},
		{"and/or he/she", "and|/|or|he|/|she"},
	})
}

func TestScripts(t *testing.T) {
	t.Parallel()
	testTokens(t, "en", []tokenCase{
		{"我爱北京。", "我|爱|北|京|。"},
		{"カタカナ と ひら", "カタカナ|と|ひ|ら"},
		{"서울에서 만나", "서울에서|만나"},
		{"שלום, עולם", "שלום|,|עולם"},
		{"صه\"ל", "صه|\"|ל"},
		{"צה\"ל", "צה\"ל"},
		{"مرحبا بالعالم؟", "مرحبا|بالعالم|؟"},
		{"भारत में।", "भारत|में|।"},
		{"ไทย", "ไ|ท|ย"},
		{"Москва-сити, т.е. так", "Москва|-|сити|,|т.е.|так"},
	})
}

func TestAbbreviations(t *testing.T) {
	t.Parallel()
	testTokens(t, "en", []tokenCase{
		{"Dr.Smith and Mr. J. R. Smith", "Dr.|Smith|and|Mr.|J.|R.|Smith"},
		{"Sex: F.\nAge: 5. I.A. No. 5 Ltd..", "Sex|:|F|.|Age|:|5|.|I.A.|No.|5|Ltd.|."},
		{"linked to CT. However", "linked|to|CT|.|However"},
		{"Acme Inc. v. Smith", "Acme|Inc.|v.|Smith"},
		{"No. 5 and No. Then", "No.|5|and|No|.|Then"},
		{"No.5, Art. II, p. 7", "No.|5|,|Art.|II|,|p.|7"},
		{"modern art. The", "modern|art|.|The"},
		{"42 U.S.C. § 1983", "42|U.S.C.|§|1983"},
		{"5mg b.i.d. for", "5|mg|b.i.d.|for"},
		{"e.g. this, E.g. that, i.e. it", "e.g.|this|,|E.g.|that|,|i.e.|it"},
		{"a Ph.D. at 5 p.m.", "a|Ph.D.|at|5|p.m."},
		{"J.R.R. Tolkien", "J.R.R.|Tolkien"},
		{"Plan B. The", "Plan|B|.|The"},
		{"group A.", "group|A|."},
		{"Inc... and Inc.", "Inc|...|and|Inc."},
		{"(Acme Inc.)", "(|Acme|Inc.|)"},
		{"plain word.", "plain|word|."},
		{"Jan. 5, May", "Jan.|5|,|May"},
	})
	testTokens(t, "de", []tokenCase{
		{"bzw. z.B. Art. 5 Abs. 2 S. 1 GG", "bzw.|z.B.|Art.|5|Abs.|2|S.|1|GG"},
		{"z. B. Dr. Müller", "z.|B.|Dr.|Müller"},
		{"der Verein e.V. und i.d.R. Prof. Groß", "der|Verein|e.V.|und|i.d.R.|Prof.|Groß"},
		{"aller Art. Die", "aller|Art|.|Die"},
		{"Vgl. PROF. vgl. Rn. 4", "Vgl.|PROF.|vgl.|Rn.|4"},
		{"Nr.5", "Nr.|5"},
	})
	testTokens(t, "fr", []tokenCase{{"M. Dupont, art. 5 al. 2", "M.|Dupont|,|art.|5|al.|2"}})
	testTokens(t, "es", []tokenCase{{"Sra. D.ª Ana, núm. 5", "Sra.|D.ª|Ana|,|núm.|5"}})
	testTokens(t, "nl", []tokenCase{{"dhr. Jansen, bijv. B.V. X", "dhr.|Jansen|,|bijv.|B.V.|X"}})
	testTokens(t, "it", []tokenCase{{"Sig.ra Rossi, Dott. Bianchi S.p.A. a", "Sig.ra|Rossi|,|Dott.|Bianchi|S.p.A.|a"}})
	testTokens(t, "pt", []tokenCase{{"Exmo. Sr. Silva, art. 5º", "Exmo.|Sr.|Silva|,|art.|5º"}})
}

func TestClitics(t *testing.T) {
	t.Parallel()
	testTokens(t, "en", []tokenCase{
		{"Smith's dog, SMITH'S, Smith’s", "Smith|'s|dog|,|SMITH|'S|,|Smith|’s"},
		{"don't can’t we're I'll he'd I'm", "do|n't|ca|n’t|we|'re|I|'ll|he|'d|I|'m"},
		{"workers' rights", "workers|'|rights"},
		{"O'Brien's rock'n'roll", "O'Brien|'s|rock'n'roll"},
		{"'s t's n't", "'s|t|'s|n't"},
		{"Ann 's do n't they 've I’m it ’s", "Ann|'s|do|n't|they|'ve|I|’m|it|’s"},
		{"the 's' and 'd', 'sa x's'", "the|'|s|'|and|'|d|'|,|'|sa|x|'s|'"},
		{"l'homme", "l'homme"},
	})
	testTokens(t, "fr", []tokenCase{
		{"l'homme d’Artagnan qu'il Aujourd'hui", "l'|homme|d’|Artagnan|qu'|il|Aujourd'hui"},
		{"L'Oréal jusqu'à l'", "L'|Oréal|jusqu'|à|l|'"},
		{"Smith's", "Smith's"},
	})
	testTokens(t, "it", []tokenCase{{"dell'arte L’Aquila", "dell'|arte|L’|Aquila"}})
	testTokens(t, "de", []tokenCase{{"geht's", "geht's"}})
}

func TestNumbers(t *testing.T) {
	t.Parallel()
	testTokens(t, "en", []tokenCase{
		{"1,250.00 1'000 3.14 50% -5", "1,250.00|1'000|3.14|50|%|-|5"},
		{"5mg 10kg 3.5GHz 5mg/ml 10am 5µg", "5|mg|10|kg|3.5|GHz|5|mg|/|ml|10|am|5|µg"},
		{"3D 1st 4x4 G20 H1N1 1980s 2nd", "3D|1st|4x4|G20|H1N1|1980s|2nd"},
		{"$5m US$5 EUR500 Rs.500 Rs500", "$|5|m|US|$|5|EUR|500|Rs.|500|Rs|500"},
		{"2023-03-15 03/04/05 15.03.2023 1/2/2020", "2023-03-15|03/04/05|15.03.2023|1/2/2020"},
		{"2023-03-15T10:30:00Z, 2023-03-15T10:30:05.123+01:00.", "2023-03-15T10:30:00Z|,|2023-03-15T10:30:05.123+01:00|."},
		{"2023-03-15T10:30+0100 2023-03-15T10:30-05 2023-03-15T10:30", "2023-03-15T10:30+0100|2023-03-15T10:30-05|2023-03-15T10:30"},
		{"2021/22 10-20 1-2-3", "2021|/|22|10|-|20|1|-|2|-|3"},
		{"10:30 9:05:07 10:30am 1:2", "10:30|9:05:07|10:30|am|1|:|2"},
		{"192.168.0.1 10.0.0.1:80 999.1.1.1", "192.168.0.1|10.0.0.1|:|80|999.1.1.1"},
		{"2001:db8::1 fe80::1%x", "2001:db8::1|fe80::1|%|x"},
		{"§ 5 §1983 37°C #5", "§|5|§|1983|37|°|C|#|5"},
		{"in 2019.", "in|2019|."},
	})
}

func TestCodes(t *testing.T) {
	t.Parallel()
	testTokens(t, "en", []tokenCase{
		{"XG-4500 XG-4500b AB-12/3 COVID-19.", "XG-4500|XG-4500b|AB-12/3|COVID-19|."},
		{"2.4.1-rc2 v1.2.3 v2.0-beta.1 2.4-fold", "2.4.1-rc2|v1.2.3|v2.0-beta.1|2.4|-|fold"},
		{"IL-2-induced HIV-1/HIV-2 5-year-old", "IL-2|-|induced|HIV-1|/|HIV-2|5|-|year|-|old"},
		{"10-K F-16s T-cell NF-kappaB A-B", "10-K|F-16s|T|-|cell|NF|-|kappaB|A|-|B"},
		{"(XG-4500), p53", "(|XG-4500|)|,|p53"},
	})
}

func TestAddresses(t *testing.T) {
	t.Parallel()
	testTokens(t, "en", []tokenCase{
		{"see https://example.com/a?b=c#d, ok", "see|https://example.com/a?b=c#d|,|ok"},
		{"(http://x.org/a_(b)) www.example.com.", "(|http://x.org/a_(b)|)|www.example.com|."},
		{"example.com/x example.com:8080/y my-shop.com", "example.com/x|example.com:8080/y|my-shop.com"},
		{"https:// x", "https|:|/|/|x"},
		{"mail ann.lee+x@example.co.uk. <a@b.com>", "mail|ann.lee+x@example.co.uk|.|<|a@b.com|>"},
		{"mailto:a-b@c-d.org", "mailto|:|a-b@c-d.org"},
		{"a@b c@d.e", "a|@|b|c|@|d.e"},
		{`/usr/local/bin, ./x.sh ../y/z ~/a C:\Users\x \\srv\share`, `/usr/local/bin|,|./x.sh|../y/z|~/a|C:\Users\x|\\srv\share`},
		{"he /she 5/6 $5/month", "he|/|she|5|/|6|$|5|/|month"},
	})
}

func TestTagsAndEmoji(t *testing.T) {
	t.Parallel()
	testTokens(t, "en", []tokenCase{
		{"#hashtag #日本語 #a_1, C# #1", "#hashtag|#日本語|#a_1|,|C|#|#|1"},
		{"@anna_b: hi @ 5", "@anna_b|:|hi|@|5"},
		{"👩‍👩‍👧‍👦🇩🇪🇫🇷👍🏽1️⃣❤️x", "👩‍👩‍👧‍👦|🇩🇪|🇫🇷|👍🏽|1️⃣|❤️|x"},
		{"😀😀", "😀|😀"},
		{"#️⃣", "#️⃣"},
	})
}
