package read

import (
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/corpus"
)

// A writing is a text written down in a format and an encoding, with the place
// in the file of each of its characters.
type writing struct {
	file   strings.Builder
	encode func(string) string
	text   strings.Builder
	places []charPlace
}

// A charPlace is a character of the text, and its bytes in the file.
type charPlace struct {
	char       string
	start, end int
}

// raw writes what is no text.
func (w *writing) raw(s string) { w.file.WriteString(w.encode(s)) }

// char writes a character of the text as it is spelled in the format.
func (w *writing) char(c, spelled string) {
	start := w.file.Len()
	w.raw(spelled)
	w.text.WriteString(c)
	w.places = append(w.places, charPlace{c, start, w.file.Len()})
}

// check compares where a record says its characters come from.
func (w *writing) check(t *rapid.T, rec corpus.Record) {
	if rec.Document == nil {
		t.Fatalf("no document from %q: %v", w.file.String(), rec.Failure)
	}
	if rec.Document.Text() != w.text.String() {
		t.Fatalf("text %q, want %q, from %q", rec.Document.Text(), w.text.String(), w.file.String())
	}
	at := 0
	for _, p := range w.places {
		start, end := rec.Source.Span(at, at+len(p.char))
		start, end = start+int(rec.Offset), end+int(rec.Offset)
		if start != p.start || end != p.end {
			t.Fatalf("%q at byte %d of %q leads to [%d,%d), want [%d,%d) of %q", p.char, at, w.text.String(), start, end, p.start, p.end, w.file.String())
		}
		at += len(p.char)
	}
}

// A spelling writes characters the ways a format allows.
type spelling func(t *rapid.T, w *writing, char string)

func jsonSpelling(t *rapid.T, w *writing, char string) {
	r, _ := utf8.DecodeRuneInString(char)
	if short, ok := map[rune]string{'"': `\"`, '\\': `\\`, '\n': `\n`, '\t': `\t`, '\x00': `\u0000`}[r]; ok {
		w.char(char, short)
		return
	}
	switch {
	case rapid.IntRange(0, 3).Draw(t, "escaped") > 0:
		w.char(char, char)
	case r > 0xffff:
		r -= 0x10000
		w.char(char, fmt.Sprintf(`\u%04x\u%04X`, 0xd800+r>>10, 0xdc00+r&0x3ff))
	default:
		w.char(char, fmt.Sprintf(`\u%04x`, r))
	}
}

func csvSpelling(_ *rapid.T, w *writing, char string) {
	if char == `"` {
		w.char(char, `""`)
		return
	}
	w.char(char, char)
}

func htmlSpelling(t *rapid.T, w *writing, char string) {
	if char != "\n" && rapid.IntRange(0, 4).Draw(t, "tag") == 0 {
		w.raw(rapid.SampledFrom([]string{"<b>", "</b>", "<i class='x>y'>", "<!-- c -->", "<a href=\"&amp;\">", "<script>var x = '<p>'</script>", "</span >"}).Draw(t, "markup"))
	}
	r, _ := utf8.DecodeRuneInString(char)
	ways := []string{char, char, char, fmt.Sprintf("&#%d;", r), fmt.Sprintf("&#x%X;", r)}
	switch char {
	case "&", "<", "\"":
		ways = []string{map[string]string{"&": "&amp;", "<": "&lt;", "\"": "&quot;"}[char]}
	case "é":
		ways = append(ways, "&eacute;")
	case "\x00":
		ways = ways[:1]
	}
	w.char(char, rapid.SampledFrom(ways).Draw(t, "spelled"))
}

// TestEveryCharacterLeadsBackToItsBytes writes texts in every format and in many
// encodings, and reads them.
func TestEveryCharacterLeadsBackToItsBytes(t *testing.T) {
	t.Parallel()
	wide := []string{"a", "b", "x", "é", "ж", "表", "ソ", "😊", "\u0301", "\"", "\\", "&", "<", "}", ",", "|", "\x00"}
	western := []string{"a", "b", "x", "é", "ü", "€", "ß", "\"", "\\", "&", "<", "}", ","}
	eastern := []string{"a", "b", "x", "表", "ソ", "能", "北", "\"", "\\", "&", "<", "}", ",", "|"}
	table := func(e encoding.Encoding) func(string) string {
		return func(s string) string {
			out, err := e.NewEncoder().String(s)
			if err != nil {
				panic(err) // the alphabet is of the encoding
			}
			return out
		}
	}
	encodings := []struct {
		name, mark string
		encode     func(string) string
		alphabet   []string
	}{
		{"utf-8", "", func(s string) string { return s }, wide},
		{"auto", bomUTF8, func(s string) string { return s }, wide},
		{"auto", bomLE, func(s string) string { return utf16Bytes(s, binary.LittleEndian) }, wide},
		{"auto", bomBE, func(s string) string { return utf16Bytes(s, binary.BigEndian) }, wide},
		{"utf-16le", "", func(s string) string { return utf16Bytes(s, binary.LittleEndian) }, wide},
		{"windows-1252", "", table(charmap.Windows1252), western},
		{"shift_jis", "", table(japanese.ShiftJIS), []string{"a", "b", "表", "ソ", "能", "\"", "&", "<", "}", ",", "|"}},
		{"gb18030", "", table(simplifiedchinese.GB18030), eastern},
	}
	formats := []struct {
		name         string
		head, tail   string
		spell        spelling
		delimiter    byte
		before, past string // another record before and behind
	}{
		{name: "txt", spell: func(_ *rapid.T, w *writing, c string) { w.char(c, c) }},
		{name: "html", head: "<!DOCTYPE html>\n<p>", tail: "</p>\n", spell: htmlSpelling},
		{name: "jsonl", head: `{"id": "k", "text":"`, tail: "\"}\r\n", spell: jsonSpelling, before: "{\"text\":\"1\"}\n\n", past: `{"text":"3"}`},
		{name: "json", head: "\n{\"x\": [\"]\", 1.5],\n \"text\":\"", tail: "\" }", spell: jsonSpelling, before: "[{\"text\":\"1\"} ,", past: `,{"text":"3"}]`},
		{name: "csv", head: `7,"`, tail: "\"\r\n", spell: csvSpelling, delimiter: ',', before: "id,text\n0,1\n", past: "9,3"},
		{name: "csv", head: `7|"`, tail: "\"\n", spell: csvSpelling, delimiter: '|', before: "id|text\n0|1\n", past: "9|3\n"},
	}
	rapid.Check(t, func(t *rapid.T) {
		e := rapid.SampledFrom(encodings).Draw(t, "encoding")
		f := rapid.SampledFrom(formats).Draw(t, "format")
		chars := rapid.SliceOfN(rapid.SampledFrom(e.alphabet), 1, 25).Draw(t, "text")
		if chars[0] == "\x00" {
			chars[0] = "a" // a mark of UTF-16 and NUL is the mark of UTF-32
		}
		w := writing{encode: e.encode}
		w.file.WriteString(e.mark)
		w.raw(f.before + f.head)
		for _, c := range chars {
			f.spell(t, &w, c)
		}
		w.raw(f.tail + f.past)
		all := readAll(t, Options{Format: f.name, Encoding: e.name, Delimiter: f.delimiter, Stdin: strings.NewReader(w.file.String())}, "-")
		if f.before == "" {
			w.check(t, all[0])
			return
		}
		if len(all) != 3 || all[0].Document == nil || all[2].Document == nil || all[0].Document.Text()+all[2].Document.Text() != "13" {
			t.Fatalf("%d records from %q: %q", len(all), w.file.String(), brief("", all))
		}
		w.check(t, all[1])
	})
}
