package schema

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// foreign is a schema as Pydantic writes them.
const foreign = `{
  "$defs": {
    "Term": {
      "type": "object", "title": "Term",
      "properties": {
        "text": {"type": "string"},
        "weight": {"anyOf": [{"type": "number"}, {"type": "null"}], "default": null},
        "kind": {"const": "term", "default": "term"},
        "children": {"type": "array", "items": {"$ref": "#/$defs/Term"}, "default": []}
      },
      "required": ["text"], "additionalProperties": false
    },
    "Loop": {"$ref": "#/$defs/Loop2"}, "Loop2": {"$ref": "#/$defs/Loop"}
  },
  "type": "object",
  "properties": {
    "terms": {"type": "array", "items": {"$ref": "#/$defs/Term"}, "minItems": 1, "uniqueItems": true},
    "model": {"type": ["string", "null"], "format": "path"},
    "ratio": {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1, "default": 0.25},
    "mode": {"allOf": [{"$ref": "#/$defs/Term"}]},
    "token": {"type": "string", "writeOnly": true, "enum": ["left", "right"]},
    "any": true, "none": false
  }
}`

func compile(t *testing.T, raw string) *Schema {
	t.Helper()
	s, err := Compile(json.RawMessage(raw))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func parse(t *testing.T, text string) any {
	t.Helper()
	value, list := Parse([]byte(text))
	if list != nil {
		t.Fatal(list)
	}
	return value
}

func TestValidateForeignSchema(t *testing.T) {
	t.Parallel()
	s := compile(t, foreign)
	for _, c := range []struct{ in, want string }{
		{`{}`, ``},
		{`{"terms":[{"text":"a","weight":null,"children":[{"text":"b","weight":1}]}],"model":null,"any":[1],"other":2}`, ``},
		{`{"terms":[{"txt":"a"}]}`, `/terms/0/txt: unknown key "txt"; did you mean "text"?`},
		{`{"terms":[{"text":"a","children":[{"text":1}]}]}`, `/terms/0/children/0/text: text: got integer, want string; put it in quotes`},
		{`{"terms":[{"text":"a","weight":"x"}]}`, `/terms/0/weight: weight: got string, want number or null`},
		{`{"terms":[{"text":"a","kind":"word"}]}`, `/terms/0/kind: kind: must be "term"`},
		{`{"terms":[]}`, `/terms: terms: it has 0 elements; the least is 1`},
		{`{"terms":[{"text":"a"},{"text":"a"}]}`, `/terms: terms: elements 0 and 1 are the same`},
		{`{"ratio":0}`, `/ratio: ratio: 0 is too small; it must be more than 0`},
		{`{"ratio":1}`, `/ratio: ratio: 1 is too large; it must be less than 1`},
		{`{"mode":{"text":1}}`, `/mode/text: text: got integer, want string; put it in quotes`},
		{`{"none":1}`, `/none: none: it is not allowed here`},
		{`{"token":"hunter2"}`, `/token: token: this value is not one of left, right`},
	} {
		if d := cmp.Diff(c.want, s.Validate(parse(t, c.in)).Error()); d != "" {
			t.Errorf("%s: %s", c.in, d)
		}
	}
}

func TestDefaultsOfForeignSchema(t *testing.T) {
	t.Parallel()
	s := compile(t, foreign)
	in := parse(t, `{"terms":[{"text":"a"},{"text":"b","children":[{"text":"c"}]}]}`)
	before, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(s.Defaults(in))
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"ratio":0.25,"terms":[` +
		`{"children":[],"kind":"term","text":"a"},` +
		`{"children":[{"children":[],"kind":"term","text":"c"}],"kind":"term","text":"b"}]}`
	if d := cmp.Diff(want, string(got)); d != "" {
		t.Error(d)
	}
	after, err := json.Marshal(in)
	if err != nil || string(before) != string(after) {
		t.Errorf("the value itself was changed to %s", after)
	}
}

func TestDefaultsDoNotRunInCircles(t *testing.T) {
	t.Parallel()
	s := compile(t, `{"$ref":"#/$defs/A","$defs":{"A":{"type":"object","properties":{"a":{"$ref":"#/$defs/A","default":{}}}}}}`)
	if s.Defaults(map[string]any{}) == nil {
		t.Error("no value")
	}
	loop := compile(t, `{"properties":{"a":{"$ref":"#/$defs/L"}},"$defs":{"L":{"anyOf":[{"$ref":"#/$defs/L"},{"type":"string"}]}}}`)
	loop.Defaults(map[string]any{"a": "x"})
}

func TestWalk(t *testing.T) {
	t.Parallel()
	raw, err := Of(options{})
	if err != nil {
		t.Fatal(err)
	}
	s := compile(t, string(raw))
	got := map[string]string{}
	s.Walk(parse(t, `{"file":"a","token":"b","key":"c","rules":[{"label":"L","regex":"x","except":["y"]}],"code":"Z"}`),
		func(pointer, format string, value any) { got[pointer] = format })
	want := map[string]string{
		"/file": "path", "/token": "secret", "/key": "secret", "/rules/0/label": "", "/rules/0/regex": "regex",
		"/rules/0/except/0": "", "/code": "",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestCompileRefuses(t *testing.T) {
	t.Parallel()
	for _, raw := range []string{
		``, `[]`, `7`, `{`, `{"type":7}`, `{"type":"text"}`, `{"properties":[]}`, `{"$ref":"#/$defs/none"}`,
		`{"$ref":"file:///etc/passwd"}`, `{"$ref":"https://example.org/x.json"}`, `{"pattern":"("}`,
	} {
		if _, err := Compile(json.RawMessage(raw)); err == nil {
			t.Errorf("%q is accepted", raw)
		}
	}
}

func FuzzCompile(f *testing.F) {
	f.Add([]byte(foreign), []byte(`{"terms":[{"txt":"a"}]}`))
	f.Add([]byte(`{"anyOf":[{"type":"string"},{"type":"object","required":["a"]}]}`), []byte(`{"b":1}`))
	f.Add([]byte(`{"$ref":"#"}`), []byte(`{}`))
	f.Fuzz(func(t *testing.T, raw, data []byte) {
		s, err := Compile(raw)
		if err != nil {
			return
		}
		value, list := Parse(data)
		if list != nil {
			return
		}
		if s.Validate(value) == nil && strings.Contains(string(raw), "$ref") {
			s.Markdown(2)
		}
		s.Defaults(value)
		s.Walk(value, func(string, string, any) {})
	})
}
