package tokenizer

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/document"
)

// Cases are sentences with bars between them. The text is the same with spaces
// for bars, or nothing where the bar is doubled.
func testSentences(t *testing.T, language string, cases []string) {
	t.Helper()
	o := defaults()
	o.Language = language
	for _, want := range cases {
		text := strings.ReplaceAll(strings.ReplaceAll(want, "||", ""), "|", " ")
		got := joined(annotate(t, text, o), document.Sentences)
		if diff := cmp.Diff(strings.ReplaceAll(want, "||", "|"), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", language, diff)
		}
	}
}

func TestSentencesEnglish(t *testing.T) {
	t.Parallel()
	testSentences(t, "en", []string{
		"",
		"One.|Two!|Three?|Four",
		"Dr. Smith saw Mr. Jones.|He left.",
		"He works at Acme Inc.|The board met.",
		"Acme Inc. v. Smith was decided.|It stands.",
		"Acme Inc. Chairman Bob spoke.",
		"He left the U.S.|He was born there.",
		"The U.S. Supreme Court sat.",
		"Take 5 mg b.i.d. for pain.",
		"No. 5 is alive.|No.|Then stop.",
		"See 42 U.S.C. § 1983 and Art. II.|Read it.",
		"J. R. Smith and J.R.R. Tolkien wrote.",
		"We chose plan B.|The rest failed.",
		"It costs 3.50 now.|Version 1.2.3 is out.",
		"He said \"Stop.\"|She did not.",
		"(It rained.)|We stayed.",
		"\"Why?\" he asked.|\"Because!\" she said.",
		"Wait... what is it?|Well...|Nothing.",
		"Really?!|Yes.",
		"It was good, e.g. here, etc. and so on.",
		"In 2019.|25 people came.",
		"He left. (see below)",
		"1. The parties agree.|2. The fee is due.",
		"(a) First thing.|(b) Second thing.",
		"IV. Results are here.",
		"It ended .|Next came that .",
		"Mail a@b.com. now or see www.x.org.|Thanks.",
		"Thanks!!! 😀|Bye.",
		"end.||The start",
		"System.Collections is a name.",
		"At 5 p.m. Friday we met.|At 6 p.m.|We left.",
		"He has a Ph.D. from Yale.",
		"hello!|my order is late",
		"so it is. and then",
		"W.P. No. 616 of 2020 was filed.|K. A. Smith filed it.",
		"see art . 5 now .|The end .",
	})
}

func TestSentencesOfOtherLanguages(t *testing.T) {
	t.Parallel()
	testSentences(t, "de", []string{
		"Am 5. Mai kam Dr. Groß.|Er blieb.",
		"Der 1. FC Köln siegte.|Die Fans jubeln.",
		"Gem. Art. 5 Abs. 2 S. 1 GG gilt das.|Das reicht.",
		"Er sagte: „Komm.“|Sie kam.",
		"Obst, Gemüse usw.|Der Markt ist groß.",
		"Das ist z. B. Herr Groß.|Er ist groß.",
		"Es war 1999.|Dann kam Karl.",
	})
	testSentences(t, "fr", []string{
		"M. Dupont et Mme Blanc sont là.|Ils parlent.",
		"« Viens. »|Elle vint.",
	})
	testSentences(t, "es", []string{"El Sr. García vino.|¿Quién es?|¡Hola!"})
	testSentences(t, "zh", []string{"我爱北京。||你呢？||好！"})
	testSentences(t, "ja", []string{"「はい。」||そうです。"})
	testSentences(t, "hi", []string{"यह घर है।|वह गया।"})
	testSentences(t, "hi", []string{"डॉ. शर्मा आए।|वह गया।"})
	testSentences(t, "ru", []string{"Он жил в г. Москва на ул. Ленина.|Это было в 1980 г.|Это давно.", "И т.д. и т.п.|Он ушёл."})
	testSentences(t, "he", []string{"הוא עובד בצה\"ל.|מה שלומך?|טוב!"})
	testSentences(t, "ko", []string{"그는 2023년에 왔다.|삼성전자(주)는 크다."})
	testSentences(t, "ar", []string{"من هو؟|هو أحمد."})
}

func TestLines(t *testing.T) {
	t.Parallel()
	long := "This line is long enough to have been wrapped"
	tests := []struct {
		name, text, want string
	}{
		{"blank line", "one\n\ntwo", "one|two"},
		{"blank line of CRLF with spaces", "one\r\n \r\ntwo", "one|two"},
		{"form feed", "one\ftwo", "one|two"},
		{"paragraph separator", "one\u2029two", "one|two"},
		{"hard wrap", long + "\nAnd goes on here.", long + "\nAnd goes on here."},
		{"hard wrap after CRLF", long + "\r\nAnd on.", long + "\r\nAnd on."},
		{"lower case goes on", "short\nline", "short\nline"},
		{"comma goes on", "Paris,\nFrance", "Paris,\nFrance"},
		{"title goes on", "Dear Dr.\nSmith", "Dear Dr.\nSmith"},
		{"heading", "Introduction\nThe text.", "Introduction|The text."},
		{"markdown heading", "# " + long + "\nThe text.", "# " + long + "|The text."},
		{"capitals", strings.ToUpper(long) + "\nthe text", strings.ToUpper(long) + "|the text"},
		{"fields", "Name: Ann Lee\nOrder: XG-4500", "Name: Ann Lee|Order: XG-4500"},
		{"list", "to buy:\n- milk\n- tea\n* jam\n• egg", "to buy:|- milk|- tea|* jam|• egg"},
		{"numbers", long + "\n1. one\n2) two\n(c) three\nd) four", long + "|1. one|2) two|(c) three|d) four"},
		{"no list", long + "\n(but) " + long + "\n2019. later", long + "\n(but) " + long + "\n2019. later"},
		{"sentence then line", "One.\nTwo.", "One.|Two."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := joined(annotate(t, test.text, defaults()), document.Sentences)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
