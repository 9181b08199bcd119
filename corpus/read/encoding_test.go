package read

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

func utf16Bytes(s string, order binary.AppendByteOrder) string {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		out = order.AppendUint16(out, u)
	}
	return string(out)
}

func TestTextIsNotAltered(t *testing.T) {
	t.Parallel()
	for name, content := range map[string]string{
		"empty": "", "spaces": " \t\n ", "crlf": "a\r\nb\r\n", "nul": "a\x00b", "no line end": "x", "decomposed": "e\u0301",
		"emoji": "\U0001F468\u200D\U0001F469", "rtl": "שלום", "inner bom": "a\uFEFFb", "replacement": "a\uFFFDb",
		"nul separated": "some words\x00and more words\x00",
	} {
		rec := one(t, Options{}, "a.txt", content)
		text(t, rec, content)
		if rec.Source != nil {
			t.Errorf("%s: a map where text and source are the same", name)
		}
		if rec.Line != 0 {
			t.Errorf("%s: line %d for a whole file", name, rec.Line)
		}
	}
}

func TestByteOrderMarks(t *testing.T) {
	t.Parallel()
	const words = "naïve \U0001F600 text\r\n北京"
	for name, source := range map[string]string{
		"utf-8":     bomUTF8 + words,
		"utf-16 le": utf16Bytes("\uFEFF"+words, binary.LittleEndian),
		"utf-16 be": utf16Bytes("\uFEFF"+words, binary.BigEndian),
	} {
		rec := one(t, Options{}, "a.txt", source)
		text(t, rec, words)
		sound(t, words, rec.Source, len(source))
		if got := origin(t, rec, source, "text"); len(got) != 4 && len(got) != 8 || !strings.Contains(strings.ReplaceAll(got, "\x00", ""), "text") {
			t.Errorf("%s: \"text\" comes from %q", name, got)
		}
		_, mark, _ := bomCharset([]byte(source))
		if start, _ := rec.Source.Span(0, 1); start != mark || mark == 0 {
			t.Errorf("%s: the text begins at byte %d", name, start)
		}
	}
	text(t, one(t, Options{}, "a.txt", bomUTF8), "")
	text(t, one(t, Options{}, "a.txt", bomLE), "")
}

func TestUTF16WithoutAMark(t *testing.T) {
	t.Parallel()
	const words = "The carton came open."
	text(t, one(t, Options{}, "a.txt", utf16Bytes(words, binary.LittleEndian)), words)
	text(t, one(t, Options{}, "a.txt", utf16Bytes(words, binary.BigEndian)), words)
	text(t, one(t, Options{Encoding: "utf-16le"}, "a.txt", utf16Bytes("北京", binary.LittleEndian)), "北京")
	failed(t, one(t, Options{}, "a.txt", utf16Bytes("\uFEFF"+words, binary.LittleEndian)+"x"), "invalid-encoding", "byte 44")
	failed(t, one(t, Options{}, "a.txt", bomLE+"a\x00\x00\xd8b\x00"), "invalid-encoding", "byte 4", "UTF-16")
	failed(t, one(t, Options{}, "a.txt", bomLE+"\x00\x00a\x00\x00\x00"), "invalid-encoding", "UTF-32")
}

func TestInvalidUTF8(t *testing.T) {
	t.Parallel()
	rec := one(t, Options{}, "a.txt", "naïve café 北京\nand \xe9t\xff")
	failed(t, rec, "invalid-utf8", "byte 24 (line 2)", "--encoding")
	for _, cut := range []string{"caf\xc3", "\xe5\x8c", "ok é and \xf0\x9f\x98", "\xed\xa0\x80", "\xc0\xaf"} {
		failed(t, one(t, Options{Encoding: "utf-8"}, "a.txt", cut), "invalid-utf8")
	}
	failed(t, one(t, Options{Encoding: "utf-8"}, "a.txt", "caf\xe9"), "invalid-utf8", "byte 3 (line 1)", "--encoding auto")
	failed(t, one(t, Options{Encoding: "utf-8"}, "a.txt", utf16Bytes("\uFEFFx", binary.LittleEndian)), "invalid-utf8", "byte 0")
	if strings.Contains(rec.Failure.Error(), "naïve") {
		t.Error("the message shows the text")
	}
}

