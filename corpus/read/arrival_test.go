package read

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"pgregory.net/rapid"
)

// TestHowBytesArriveDoesNotMatter reads the same bytes one at a time and all at
// once: a slow pipe is no other input.
func TestHowBytesArriveDoesNotMatter(t *testing.T) {
	t.Parallel()
	piece := rapid.SampledFrom([]string{
		"{\"text\":\"plain\"}\n", "{\"text\":\"caf\xe9 cr\xe8me \xe0 la carte\"}\n", "{\"text\":\"café\"}\n", "{\"text\":\"\xff\"}\n", "\n", "{", "\"a,b\"", "id,text\n", "x,y\r\n", "\xef\xbb\xbf",
		"[", "]", ",", "{\"text\":\"\x82\xa0\x82\xa2\x82\xcc\x82\xf0\x82\xb5\x82\xbd\x95\x5c\"}\n", "\x00", "1 \"\" ", "\\", "\"", "<p>", "&amp;",
	})
	rapid.Check(t, func(t *rapid.T) {
		content := strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, "content"), "")
		format := rapid.SampledFrom(Formats()).Draw(t, "format")
		var results [3][]string
		for i, in := range []io.Reader{strings.NewReader(content), iotest.OneByteReader(strings.NewReader(content)), iotest.HalfReader(strings.NewReader(content))} {
			results[i] = brief("", readAll(t, Options{Format: format, Stdin: in}, "-"))
		}
		if diff := cmp.Diff(results[0], results[1]) + cmp.Diff(results[0], results[2]); diff != "" {
			t.Fatalf("%s from %q (-whole +in pieces):\n%s", format, content, diff)
		}
	})
}

// TestEncodingIsSettledByTheFirstRecordThatTells has much ASCII before.
func TestEncodingIsSettledByTheFirstRecordThatTells(t *testing.T) {
	t.Parallel()
	const german = "Der Käufer hat die Ware übernommen und größere Mängel gerügt, die der Verkäufer nicht prüfen ließ."
	latin, err := charmap.Windows1252.NewEncoder().String(german)
	if err != nil {
		t.Fatal(err)
	}
	ascii := strings.Repeat("plain words\n", 20_000) // more than any buffer
	lines := strings.ReplaceAll(ascii, "plain words", `{"text":"plain words"}`)
	for name, content := range map[string]string{
		"a.jsonl": lines + `{"text":"` + latin + "\"}\n" + `{"text":"` + latin + "!\"}\n",
		"a.json":  "[" + strings.ReplaceAll(strings.TrimSpace(lines), "\n", ",") + `,{"text":"` + latin + `"},{"text":"` + latin + `!"}]`,
		"a.csv":   "text\n" + ascii + "\"" + latin + "\"\n\"" + latin + "!\"\n",
	} {
		root := tree(t, map[string]string{name: content})
		got := readAll(t, Options{}, root)
		if len(got) != 20_002 {
			t.Fatalf("%s: %d records", name, len(got))
		}
		text(t, got[20_000], german)
		text(t, got[20_001], german+"!")
		_, end := got[20_001].Source.Span(len(german), len(german)+1)
		if at := got[20_001].Offset + int64(end); content[at-1] != '!' {
			t.Errorf("%s: ! leads to %q", name, content[at-1])
		}
	}
	mixed := tree(t, map[string]string{"a.jsonl": "{\"text\":\"é\"}\n{\"text\":\"" + latin + "\"}\n{\"text\":\"ü\"}\n"})
	want(t, mixed, readAll(t, Options{}, mixed), "a.jsonl:1 é", "a.jsonl:2 !invalid-utf8", "a.jsonl:3 ü")
}

