package tokenizer

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/document"
)

// Sentences of languages whose marks, spaces or quotes are not those of English.
func TestSentencesOfOtherScripts(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, language, text, want string }{
		{"Thai closes at particles", "th", "สวัสดีครับ วันนี้อากาศดีมาก เราไปกันไหมคะ ไปสิ", "สวัสดีครับ|วันนี้อากาศดีมาก เราไปกันไหมคะ|ไปสิ"},
		{"Thai before a number goes on", "th", "รวมแล้วค่ะ 25 บาท", "รวมแล้วค่ะ 25 บาท"},
		{"Thai without its language", "en", "สวัสดีครับ วันนี้", "สวัสดีครับ วันนี้"},
		{"Japanese says who said it", "ja", "「はい。」と彼は言った。次へ。", "「はい。」と彼は言った。|次へ。"},
		{"Japanese quotes side by side", "ja", "「はい。」「いいえ。」", "「はい。」|「いいえ。」"},
		{"Chinese speech", "zh", "他说：“好。”然后走了。", "他说：“好。”|然后走了。"},
		{"Arabic question and stop", "ar", "ماذا قال؟ ذهب إلى البيت. جاء د. سليم.", "ماذا قال؟|ذهب إلى البيت.|جاء د. سليم."},
		{"Hebrew", "he", "שלום. מה שלומך? טוב.", "שלום.|מה שלומך?|טוב."},
		{"Urdu", "ur", "وہ گیا۔ پھر آیا۔", "وہ گیا۔|پھر آیا۔"},
		{"Hindi", "hi", "वह गया। डॉ. शर्मा आए।", "वह गया।|डॉ. शर्मा आए।"},
		{"Burmese", "my", "သူသွားသည်။ ပြန်လာသည်။", "သူသွားသည်။|ပြန်လာသည်။"},
		{"Estonian ordinals", "et", "Ta tuli 5. mail koju. Hr. Kask ootas jne. Ta läks.", "Ta tuli 5. mail koju.|Hr. Kask ootas jne.|Ta läks."},
		{"Polish", "pl", "Przyszedł np. prof. Nowak. To jest dom.", "Przyszedł np. prof. Nowak.|To jest dom."},
		{"Italian titles in small letters", "it", "Il sig. Bianchi arriva. L'avv. Neri no.", "Il sig. Bianchi arriva.|L'avv. Neri no."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			doc := process(t, config("{}"), newDocument(t, test.text, test.language))
			if diff := cmp.Diff(test.want, joined(doc, document.Sentences)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A text without any mark does not become one sentence of any length.
func TestLongThaiTextIsCut(t *testing.T) {
	t.Parallel()
	clause := strings.Repeat("วันนี้อากาศดี", 5) + " "
	doc := process(t, config("{}"), newDocument(t, strings.Repeat(clause, 40), "th"))
	sentences := doc.Layer(document.Sentences)
	if sentences.Len() < 10 {
		t.Errorf("%d bytes have %d sentences", len(doc.Text()), sentences.Len())
	}
	for _, s := range sentences.All() {
		if s.End-s.Start > longClause+2*len(clause) {
			t.Errorf("a sentence has %d bytes", s.End-s.Start)
		}
	}
}

// Clitics and marks of right-to-left text and of languages that elide.
func TestTokensOfOtherScripts(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, language, text, want string }{
		{"Catalan", "ca", "L'home d'Olot", "L'|home|d'|Olot"},
		{"Italian", "it", "nell'ufficio dell’arte", "nell'|ufficio|dell’|arte"},
		{"French", "fr", "l'homme qu'aujourd'hui", "l'|homme|qu'|aujourd'hui"},
		{"Hebrew acronyms and hyphens", "he", "צה״ל ב-2020, ת״א", "צה״ל|ב|-|2020|,|ת״א"},
		{"Arabic marks", "ar", "«نعم»، قال؛ لا؟", "«|نعم|»|،|قال|؛|لا|؟"},
		{"directions of text are no words", "ar", "\u202bنعم\u202c \u200fلا", "\u202b|نعم\u202c|\u200f|لا"},
		{"Latin in Japanese", "ja", "行こうGoogleへ", "行|こ|う|Google|へ"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			doc := process(t, config("{}"), newDocument(t, test.text, test.language))
			if diff := cmp.Diff(test.want, joined(doc, document.Tokens)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