// legacy are texts of some lines in encodings that are still met.
var legacy = []struct {
	name  string
	table encoding.Encoding
	text  string
}{
	{"windows-1252 quotes", charmap.Windows1252, "It’s the customer’s “final” offer – take it or leave it."},
	{"windows-1252 one word", charmap.Windows1252, "We met at the café at noon and talked about the order."},
	{"windows-1252 French", charmap.Windows1252, "Le dossier a été transmis à l’hôpital où la patiente était suivie depuis février; le médecin a noté une fièvre légère."},
	{"windows-1252 German", charmap.Windows1252, "Der Käufer hat die Ware übernommen und größere Mängel gerügt, die der Verkäufer nicht prüfen ließ."},
	{"windows-1252 Spanish", charmap.Windows1252, "El señor no recibió el pedido. ¿Cuándo llegará? El año pasado pasó lo mismo en España; también en otoño."},
	{"iso-8859-1 Danish", charmap.ISO8859_1, "Sagsøgeren købte en båd på øen Ærø og fik den sejlet til Århus før påske."},
	{"iso-8859-15 euro", charmap.ISO8859_15, "La facture s'élève à 300 € après déduction, payée à l'été."},
	{"windows-1250 Polish", charmap.Windows1250, "Spółka złożyła wniosek do sądu, żeby odzyskać należność za dostarczone części."},
	{"windows-1250 Czech", charmap.Windows1250, "Žalobce uvedl, že mu žalovaný dluží peníze za přepravu zboží, kterou řádně zajistil."},
	{"iso-8859-2 Polish", charmap.ISO8859_2, "Sąd uznał, że powód został źle pouczony i że należy mu się zwrot części kosztów."},
	{"windows-1254 Turkish", charmap.Windows1254, "Müşteri siparişi aldığını ancak kutunun açılmış olduğunu söyledi; iade işlemi başlatıldı."},
	{"windows-1251 Russian", charmap.Windows1251, "Покупатель получил посылку, но коробка была открыта, и он попросил вернуть деньги."},
	{"koi8-r Russian", charmap.KOI8R, "Покупатель получил посылку, но коробка была открыта, и он попросил вернуть деньги."},
	{"windows-1253 Greek", charmap.Windows1253, "Ο πελάτης παρέλαβε το δέμα, αλλά το κουτί ήταν ανοιχτό και ζήτησε επιστροφή χρημάτων."},
	{"windows-1255 Hebrew", charmap.Windows1255, "הלקוח קיבל את החבילה אבל הקופסה הייתה פתוחה והוא ביקש החזר כספי מלא."},
	{"windows-1256 Arabic", charmap.Windows1256, "استلم العميل الطرد لكن العلبة كانت مفتوحة وطلب استرداد المبلغ كاملا من الشركة."},
	{"shift_jis", japanese.ShiftJIS, "お客様は荷物を受け取りましたが、箱が開いていたので返金を求めています。"},
	{"euc-jp", japanese.EUCJP, "お客様は荷物を受け取りましたが、箱が開いていたので返金を求めています。"},
	{"gb18030", simplifiedchinese.GB18030, "客户收到了包裹，但是盒子已经被打开了，所以他要求公司退还全部的钱，我们会在三天以内处理这个问题。"},
	{"big5", traditionalchinese.Big5, "客戶收到了包裹，但是盒子已經被打開了，所以他要求公司退還全部的錢，我們會在三天以內處理這個問題。"},
	{"euc-kr", korean.EUCKR, "고객은 소포를 받았지만 상자가 열려 있어서 전액 환불을 요청했습니다. 회사는 이 문제를 해결하기로 했다."},
}

func TestOtherEncodingsAreDetected(t *testing.T) {
	t.Parallel()
	for _, c := range legacy {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			source, err := c.table.NewEncoder().String(c.text)
			if err != nil {
				t.Fatal(err)
			}
			rec := one(t, Options{}, "a.txt", source)
			text(t, rec, c.text)
			sound(t, c.text, rec.Source, len(source))
			checkBack(t, rec.Document.Text(), func(from, to int) string { from, to = rec.Source.Span(from, to); return source[from:to] }, c.table)
		})
	}
}

// checkBack decodes the source bytes of each word and compares them with it.
func checkBack(t *testing.T, text string, source func(start, end int) string, table encoding.Encoding) {
	t.Helper()
	at := 0
	for _, word := range strings.Fields(text) {
		at += strings.Index(text[at:], word)
		back, err := table.NewDecoder().String(source(at, at+len(word)))
		if err != nil || back != word {
			t.Errorf("%q leads back to %q (%v)", word, back, err)
		}
		at += len(word)
	}
}

