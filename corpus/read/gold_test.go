package read

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus"
)

func TestGold(t *testing.T) {
	t.Parallel()
	line := `{"text":"Zoë 😊 of Acme Corp.","lang":"en","tokens":[[0,3]],"entities":[` +
		`{"start":14,"end":18,"label":"FORM","parent":"x","id":"y"},` +
		`{"start":9,"end":19,"label":"ORG","id":"x","text":"Acme Corp.","score":0.5,"score_kind":"calibrated","source":"crf",` +
		`"attributes":{"normalized":"acme","also":["a","b"],"n":7},"evidence":{"rule":"r:1"}},` +
		`{"end":3,"start":0,"label":"PERSON","unknown":{"a":[1]}}]}`
	line = strings.Replace(line, `"start":14,"end":18`, `"start":14,"end":19`, 1)
	rec := one(t, Options{Gold: true}, "a.jsonl", line)
	text(t, rec, "Zoë 😊 of Acme Corp.")
	l := rec.Document.Layer(corpus.Gold)
	if err := l.Validate(rec.Document.Text()); err != nil {
		t.Fatal(err)
	}
	type entity struct {
		Text   string
		Parent int
		Span   document.Span
	}
	var got []entity
	for i, s := range l.All() {
		got = append(got, entity{rec.Document.Text()[s.Start:s.End], l.Parent(i), s})
	}
	want := []entity{
		{"Zoë", -1, document.Span{Start: 0, End: 4, Label: "PERSON"}},
		{"Acme Corp.", -1, document.Span{Start: 13, End: 23, Label: "ORG", Score: 0.5, Kind: document.Calibrated,
			Attributes: []document.Attr{{Key: "normalized", Value: "acme"}, {Key: "also", Value: "a"}, {Key: "also", Value: "b"}, {Key: "n", Value: "7"}},
			Evidence:   []document.Attr{{Key: "source", Value: "crf"}, {Key: "rule", Value: "r:1"}}}},
		{"Corp.", 1, document.Span{Start: 18, End: 23, Label: "FORM"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if without := one(t, Options{}, "a.jsonl", line); without.Document.Layer(corpus.Gold) != nil {
		t.Error("there is a gold layer that nobody asked for")
	}
}

func TestGoldInOtherUnits(t *testing.T) {
	t.Parallel()
	for unit, place := range map[string]string{"codepoint": `"start":2,"end":6`, "byte": `"start":5,"end":9`, "utf16": `"start":3,"end":7`} {
		rec := one(t, Options{Gold: true}, "a.json", `{"offset_unit":"`+unit+`","text":"😊 Acme","entities":[{`+place+`,"label":"ORG"}]}`)
		if rec.Document == nil {
			t.Fatalf("%s: %v", unit, rec.Failure)
		}
		l := rec.Document.Layer(corpus.Gold)
		if got := rec.Document.Text()[l.Start(0):l.End(0)]; got != "Acme" {
			t.Errorf("%s: the entity is %q", unit, got)
		}
	}
}

func TestGoldThatDoesNotFit(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ record, want string }{
		{`"entities":{}`, `"entities" is an object, not a list`},
		{`"entities":[3]`, "entity 1: it is a number, not an object"},
		{`"entities":[{"start":0,"end":1,"label":"A"},{"start":0,"label":"A"}]`, `entity 2: it has no "end"`},
		{`"entities":[{"start":"0","end":1,"label":"A"}]`, `"start" is not a whole number`},
		{`"entities":[{"start":0.5,"end":1,"label":"A"}]`, `"start" is not a whole number`},
		{`"entities":[{"start":0,"end":99,"label":"A"}]`, `"end" is 99 (codepoint), which is outside`},
		{`"entities":[{"start":-1,"end":1,"label":"A"}]`, `"start" is -1`},
		{`"entities":[{"start":2,"end":2,"label":"A"}]`, "ends where or before it starts"},
		{`"entities":[{"start":2,"end":1,"label":"A"}]`, "ends where or before it starts"},
		{`"entities":[{"start":0,"end":1}]`, "it has no label"},
		{`"entities":[{"start":0,"end":1,"label":""}]`, "it has no label"},
		{`"entities":[{"start":0,"end":1,"label":"A","text":"b"}]`, "its text is not the text at its place"},
		{`"entities":[{"start":0,"end":1,"label":"A","score":"high","score_kind":"raw"}]`, "its score is not a number"},
		{`"entities":[{"start":0,"end":1,"label":"A","score":1,"score_kind":"odd"}]`, "unknown score kind"},
		{`"entities":[{"start":0,"end":1,"label":"A","parent":"e9"}]`, `entity 1 lies in "e9", which is not around it`},
		{`"entities":[{"start":0,"end":2,"label":"A","id":"x"},{"start":1,"end":4,"label":"B","parent":"x"}]`, "not inside its parent"},
		{`"entities":[{"start":0,"end":2,"label":"A","id":"x"},{"start":1,"end":2,"label":"B","id":"x"}]`, `entity 2 has the id "x", which another one has too`},
		{`"offset_unit":"byte","entities":[{"start":1,"end":2,"label":"A"}]`, `inside of a character`},
		{`"offset_unit":"word","entities":[]`, `unknown offset unit "word"`},
	} {
		rec := one(t, Options{Gold: true}, "a.jsonl", `{"id":"k","text":"é b c",`+c.record+`}`)
		failed(t, rec, "broken-annotation", "line 1: ", c.want)
		if rec.ID != "k" || rec.Source != nil {
			t.Errorf("%s: failed under %q", c.record, rec.ID)
		}
		text(t, one(t, Options{}, "a.jsonl", `{"id":"k","text":"é b c",`+c.record+`}`), "é b c") // not looked at
	}
	for _, none := range []string{`{"text":"a"}`, `{"text":"a","entities":null}`} {
		if rec := one(t, Options{Gold: true}, "a.jsonl", none); rec.Document == nil || rec.Document.Layer(corpus.Gold) != nil {
			t.Errorf("%s: %v", none, rec.Failure)
		}
	}
	empty := one(t, Options{Gold: true}, "a.jsonl", `{"text":"a","entities":[ ]}`)
	if l := empty.Document.Layer(corpus.Gold); l == nil || l.Len() != 0 {
		t.Error("a document that was looked at and has no entities has no gold layer")
	}
}

// FuzzGold takes anything for entities: the layer is sound, or there is a failure.
func FuzzGold(f *testing.F) {
	for _, s := range []string{
		`[]`, `null`, `[{"start":0,"end":1,"label":"A"}]`, `[{"start":0,"end":2,"label":"A","id":"a"},{"start":0,"end":2,"label":"B","parent":"a"}]`,
		`[{"start":1e0,"end":1,"label":"A"}]`, `[{"label":["A"]}]`, `[[]]`, `[{"start":0,"end":1,"label":"A","attributes":{"a":[[],{},null]},"evidence":[]}]`, `"x"`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, entities string) {
		for _, unit := range []string{"codepoint", "byte", "utf16"} {
			s := &source{opts: Options{Gold: true}.withDefaults(), stream: &stream{path: "x", id: "x"}, body: smallBody("")}
			rec := s.object(s.record(1), []byte(`{"text":"é😊 b\n","offset_unit":"`+unit+`","entities":`+entities+`}`), place{"line", 1})
			if (rec.Document == nil) == (rec.Failure == nil) {
				t.Fatalf("%s gives neither or both: %+v", entities, rec)
			}
			if rec.Document != nil {
				if err := rec.Document.Layer(corpus.Gold).Validate(rec.Document.Text()); err != nil {
					t.Fatalf("%s: %v", entities, err)
				}
			}
		}
	})
}
