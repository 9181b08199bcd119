package read

import (
	"encoding/binary"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestJSONL(t *testing.T) {
	t.Parallel()
	root := tree(t, map[string]string{"a.jsonl": strings.Join([]string{
		`{"id": "t1", "text": "plain", "lang": "de"}`,
		``,
		`  `,
		`{"text": "no id", "language": "pt_BR"}` + "\r",
		`{"id": 7, "text": "a number"}`,
		`{"id": "", "text": ""}`,
		`{"text": "a", "x": {"text": "inner", "y": [1, "]}"]}, "text": "last wins"}`,
		`{"text": "\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00"}`,
	}, "\n")})
	got := readAll(t, Options{}, root)
	want(t, root, got, "t1 plain", "a.jsonl:4 no id", "7 a number", "a.jsonl:6 ", "a.jsonl:7 last wins",
		"a.jsonl:8 \"\\/\b\f\n\r\té\U0001F600")
	for i, code := range []string{"de", "pt-BR", "", "", "", ""} {
		if got := got[i].Document.LanguageCode(); got != code {
			t.Errorf("record %d is in %q, want %q", i, got, code)
		}
	}
	if got[1].Line != 4 || got[0].Document.ID() != "t1" {
		t.Errorf("line %d, document id %q", got[1].Line, got[0].Document.ID())
	}
}

// TestFilesPutBehindEachOther have byte order marks in the middle.
func TestFilesPutBehindEachOther(t *testing.T) {
	t.Parallel()
	one, two := bomUTF8+"{\"text\":\"één\"}\r\n", bomUTF8+"{\"text\":\"twee\"}\r\n"
	for name, content := range map[string]string{"a.jsonl": one + two, "b.jsonl": utf16Bytes(one+two, binary.LittleEndian), "c.jsonl.gz": gzipped(t, one) + gzipped(t, two), "d.jsonl.zst": zstded(t, one) + zstded(t, two)} {
		root := tree(t, map[string]string{name: content})
		got := readAll(t, Options{}, root)
		want(t, root, got, name+":1 één", name+":2 twee")
		start, _ := got[1].Source.Span(0, 1)
		if at := int(got[1].Offset) + start; name[0] < 'c' && content[at] != 't' {
			t.Errorf("%s: twee leads to %q", name, content[at:])
		}
	}
}

func TestJSONLLeadsBackToTheLine(t *testing.T) {
	t.Parallel()
	source := `{"id": "x", "text": "Dr. Sm\u00ecth said \"no\"\nto \ud83d\ude00 all"}`
	rec := one(t, Options{}, "a.jsonl", source)
	for word, from := range map[string]string{"Dr.": "Dr.", "Smìth": `Sm\u00ecth`, `"no"`: `\"no\"`, "\U0001F600": `\ud83d\ude00`, "all": "all"} {
		if got := origin(t, rec, source, word); got != from {
			t.Errorf("%q comes from %q, want %q", word, got, from)
		}
	}
}

func TestBrokenLinesAreNamedAndTheRunGoesOn(t *testing.T) {
	t.Parallel()
	root := tree(t, map[string]string{"a.jsonl": strings.Join([]string{
		`{"text": "é", }`,
		`{"text": "cut`,
		`["text"]`,
		`{"body": "x", "title": "y", "Text": "z"}`,
		`{"text": null}`,
		`{"id": "k", "text": 3}`,
		`{}`,
		strings.Repeat("[", 20_000),
		`{"text": "fine"}`,
	}, "\n")})
	got := readAll(t, Options{}, root)
	for i, c := range []struct {
		code  string
		words []string
	}{
		{"broken-json", []string{"line 1, column 15"}},
		{"broken-json", []string{"line 2, column 13", "unexpected end"}},
		{"broken-json", []string{"line 3 is a list"}},
		{"missing-field", []string{"line 4", `"body", "title", "Text"`, `did you mean "Text"?`}},
		{"not-text", []string{`"text" is null`}},
		{"not-text", []string{"is a number"}},
		{"missing-field", []string{"it has none"}},
		{"broken-json", []string{"line 8"}},
	} {
		failed(t, got[i], c.code, c.words...)
	}
	if got[5].ID != "k" {
		t.Errorf("the record with an id failed under %q", got[5].ID)
	}
	text(t, got[8], "fine")
}

func TestOtherFields(t *testing.T) {
	t.Parallel()
	rec := one(t, Options{TextField: "body", IDField: "key", LanguageField: "l"}, "a.jsonl", `{"body":"x","key":"k","l":"fr","lang":"de"}`)
	text(t, rec, "x")
	if rec.ID != "k" || rec.Document.LanguageCode() != "fr" {
		t.Errorf("id %q, language %q", rec.ID, rec.Document.LanguageCode())
	}
}

func TestLoneSurrogateIsNoted(t *testing.T) {
	t.Parallel()
	rec := one(t, Options{}, "a.jsonl", `{"text": "a\ud83d b\udc00\ud83d\ude00\ufffd"}`)
	text(t, rec, "a\uFFFD b\uFFFD\U0001F600\uFFFD")
	if notes := rec.Document.Notes(); len(notes) != 1 || !strings.HasPrefix(notes[0].Message, "2 ") {
		t.Errorf("notes %v, want one about 2 escapes", notes)
	}
}

func TestJSONFiles(t *testing.T) {
	t.Parallel()
	root := tree(t, map[string]string{
		"a.json": "{\n  \"text\": \"one\"\n}\n",
		"b.json": "[ {\"text\": \"1\", \"id\": \"x\"},\n {\"text\": \"2]}\"}, 3, {\"text\": \"\\\"4\"} ]\n",
		"c.json": "{\"text\": \"1\"} {\"text\": \"2\"}",
		"d.json": "[]",
		"e.json": "[{\"text\": \"1\"}, {\"text\": ",
		"f.json": "[{\"text\": \"1\"}] {}",
		"g.json": "",
		"h.json": "{\"id\": \"own\", \"text\": \"h\"}",
		"i.json": "{\"text\": \"a\",\n \"x\": tru}",
		"j.json": "[{\"text\": \"1\"}",
	})
	got := readAll(t, Options{}, root)
	want(t, root, got,
		"a.json one", "x 1", "b.json:2 2]}", "b.json:3 !broken-json", "b.json:4 \"4",
		"c.json:1 1", "c.json:2 2", "e.json:1 1", "e.json:2 !broken-json", "f.json:1 1", "f.json:2 !broken-json",
		"g.json:1 !broken-json", "own h", "i.json !broken-json", "j.json:1 1", "j.json:2 !broken-json")
	failed(t, got[13], "broken-json", "its line 2, column 10")
	failed(t, got[10], "broken-json", "after the end of the list")
}

func FuzzJSONL(f *testing.F) {
	for _, s := range []string{
		`{"text":"a\u00e9\ud83d\ude00\n"}`, `{"text":"\ud800"}`, `{"id":1,"text":"x","text":"y"}`, `{"text":["a"]}`, `{"a":{"text":"}"},"text":"b" , "c":[1,2,{}]}`, "{\"text\":\"a\"}\n\n[]\n", `{"te\u0078t":"a"}`, "{}", `{"text":"\"}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		s := &source{opts: Options{}.withDefaults(), stream: &stream{path: "x", id: "x"}, body: smallBody("")}
		rec := s.object(s.record(1), line, place{"line", 1})
		if (rec.Document == nil) == (rec.Failure == nil) {
			t.Fatalf("%q gives neither or both: %+v", line, rec)
		}
		var want struct {
			Text *string `json:"text"`
		}
		err := json.Unmarshal(line, &want)
		if rec.Document == nil {
			return
		}
		sound(t, rec.Document.Text(), rec.Source, len(line))
		if err == nil && want.Text != nil && utf8.Valid(line) && exactNames(line) && *want.Text != rec.Document.Text() {
			t.Fatalf("%q gives %q, encoding/json %q", line, rec.Document.Text(), *want.Text)
		}
		at := 0
		for _, r := range rec.Document.Text() {
			start, end := rec.Source.Span(at, at+utf8.RuneLen(r))
			if from := string(line[start:end]); from != string(r) && !strings.HasPrefix(from, `\`) {
				t.Fatalf("%q at %d leads to %q in %q", r, at, from, line)
			}
			at += utf8.RuneLen(r)
		}
	})
}

// exactNames reports that encoding/json, which ignores case, takes the same
// fields.
func exactNames(line []byte) bool {
	var p parser
	p.parse(line)
	for i := range p.parts {
		if name := p.name(i); name != "text" && strings.EqualFold(name, "text") {
			return false
		}
	}
	return true
}

func FuzzJSONFile(f *testing.F) {
	for _, s := range []string{`[{"text":"a"},{"text":"b"}]`, `{"text":"a"}`, `{"text":"a"}{"text":"b"} 3`, `[[]]`, `]`, `[,]`, `{"text":"\\"}`, `"a" "b`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, content string) {
		for _, rec := range readAll(t, Options{Format: "json", Stdin: strings.NewReader(content)}, "-") {
			if (rec.Document == nil) == (rec.Failure == nil) {
				t.Fatalf("%q gives neither or both: %+v", content, rec)
			}
		}
	})
}