// TestSecondBytesThatLookLikeASCII are why .json and tables need to know of
// characters of two bytes before they cut.
func TestSecondBytesThatLookLikeASCII(t *testing.T) {
	t.Parallel()
	sjis, err := japanese.ShiftJIS.NewEncoder().String("表ソ能") // each ends in a backslash
	if err != nil {
		t.Fatal(err)
	}
	got := readAll(t, Options{Format: "json", Encoding: "shift_jis", Stdin: strings.NewReader(`[{"text":"` + sjis + `"},{"text":"2"}]`)}, "-")
	want(t, "", got, "-:1 表ソ能", "-:2 2")
	long := "お客様は荷物を受け取りましたが、箱が開いていたので返金の表を求めています。表"
	source, err := japanese.ShiftJIS.NewEncoder().String(`[{"text":"` + long + `"},{"text":"2"}]`)
	if err != nil {
		t.Fatal(err)
	}
	got = readAll(t, Options{Format: "json", Stdin: strings.NewReader(source)}, "-")
	want(t, "", got, "-:1 "+long, "-:2 2")
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String("id|text\n1|\"瀨\"\n2|x\n") // 瀨 is 9e 7c
	if err != nil {
		t.Fatal(err)
	}
	got = readAll(t, Options{Format: "csv", Delimiter: '|', Encoding: "gb18030", Stdin: strings.NewReader(gbk)}, "-")
	want(t, "", got, "1 瀨", "2 x")
	big, err := traditionalchinese.Big5.NewEncoder().String(`{"text":"功"} {"text":"蓋"}`) // a5 5c, bb 5c
	if err != nil {
		t.Fatal(err)
	}
	got = readAll(t, Options{Format: "json", Encoding: "big5", Stdin: strings.NewReader(big)}, "-")
	want(t, "", got, "-:1 功", "-:2 蓋")
}

func TestRecordsCannotBeCutInEveryEncoding(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"a.jsonl", "a.json", "a.csv"} {
		failed(t, one(t, Options{Encoding: "iso-2022-jp"}, name, "{\"text\":\"x\"}\n"), "invalid-encoding", "iso-2022-jp", "convert it to UTF-8")
	}
}

func TestBinaryRecordFilesFailOnce(t *testing.T) {
	t.Parallel()
	for name, content := range map[string]string{
		"a zip archive": "PK\x03\x04" + strings.Repeat("\x00\n", 100), "a gzip archive": gzipped(t, strings.Repeat("x\ny", 1000)),
		"a PNG image": "\x89PNG\r\n\x1a\n\x00\x00", "a PDF file": "%PDF-1.7\n\xff\n", "binary data": strings.Repeat("\x00\x01\n\x02", 100), "a Parquet file": "PAR1\x15\x04\x15\x00\xff\n\n",
	} {
		for _, file := range []string{"a.jsonl", "a.json", "a.csv"} {
			failed(t, one(t, Options{}, file, content), "binary", name)
		}
	}
	text(t, one(t, Options{}, "a.csv", "PAR1,text\n1,x\n"), "x") // letters alone prove nothing
}

// TestDamageIsReplacedOnRequest never alters a text in silence.
func TestDamageIsReplacedOnRequest(t *testing.T) {
	t.Parallel()
	opts := Options{Encoding: "utf-8-replace"}
	source := "naïve\ncaf\xe9 \xe5\x8c b\xff"
	rec := one(t, opts, "a.txt", source)
	text(t, rec, "naïve\ncaf\uFFFD \uFFFD\uFFFD b\uFFFD")
	sound(t, rec.Document.Text(), rec.Source, len(source))
	if got := origin(t, rec, source, "b\uFFFD"); got != "b\xff" {
		t.Errorf("the end leads to %q", got)
	}
	notes := rec.Document.Notes()
	if len(notes) != 1 || notes[0].Code != "reader.invalid-utf8" || !strings.Contains(notes[0].Message, "4 bytes") || !strings.Contains(notes[0].Message, "byte 10 (line 2)") {
		t.Errorf("notes %+v", notes)
	}
	root := tree(t, map[string]string{"a.jsonl": "{\"text\":\"1\xff\"}\n{\"text\":\"2\"}\n{\xff}\n{\"text\":\"3\"}\n", "b.csv": bomUTF8 + "text\n\xff\nx\n", "c.html": "<p>\xffa&amp;"})
	all := readAll(t, opts, root)
	want(t, root, all, "a.jsonl:1 1\uFFFD", "a.jsonl:2 2", "a.jsonl:3 !broken-json", "a.jsonl:4 3", "b.csv:2 \uFFFD", "b.csv:3 x", "c.html \uFFFDa&")
	for i, n := range []int{1, 0, -1, 0, 1, 0, 1} {
		if d := all[i].Document; d != nil && len(d.Notes()) != n {
			t.Errorf("%s has %d notes, want %d", all[i].ID, len(d.Notes()), n)
		}
	}
	text(t, one(t, opts, "a.txt", utf16Bytes("\uFEFFwide", binary.LittleEndian)), "wide")
	clean := one(t, opts, "a.txt", "naïve")
	if text(t, clean, "naïve"); clean.Source != nil || len(clean.Document.Notes()) != 0 {
		t.Error("a clean text has a map or notes")
	}
}

