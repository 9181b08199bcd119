package read

import (
	"testing"
	"unicode/utf8"
)

func FuzzDecode(f *testing.F) {
	for i, c := range legacy {
		source, err := c.table.NewEncoder().String(c.text)
		if err != nil {
			f.Fatal(err)
		}
		f.Add([]byte(source), uint8(i))
	}
	f.Add([]byte(bomUTF8+"x"), uint8(0))
	f.Add([]byte(bomLE+"x\x00\x3d\xd8\x00\xde"), uint8(1))
	f.Add([]byte("\x1b$B$\"\x1b(B"), uint8(12))
	names := []string{"", "utf-8", "utf-16le", "utf-16be", "windows-1252", "shift_jis", "euc-jp", "gb18030", "gbk", "big5", "euc-kr", "koi8-r", "iso-2022-jp"}
	f.Fuzz(func(t *testing.T, raw []byte, which uint8) {
		forced, err := encodingNamed(names[int(which)%len(names)])
		if err != nil {
			t.Fatal(err)
		}
		s := &source{forced: forced}
		text, m, fail := s.decodeWhole(raw, which > 100)
		if fail != nil {
			if text != "" || m != nil || fail.Code == "" || fail.Message == "" {
				t.Fatalf("failure %+v beside text %q", fail, text)
			}
			return
		}
		if !utf8.ValidString(text) {
			t.Fatalf("%q is not valid UTF-8", text)
		}
		sound(t, text, m, len(raw))
		if m == nil && text != string(raw) {
			t.Fatalf("%q without a map is %q", raw, text)
		}
		// ASCII of the text is ASCII in the source, and nothing is lost: what
		// lies between two characters is no text.
		last := 0
		for at, r := range text {
			start, end := m.Span(at, at+utf8.RuneLen(r))
			if start > last && forced.name != "iso-2022-jp" && at > 0 {
				t.Fatalf("bytes %d to %d of %q left no text in %q", last, start, raw, text)
			}
			last = end
		}
	})
}

func TestTrimTail(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"": "", "abc": "abc", "é": "é", "a\xc3": "a", "a\xe5\x8c": "a", "a\xf0\x9f\x98": "a", "\xf0": "", "a\x80": "a\x80", "\x80\x80\x80\x80": "\x80\x80\x80\x80", "a\xff": "a\xff",
	} {
		if got := string(trimTail([]byte(in))); got != want {
			t.Errorf("trimTail(%q) = %q, want %q", in, got, want)
		}
	}
}
