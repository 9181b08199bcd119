package read

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestSeveralFields(t *testing.T) {
	t.Parallel()
	opts := Options{TextField: "title, body"}
	content := "{\"body\":\"two \\u00e9\",\"title\":\"one\"}\n{\"title\":\"\",\"body\":\"x\"}\n{\"title\":\"x\"}\n{\"title\":null,\"body\":\"x\"}\n{\"title\":\"\",\"body\":\"\"}\n"
	root := tree(t, map[string]string{"a.jsonl": content, "b.csv": "id,body,title\n7,\"b\"\"2\"\"\",t\n", "c.csv": "title,bdoy\nx,y\n", "d.json": "[{\"title\":\"1\",\"body\":\"2\"}]"})
	got := readAll(t, opts, root)
	want(t, root, got, "a.jsonl:1 one\n\ntwo é", "a.jsonl:2 x", "a.jsonl:3 !missing-field", "a.jsonl:4 !not-text", "a.jsonl:5 ", "7 t\n\nb\"2\"", "c.csv !missing-column", "d.json:1 1\n\n2")
	failed(t, got[2], "missing-field", `no field "body"`)
	failed(t, got[6], "missing-column", `did you mean "bdoy"`)
	if p := strings.Join(parts(got[0]), "|"); p != "FIELD name=title: one|FIELD name=body: two é" {
		t.Errorf("parts %q", p)
	}
	if p := parts(got[1]); len(p) != 1 {
		t.Errorf("parts %q of a record with an empty field", p)
	}
	for word, from := range map[string]string{"one": "one", "é": "\\u00e9", "two é": "two \\u00e9", "one\n\ntwo": "two \\u00e9\",\"title\":\"one"} {
		if s := origin(t, got[0], content, word); s != from {
			t.Errorf("%q leads to %q, want %q", word, s, from)
		}
	}
	if len(readAll(t, Options{}, root)[0].Parts) != 0 {
		t.Error("one field has parts")
	}
}

func TestOptionalFields(t *testing.T) {
	t.Parallel()
	root := tree(t, map[string]string{
		"a.jsonl": "{\"title\":\"one\",\"body\":\"two\"}\n{\"body\":\"two\"}\n{\"title\":null,\"body\":\"two\"}\n{\"title\":7,\"body\":\"x\"}\n{\"title\":\"x\"}\n",
		"b.csv":   "body\ntwo\n", "c.csv": "title\none\n",
	})
	want(t, root, readAll(t, Options{TextField: "title?,body"}, root), "a.jsonl:1 one\n\ntwo", "a.jsonl:2 two", "a.jsonl:3 two", "a.jsonl:4 !not-text", "a.jsonl:5 !missing-field", "b.csv:2 two", "c.csv !missing-column")
	want(t, root, readAll(t, Options{TextField: "title?,text?"}, root), "a.jsonl:1 one", "a.jsonl:2 !missing-field", "a.jsonl:3 !missing-field", "a.jsonl:4 !not-text", "a.jsonl:5 x", "b.csv !missing-column", "c.csv:2 one")
	want(t, root, readAll(t, Options{TextField: "title?"}, root)[:2], "a.jsonl:1 one", "a.jsonl:2 !missing-field")
}

func TestNamesOfFieldsThatMakeNoSense(t *testing.T) {
	t.Parallel()
	for _, names := range []string{",", "a,,b", "a,", " ", "?"} {
		if _, err := Open([]string{tree(t, map[string]string{"a.txt": ""})}, Options{TextField: names}); err == nil {
			t.Errorf("%q is taken", names)
		}
	}
}

// TestFieldsLeadBack joins fields that stand in any order, and follows each word back.
func TestFieldsLeadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		asked := rapid.Permutation([]string{"a", "b", "c"}).Draw(t, "asked")
		var fields []string
		for _, name := range rapid.Permutation([]string{"a", "b", "c", "d"}).Draw(t, "in the record") {
			value, err := json.Marshal("wo\"rd " + name + rapid.SampledFrom([]string{"", " é", "\n", "<"}).Draw(t, "value"))
			if err != nil {
				t.Fatal(err)
			}
			fields = append(fields, fmt.Sprintf("%q:%s", name, value))
		}
		content := "{" + strings.Join(fields, ", ") + "}"
		rec := readAll(t, Options{TextField: strings.Join(asked, ","), Format: "jsonl", Stdin: strings.NewReader(content)}, "-")[0]
		if rec.Document == nil || len(rec.Parts) != 3 {
			t.Fatalf("%v, %d parts of %s", rec.Failure, len(rec.Parts), content)
		}
		for i, name := range asked {
			part := rec.Parts[i]
			start, end := rec.Source.Span(part.Start, part.End)
			var back string
			if err := json.Unmarshal([]byte(`"`+content[start:end]+`"`), &back); err != nil || back != rec.Document.Text()[part.Start:part.End] || !strings.HasPrefix(back, "wo\"rd "+name) {
				t.Fatalf("field %s leads to %q of %s", name, content[start:end], content)
			}
		}
	})
}
