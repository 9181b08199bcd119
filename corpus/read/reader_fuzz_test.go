package read

import (
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/corpus"
)

// FuzzReader reads any bytes as any format in any encoding. Every record is a
// document or a failure, under an id that no other has; what it leads back to is
// in the file; and bytes that come one at a time give the same records.
func FuzzReader(f *testing.F) {
	for format := range uint8(6) {
		for _, s := range []string{
			"{\"text\":\"a\\u00e9\"}\n{\"id\":\"x\",\"text\":\"caf\xe9\"}\n{\"id\":\"x\",\"text\":\"b\"}\n", "id,text\n1,\"a\"\"b\"\n1,c\n", "<p>a &amp; <b>b</b>", "\xff\xfe{\x00}\x00",
			"[{\"text\":\"\x95\x5c\"},{\"text\":\"2\"}]", bomUTF8 + "text\nx\n", "\x1f\x8b\x08\x00", "\x28\xb5\x2f\xfd", "text\n\"never closed\nx\n", "\xfe\xff\x00t\x00e\x00x\x00t\x00\n\x00a",
		} {
			f.Add([]byte(s), format, format)
		}
	}
	encodings := []string{"auto", "utf-8", "utf-8-replace", "utf-16le", "utf-16be", "windows-1252", "shift_jis", "gb18030", "big5", "euc-jp"}
	f.Fuzz(func(t *testing.T, content []byte, format, encoding uint8) {
		opts := Options{Format: Formats()[int(format)%len(Formats())], Encoding: encodings[int(encoding)%len(encodings)], MaxDocument: 1 << 12, Gold: true}
		opts.Stdin = strings.NewReader(string(content))
		all := readAll(t, opts, "-")
		packed := archiveOf(content) != ""
		ids := map[string]bool{}
		for _, rec := range all {
			if (rec.Document == nil) == (rec.Failure == nil) || rec.Skipped != "" {
				t.Fatalf("%q gives neither or both: %+v", content, rec)
			}
			if rec.Document == nil {
				continue
			}
			if ids[rec.ID] {
				t.Fatalf("two documents of %q have the id %q", content, rec.ID)
			}
			ids[rec.ID] = true
			checkRecord(t, rec, content, packed)
		}
		opts.Stdin = iotest.OneByteReader(strings.NewReader(string(content)))
		if diff := cmp.Diff(brief("", all), brief("", readAll(t, opts, "-"))); diff != "" {
			t.Fatalf("%q (-whole +byte by byte):\n%s", content, diff)
		}
	})
}

func checkRecord(t *testing.T, rec corpus.Record, content []byte, packed bool) {
	text := rec.Document.Text()
	if !utf8.ValidString(text) {
		t.Fatalf("%q is not valid UTF-8", text)
	}
	if packed {
		return
	}
	room := len(content) - int(rec.Offset)
	if rec.Offset < 0 || room < 0 {
		t.Fatalf("record at %d of %d bytes", rec.Offset, len(content))
	}
	sound(t, text, rec.Source, room)
	for at, r := range text {
		start, end := rec.Source.Span(at, at+utf8.RuneLen(r))
		if from := content[int(rec.Offset)+start : int(rec.Offset)+end]; r < utf8.RuneSelf && len(from) == 1 && rune(from[0]) != r && r > ' ' {
			t.Fatalf("%q at %d leads to %q in %q", r, at, from, content)
		}
	}
}
