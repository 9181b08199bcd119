package read

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"
	"pgregory.net/rapid"
)

// FuzzJSONStream cuts what is well formed exactly where encoding/json does: objects
// one after the other, or in a list.
func FuzzJSONStream(f *testing.F) {
	for _, s := range []string{
		`{"text":"a"}{"text":"b"}`, ` [ {"text":"]"} , {"text":"\\\""} ] `, `{"text":"a","x":[[],{}]}` + "\n" + `{"text":"b"}`, `[{"text":"a","id":1}]`, `1 2 "x" null [3]`, `[1,"a",null]`, `{} {}`, `[]`, `[[]]`, ` 01`, `truefalse`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, content string) {
		values, ok := jsonValues(content)
		if !ok || !utf8.ValidString(content) || strings.HasPrefix(content, bomUTF8) {
			return
		}
		j := jsonFile{body: smallBody(content), file: &source{opts: Options{}.withDefaults(), stream: &stream{}}}
		for i, want := range values {
			if err := j.between(); err != nil {
				t.Fatalf("%q: value %d: %v", content, i, err)
			}
			size, err := j.value()
			if err != nil || int(size) != len(j.buffer) || !bytes.Equal(j.buffer, bytes.TrimSpace(want)) {
				t.Fatalf("%q: value %d is %q (%v), want %q", content, i, j.buffer, err, want)
			}
			j.number++
		}
		if err := j.between(); !errors.Is(err, io.EOF) {
			t.Fatalf("%q: %v behind the last value", content, err)
		}
	})
}

// jsonValues is what encoding/json finds: the elements of a list, or values one
// after the other.
func jsonValues(content string) (values []json.RawMessage, ok bool) {
	if strings.HasPrefix(strings.TrimLeft(content, " \t\r\n"), "[") {
		return values, json.Unmarshal([]byte(content), &values) == nil
	}
	d := json.NewDecoder(strings.NewReader(content))
	for {
		var v json.RawMessage
		err := d.Decode(&v)
		if errors.Is(err, io.EOF) {
			return values, true
		}
		if err != nil || len(values) > 0 && bytes.ContainsAny(v[:1], "]},") {
			return nil, false
		}
		if len(values) > 0 && bytes.HasPrefix(v, []byte("[")) {
			return nil, false // a list is one only at the start
		}
		if rest := content[d.InputOffset():]; rest != "" && !strings.ContainsAny(string(v[len(v)-1:]), "\"}]") && !strings.ContainsAny(rest[:1], " \t\r\n[{\"") {
			return nil, false // encoding/json takes 01 for 0 and 1
		}
		values = append(values, v)
	}
}

// TestScanDoesNotDependOnPieces gives a value in pieces of every size.
func TestScanDoesNotDependOnPieces(t *testing.T) {
	t.Parallel()
	sjis, err := japanese.ShiftJIS.NewEncoder().String(`{"text":"表\"ソ","x":["能"]} {`)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		content string
		leads   *[256]bool
		want    int
	}{
		{`{"a":"}\"\\","b":[{}]} {"c":1}`, nil, 22}, {`"a\"b" x`, nil, 6}, {`123,4`, nil, 3}, {`true]`, nil, 4}, {`[[["]"]]],`, nil, 9}, {`,x`, nil, 1}, {`]x`, nil, 1}, {`nul"x"`, nil, 3},
		{sjis, leads("shift_jis"), len(sjis) - 2},
	} {
		for size := 1; size <= len(c.content); size++ {
			s, got, ended := scan{leads: c.leads}, 0, false
			for !ended && got < len(c.content) {
				var n int
				n, ended = s.run([]byte(c.content[got:min(got+size, len(c.content))]))
				got += n
			}
			if got != c.want || !ended {
				t.Errorf("%q in pieces of %d: %d bytes (%v), want %d", c.content, size, got, ended, c.want)
			}
		}
	}
}

// TestLongValuesBeyondASCII are cut in the middle of a character by every buffer.
func TestLongValuesBeyondASCII(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("北é", 40_000)
	for shift := range 5 {
		value := strings.Repeat("x", shift) + long
		for name, content := range map[string]string{
			"a.json": `[{"text":"` + value + `"},{"text":"2"}]`, "a.jsonl": `{"text":"` + value + "\"}\n{\"text\":\"2\"}", "a.csv": "text\n" + value + "\n2",
		} {
			root := tree(t, map[string]string{name: content})
			got := readAll(t, Options{}, root)
			if len(got) != 2 {
				t.Fatalf("%s: %d records", name, len(got))
			}
			text(t, got[0], value)
			text(t, got[1], "2")
		}
	}
}

func TestWideSizes(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		want := 0
		for _, r := range s {
			want += 2
			if r > 0xffff {
				want += 2
			}
		}
		if got := wideLen([]byte(s)); got != want {
			t.Fatalf("%q takes %d bytes, want %d", s, got, want)
		}
		at := 0
		m := wideMap([]byte(s))
		for i, r := range s {
			start, end := m.Span(i, i+utf8.RuneLen(r))
			if start != at || end != at+wideLen([]byte(string(r))) {
				t.Fatalf("%q at %d of %q leads to [%d,%d), want %d", r, i, s, start, end, at)
			}
			at = end
		}
	})
}