// FuzzReplace holds the replacement equal to that of the strings package.
func FuzzReplace(f *testing.F) {
	for _, s := range []string{"", "abc", "\xff", "a\xe5\x8cb", "\xed\xa0\x80", "é\xc3", "\xf0\x9f\x98", bomUTF8 + "\xff"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		s := &source{forced: charset{kind: kindUTF8, repair: &repair{}}}
		if _, mark, ok := bomCharset(raw); ok && mark == len(bomLE) {
			return // that is UTF-16
		}
		got, m, fail := s.decodeWhole(raw, false)
		want := ""
		for _, r := range strings.TrimPrefix(string(raw), bomUTF8) {
			want += string(r)
		}
		if fail != nil || got != want {
			t.Fatalf("%q became %q, want %q (%v)", raw, got, want, fail)
		}
		sound(t, got, m, len(raw))
		for at, r := range got {
			start, end := m.Span(at, at+len(string(r)))
			if part := string(raw[start:end]); part != string(r) && (r != '\uFFFD' || len(part) != 1) {
				t.Fatalf("%q leads to %q in %q", r, part, raw)
			}
		}
	})
}

// TestReadingEndsInTheMiddleOfARecord has a line without end.
func TestReadingEndsInTheMiddleOfARecord(t *testing.T) {
	t.Parallel()
	for _, format := range Formats() {
		ctx, cancel := context.WithCancel(context.Background())
		in := io.MultiReader(strings.NewReader(map[string]string{"mbox": "From x\n"}[format]+"\""), &cancelling{cancel: cancel, after: 4 << 20})
		r, err := Open([]string{"-"}, Options{Format: format, Stdin: in, MaxDocument: 1 << 30})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.Next(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: Next gives %v", format, err)
		}
		if err := r.Close(); err != nil {
			t.Errorf("%s: Close: %v", format, err)
		}
		cancel()
	}
}

// cancelling is the letter x without end, which cancels on the way.
type cancelling struct {
	cancel func()
	after  int
}

func (c *cancelling) Read(p []byte) (int, error) {
	if c.after -= len(p); c.after < 0 {
		c.cancel()
	}
	return endless{}.Read(p)
}

// TestPipeIsReadAsItComes gets a record before the next one is written.
func TestPipeIsReadAsItComes(t *testing.T) {
	t.Parallel()
	for _, format := range []string{"jsonl", "csv"} {
		in, out := io.Pipe()
		r, err := Open([]string{"-"}, Options{Format: format, Stdin: in})
		if err != nil {
			t.Fatal(err)
		}
		head := map[string]string{"jsonl": "", "csv": "text\n"}[format]
		line := map[string]string{"jsonl": "{\"text\":\"été\"}\n", "csv": "été\n"}[format]
		go func() { _, _ = io.WriteString(out, head+line) }()
		for range 3 {
			rec, err := r.Next(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			text(t, rec, "été")
			go func() { _, _ = io.WriteString(out, line) }()
		}
		_ = in.Close()
		_ = r.Close()
	}
}
