package schema

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/diag"
)

func equal() cmp.Option {
	return cmp.AllowUnexported(rule{})
}

// defaults are what an empty mapping gives.
func defaults() options {
	return options{
		Mode: "flat", Timeout: 10 * time.Second, Size: 128 << 10, Byte: 3, Nested: nested{7, "1"},
		Code: "A", Tags: []string{"a"}, Levels: []int{1},
	}
}

func TestDecode(t *testing.T) {
	t.Parallel()
	two := 2
	for name, c := range map[string]struct {
		in   string
		want func(*options)
	}{
		"nothing":       {``, func(*options) {}},
		"empty":         {`{}`, func(*options) {}},
		"list elements": {`{"rules":[{"label":"A"},{"label":"B","score":1}]}`, func(o *options) { o.Rules = []rule{{shared: shared{"A", 0.5}}, {shared: shared{"B", 1}}} }},
		"recursive": {`{"rules":[{"label":"A","inside":[{"label":"B"}]}]}`, func(o *options) {
			o.Rules = []rule{{shared: shared{"A", 0.5}, Inside: []rule{{shared: shared{"B", 0.5}}}}}
		}},
		"describer": {`{"rules":[{"label":"A","except":["x",{"pattern":"y"}]}]}`, func(o *options) {
			o.Rules = []rule{{shared: shared{"A", 0.5}, Except: []except{{"x", ""}, {"y", "none given"}}}}
		}},
		"nested in part":    {`{"nested":{"deep":1}}`, func(o *options) { o.Nested = nested{1, "1"} }},
		"pointer":           {`{"maybe":{},"count":2}`, func(o *options) { o.Maybe = &nested{7, "1"}; o.Count = &two }},
		"integral float":    {`{"byte":4.0,"short":1e2}`, func(o *options) { o.Byte, o.Short = 4, 100 }},
		"integer for float": {`{"weights":{"a":1}}`, func(o *options) { o.Weights = map[string]float64{"a": 1} }},
		"size as a number":  {`{"size":4096,"sizes":["1KiB",7]}`, func(o *options) { o.Size, o.Sizes = 4096, []int64{1024, 7} }},
		"duration":          {`{"timeout":"1m30s"}`, func(o *options) { o.Timeout = 90 * time.Second }},
		"durations":         {`{"wait":{"a":"1s"}}`, func(o *options) { o.Wait = map[string]time.Duration{"a": time.Second} }},
		"array":             {`{"pair":[1.5,2]}`, func(o *options) { o.Pair = [2]float32{1.5, 2} }},
		"secrets":           {`{"key":"a","token":"b"}`, func(o *options) { o.Key, o.Token = "a", "b" }},
		"anything":          {`{"anything":{"a":[1,2.5,null]}}`, func(o *options) { o.Anything = map[string]any{"a": []any{int64(1), 2.5, nil}} }},
		"anything null":     {`{"anything":null}`, func(*options) {}},
		"raw":               {`{"raw":{"a":1}}`, func(o *options) { o.Raw = json.RawMessage(`{"a":1}`) }},
		"time":              {`{"since":"2024-01-02T00:00:00Z"}`, func(o *options) { o.Since = time.Date(2024, 1, 2, 0, 0, 0, 0, time.UTC) }},
		"empty list":        {`{"tags":[]}`, func(o *options) { o.Tags = []string{} }},
		"largest integer":   {`{"anything":9223372036854775807}`, func(o *options) { o.Anything = int64(math.MaxInt64) }},
	} {
		want := defaults()
		c.want(&want)
		var got options
		if err := Decode(json.RawMessage(c.in), &got); err != nil {
			t.Errorf("%s: %v", name, err)
		} else if d := cmp.Diff(want, got, equal()); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

func TestDecodeMistakes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ in, want string }{
		{`{"mod":"flat"}`, `/mod: unknown key "mod"; did you mean "mode"?`},
		{`{"mode":"neste"}`, `/mode: mode: "neste" is not one of flat, nested; did you mean "nested"?`},
		{`{"mode":1}`, `/mode: mode: got integer, want string; put it in quotes`},
		{`{"mode":null}`, `/mode: mode: got nothing, want string; give it a value, or leave the key out`},
		{`{"rules":{}}`, `/rules: rules: got mapping, want list`},
		{`{"rules":"a"}`, `/rules: rules: got string, want list; write it as a list: [...]`},
		{`{"rules":[{}]}`, `/rules/0: rules[0]: the key "label" is missing`},
		{`{"rules":[{"lable":"a"}]}`, `/rules/0/lable: unknown key "lable"; did you mean "label"?`},
		{`{"rules":[{"label":""}]}`, `/rules/0/label: label: it has 0 characters; the least is 1`},
		{`{"rules":[{"label":"a","inside":[{"label":"b","score":2}]}]}`, `/rules/0/inside/0/score: score: 2 is too large; the most is 1`},
		{`{"rules":[{"label":"a","except":[7]}]}`, `/rules/0/except/0: except[0]: got integer, want string or mapping; put it in quotes`},
		{`{"rules":[{"label":"a","except":[{"patern":"x"}]}]}`, `/rules/0/except/0/patern: unknown key "patern"; did you mean "pattern"?`},
		{`{"timeout":10}`, `/timeout: timeout: got integer, want duration; write it with its unit: 10s or 10ms`},
		{`{"timeout":"10"}`, `/timeout: timeout: "10" is no duration: write something like 10s, 250ms or 1m30s`},
		{`{"timeout":"2h"}`, `/timeout: timeout: 2h is too large; the most is 1h`},
		{`{"size":"2MiB"}`, `/size: size: 2MiB is too large; the most is 1MiB`},
		{`{"size":2000000}`, `/size: size: 2000000 is too large; the most is 1MiB`},
		{`{"size":-1}`, `/size: size: -1 is too small; the least is 0`},
		{`{"size":1.5}`, `/size: size: got number 1.5, want size; put it in quotes`},
		{`{"byte":256}`, `/byte: byte: 256 is too large; the most is 255`},
		{`{"byte":-1}`, `/byte: byte: -1 is too small; the least is 0`},
		{`{"byte":"3"}`, `/byte: byte: got string, want integer; write it without quotes`},
		{`{"byte":2.5}`, `/byte: byte: got number 2.5, want integer`},
		{`{"short":40000}`, `/short: short: 40000 is too large; the most is 32767`},
		{`{"count":0}`, `/count: count: 0 is too small; the least is 1`},
		{`{"count":1e300}`, `/count: count: the number 1e+300 is no integer of 64 bits`},
		{`{"count":99999999999999999999}`, `/count: count: the number 1e+20 is no integer of 64 bits`},
		{`{"anything":1e999}`, `/anything: the number 1e999 is too large`},
		{`{"pair":[1e39,0]}`, `/pair/0: the number 1e+39 is out of range`},
		{`{"pair":[1]}`, `/pair: pair: it has 1 elements; the least is 2`},
		{`{"pair":[1,2,3]}`, `/pair: pair: it has 3 elements; the most is 2`},
		{`{"weights":{}}`, `/weights: weights: it has 0 keys; the least is 1`},
		{`{"weights":{"a/b":"x"}}`, `/weights/a~1b: a/b: got string, want number`},
		{`{"nested":{"deeep":1}}`, `/nested/deeep: unknown key "deeep"; did you mean "deep"?`},
		{`{"code":"abc"}`, `/code: code: "abc" is not allowed; write capitals`},
		{`{"tags":["c"]}`, `/tags/0: tags[0]: "c" is not one of a, b`},
		{`{"levels":[]}`, `/levels: levels: it has 0 elements; the least is 1`},
		{`{"since":"yesterday"}`, `/since: parsing time "yesterday" as "2006-01-02T15:04:05Z07:00": cannot parse "yesterday" as "2006"`},
		{`{"hidden":1}`, `/hidden: unknown key "hidden"`},
		{`{"Ignored":1}`, `/Ignored: unknown key "Ignored"`},
		{`{"byte":1,"byte":2}`, `/byte: key "byte" is given twice`},
		{`[]`, `the configuration: got list, want mapping`},
		{`null`, `the configuration: got nothing, want mapping; give it a value, or leave the key out`},
		{`{"byte":`, `not valid JSON: it ends too early`},
		{`{} {}`, `not valid JSON: there is something behind the value`},
	} {
		var o options
		err := Decode(json.RawMessage(c.in), &o)
		if err == nil {
			t.Errorf("%s: no mistake found", c.in)
		} else if d := cmp.Diff(c.want, err.Error()); d != "" {
			t.Errorf("%s: %s", c.in, d)
		}
	}
}