func TestNoGuessWhereThereIsDoubt(t *testing.T) {
	t.Parallel()
	for name, source := range map[string]string{
		"random bytes":     "\x81\x9d\xf8\xff\xfe\xc1 \x90\x8d",
		"damaged UTF-8":    "naïve café, señor, Müller \xe9",
		"two letters":      "\xe4\xe0 \xf5\xfe",
		"damaged Chinese":  "北京市朝阳区建国门外大街\xe5",
		"high bytes alone": strings.Repeat("\xfe\xff\xdc", 10),
	} {
		rec := one(t, Options{}, "a.txt", source)
		if rec.Failure == nil {
			t.Errorf("%s became %q", name, rec.Document.Text())
		}
	}
}

func TestForcedEncoding(t *testing.T) {
	t.Parallel()
	text(t, one(t, Options{Encoding: "windows-1251"}, "a.txt", "\xe4\xe0"), "да")
	text(t, one(t, Options{Encoding: "ISO-8859-1"}, "a.txt", "na\xefve"), "naïve")
	text(t, one(t, Options{Encoding: "windows-1251"}, "a.txt", bomUTF8+"naïve"), "naïve")
	rec := one(t, Options{Encoding: "iso-2022-jp"}, "a.txt", "a\x1b$B$\"\x1b(Bb")
	text(t, rec, "aあb")
	sound(t, "aあb", rec.Source, 10)
	failed(t, one(t, Options{Encoding: "shift_jis"}, "a.txt", "ok\n\x81"), "invalid-encoding", "byte 3 (line 2)", "shift_jis")
	failed(t, one(t, Options{Encoding: "windows-1253"}, "a.txt", "\xaa"), "invalid-encoding", "byte 0")
	text(t, one(t, Options{Encoding: "gb18030"}, "a.txt", "\x84\x31\xa4\x37"), "\uFFFD")
}

func TestRecordFilesInOtherEncodings(t *testing.T) {
	t.Parallel()
	rec := one(t, Options{}, "a.jsonl", utf16Bytes("\uFEFF{\"text\":\"naïve \U0001F600\"}\r\n", binary.LittleEndian))
	text(t, rec, "naïve \U0001F600")
	text(t, one(t, Options{}, "a.csv", bomUTF8+"text\r\nnaïve\r\n"), "naïve")
	source := "id;text\r\n7;Der K\xe4ufer hat die Ware \xfcbernommen\r\n"
	rec = one(t, Options{}, "a.csv", source)
	text(t, rec, "Der Käufer hat die Ware übernommen")
	if got := origin(t, rec, source[len("id;text\r\n"):], "Käufer"); got != "K\xe4ufer" {
		t.Errorf("Käufer comes from %q", got)
	}
	sjis, _ := japanese.ShiftJIS.NewEncoder().String(`{"text": "お客様は表を受け取りました", "id": "ソ"}`)
	rec = one(t, Options{Encoding: "shift_jis"}, "a.jsonl", sjis) // 表 and ソ have a backslash as second byte
	text(t, rec, "お客様は表を受け取りました")
	if rec.ID != "ソ" {
		t.Errorf("id %q", rec.ID)
	}
}

func TestOneBadLineSpoilsOnlyItself(t *testing.T) {
	t.Parallel()
	root := tree(t, map[string]string{
		"a.jsonl": "{\"text\":\"é 北京 naïve\"}\n{\"text\":\"\xff\"}\n{\"text\":\"ok\"}\n",
		"b.jsonl": utf16Bytes("\uFEFF{\"text\":\"1\"}\n{\"text\":\"", binary.LittleEndian) + "\x00\xd8" + utf16Bytes("\"}\n{\"text\":\"3\"}", binary.LittleEndian),
	})
	got := readAll(t, Options{}, root)
	want(t, root, got, "a.jsonl:1 é 北京 naïve", "a.jsonl:2 !invalid-utf8", "a.jsonl:3 ok", "b.jsonl:1 1", "b.jsonl:2 !invalid-encoding", "b.jsonl:3 3")
	failed(t, got[4], "invalid-encoding", "line 2", "byte 18 is not valid UTF-16")
	failed(t, got[1], "invalid-utf8", "line 2", "byte 9")
}
