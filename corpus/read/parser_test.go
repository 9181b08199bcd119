package read

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// FuzzParser holds the parser equal to encoding/json: in what is JSON, and in
// what its parts are.
func FuzzParser(f *testing.F) {
	for _, s := range []string{
		`{}`, `[]`, `{"a":1}`, ` { "a" : [1, {"b":"}"}] , "c" : null } `, `[1,"a",true,false,null,{},[]]`, `"\u00e9\"\\\/\b\f\n\r\t"`, `"\u00g0"`, `"\x"`, `"a`, `-0.5e+10`, `01`, `1.`, `-`, `1e`, `.5`, `+1`, `-01`,
		`{"a":1,}`, `[1,]`, `{,}`, `{"a"}`, `{1:2}`, `[1 2]`, `tru`, `nulll`, "\"\x1f\"", "\"\x7f\xff\"", `{"a":1}{"b":2}`, "\ufeff{}", `{"a":1,"a":2}`, "\x00", `"12345678"`, `"1234567\"89abcdef\\"`, "\"1234567\n\"",
	} {
		f.Add([]byte(s))
	}
	var p parser
	f.Fuzz(func(t *testing.T, b []byte) {
		valid := p.parse(b)
		if want := json.Valid(b); valid != want {
			t.Fatalf("%q: %v, encoding/json says %v", b, valid, want)
		}
		if !valid {
			return
		}
		for i, v := range p.parts {
			if raw := p.raw(v); !json.Valid(raw) || len(bytes.TrimSpace(raw)) != len(raw) {
				t.Fatalf("%q: part %d is %q", b, i, raw)
			}
		}
		fields := map[string]json.RawMessage{}
		if utf8.Valid(b) && json.Unmarshal(b, &fields) == nil && fields != nil {
			for i := range p.parts {
				name := p.name(i)
				if got := p.raw(*p.find(name)); string(got) != string(fields[name]) {
					t.Fatalf("%q: field %q is %q, want %q", b, name, got, fields[name])
				}
			}
		}
		var list []json.RawMessage
		if bytes.HasPrefix(bytes.TrimSpace(b), []byte("[")) && json.Unmarshal(b, &list) == nil {
			var got []string
			for _, v := range p.parts {
				got = append(got, string(p.raw(v)))
			}
			var want []string
			for _, raw := range list {
				want = append(want, string(raw))
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("%q (-want +got):\n%s", b, diff)
			}
		}
	})
}

func TestParserGoesAsDeepAsTheStandardOne(t *testing.T) {
	t.Parallel()
	var p parser
	for _, n := range []int{1, 9_999, 10_000, 10_001, 1_000_000} {
		for _, brackets := range [][2]string{{"[", "]"}, {`{"a":`, "}"}} {
			inner := ""
			if brackets[0] != "[" {
				inner = "1"
			}
			b := []byte(strings.Repeat(brackets[0], n) + inner + strings.Repeat(brackets[1], n))
			if got, want := p.parse(b), json.Valid(b); got != want {
				t.Errorf("%d levels of %s: %v, encoding/json says %v", n, brackets[0], got, want)
			}
		}
	}
}

func TestFind(t *testing.T) {
	t.Parallel()
	var p parser
	if !p.parse([]byte(`{"a":1,"te\u0078t":"escaped","b":{"text":"inner"},"a":"last"," ":[ ]}`)) {
		t.Fatal("not parsed")
	}
	for name, want := range map[string]string{"a": "last", "text": "escaped", "b": "", "none": "", " ": ""} {
		if got := p.scalar(p.find(name)); got != want {
			t.Errorf("field %q is %q, want %q", name, got, want)
		}
	}
}

func TestSpecial(t *testing.T) {
	t.Parallel()
	for c := range 256 {
		for at := range 20 {
			b := bytes.Repeat([]byte{'x', 0xc3, 0xa9, 0x80, 0xff, 0x7f, ' ', '!'}, 4)
			b[at] = byte(c)
			want := len(b)
			if c < ' ' || c == '"' || c == '\\' {
				want = at
			}
			if got := special(b, 0); got != want {
				t.Errorf("byte %#x at %d: %d, want %d", c, at, got, want)
			}
		}
	}
}