func TestDecodeReportsAllMistakes(t *testing.T) {
	t.Parallel()
	in := `{"mod":1,"timeout":"x","rules":[{"label":1},{"score":2,"label":"a"}],"nested":{"deep":"1"},"size":"z"}`
	var o options
	list := diag.From(Decode(json.RawMessage(in), &o), "")
	var got []string
	for _, d := range list {
		got = append(got, d.Pointer)
	}
	want := []string{"/mod", "/nested/deep", "/rules/0/label", "/rules/1/score", "/size", "/timeout"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestDecodeWantsAPointer(t *testing.T) {
	t.Parallel()
	for _, v := range []any{nil, options{}, (*options)(nil)} {
		if err := Decode(nil, v); err == nil {
			t.Errorf("%T is accepted", v)
		}
	}
}

// TestDecodeNestedLists: a type that decodes itself by Decode keeps pointers.
func TestDecodeNestedLists(t *testing.T) {
	t.Parallel()
	var o struct {
		Items []delegating `json:"items"`
	}
	err := Decode(json.RawMessage(`{"items":[{"deep":1},{"dep":1}]}`), &o)
	if err == nil || !strings.HasPrefix(err.Error(), "/items/1/dep: unknown key") {
		t.Errorf("got %v", err)
	}
}

type delegating struct{ nested }

func (delegating) JSONSchema() map[string]any { return map[string]any{"type": "object"} }

func (d *delegating) UnmarshalJSON(data []byte) error { return Decode(data, &d.nested) }

// TestDecodeIsTheInverseOfMarshal: whatever a struct holds survives.
func TestDecodeIsTheInverseOfMarshal(t *testing.T) {
	t.Parallel()
	type flat struct {
		S string             `json:"s"`
		I int64              `json:"i"`
		F float64            `json:"f"`
		B bool               `json:"b"`
		L []string           `json:"l"`
		M map[string]float64 `json:"m"`
		N struct {
			U uint16 `json:"u"`
		} `json:"n"`
	}
	rapid.Check(t, func(t *rapid.T) {
		var want flat
		want.S = rapid.String().Draw(t, "s")
		want.I = rapid.Int64().Draw(t, "i")
		want.F = rapid.Float64Range(-1e300, 1e300).Draw(t, "f")
		want.B = rapid.Bool().Draw(t, "b")
		want.L = rapid.SliceOfN(rapid.String(), 0, 4).Draw(t, "l")
		want.M = rapid.MapOfN(rapid.String(), rapid.Float64Range(0, 1), 0, 4).Draw(t, "m")
		want.N.U = rapid.Uint16().Draw(t, "u")
		raw, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got flat
		if err := Decode(raw, &got); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Fatal(d)
		}
	})
}

func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		`{}`, `{"rules":[{"label":"A","except":["x"]}],"timeout":"1s"}`, `{"a":{"b":[1e400,null]}}`,
		`{"size":"1.5 MB","count":1.0}`, strings.Repeat(`[`, 300), `{"\u0000":"\ud800"}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var o options
		err := Decode(data, &o)
		if err == nil {
			return
		}
		for _, d := range diag.From(err, "") {
			if d.Summary == "" || d.Code == "" || d.Severity != diag.Error {
				t.Errorf("half a diagnostic: %+v", d)
			}
		}
	})
}

func TestSecret(t *testing.T) {
	t.Parallel()
	s := struct{ Key Secret }{"hunter2"}
	raw, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	for _, shown := range []string{fmt.Sprint(s), fmt.Sprintf("%v %+v %#v %s %q", s, s, s, s.Key, s.Key), string(raw), s.Key.LogValue().String()} {
		if strings.Contains(shown, "hunter2") {
			t.Errorf("the secret is shown: %s", shown)
		}
	}
	if s.Key.Reveal() != "hunter2" {
		t.Error("the secret is lost")
	}
}
