package write

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus"
	"pgregory.net/rapid"
)

func TestResultLine(t *testing.T) {
	t.Parallel()
	text := "Ticket 0001: returned XG-4500."
	s := span(t, text, "XG-4500", "PRODUCT_CODE")
	s.Score, s.Kind = 0.98, document.Calibrated
	s.Evidence = []document.Attr{{Key: "source", Value: "rules"}, {Key: "rule", Value: "support.yaml:9"}}
	o := outcome(t, "tickets/0001.txt", text, s)
	opts := Defaults()
	opts.Pipeline = digest
	want := `{"id":"tickets/0001.txt","offset_unit":"codepoint","entities":[` +
		`{"id":"e1","start":22,"end":29,"text":"XG-4500","label":"PRODUCT_CODE","score":0.98,"score_kind":"calibrated",` +
		`"source":"rules","parent":null,"attributes":{},"evidence":{"rule":"support.yaml:9"}}],` +
		`"language":null,"truncated_tokens":0,"failed_stages":[],"pipeline":"support@sha256:1c9e"}` + "\n"
	if diff := cmp.Diff(want, encode(t, "jsonl", opts, o)); diff != "" {
		t.Error(diff)
	}
}

func TestResultLineWithEverything(t *testing.T) {
	t.Parallel()
	text := "Łódź 😊 Acme GmbH"
	doc, err := document.New("d", text)
	if err != nil {
		t.Fatal(err)
	}
	entities := document.NewLayer(document.Entities)
	outer := entities.Add(document.Span{Start: 0, End: len(text), Label: "NOTE"})
	inner := span(t, text, "Acme GmbH", "ORG")
	inner.Score, inner.Kind = 3, document.Raw
	inner.Attributes = []document.Attr{{Key: "form", Value: "GmbH"}, {Key: "x", Value: ""}, {Key: "form", Value: "AG"}}
	inner.Evidence = []document.Attr{{Key: "list", Value: "l.tsv:2"}, {Key: "source", Value: "rules"}, {Key: "also", Value: "crf"}, {Key: "also", Value: "ml"}}
	entities.AddChild(outer, inner)
	tokens := document.NewLayer("tokens")
	tokens.AddRange(0, 7, "word")
	tokens.AddChild(0, document.Span{Start: 8, End: 12, Label: "emoji", Score: 0.5, Kind: document.Raw, Attributes: []document.Attr{{Key: "k", Value: "v"}}, Evidence: []document.Attr{{Key: "source", Value: "s"}}})
	language := document.NewLayer(document.Language)
	language.AddRange(0, len(text), "pl")
	vectors := document.NewVectors("vectors", 3)
	vectors.AddVector(0, 7, []float32{127, -0.4, -63.6})
	for _, l := range []*document.Layer{entities, tokens, language, vectors} {
		if err := doc.Add(l); err != nil {
			t.Fatal(err)
		}
	}
	doc.AddNote(document.Note{Stage: "entities", Code: "resolver.approximate", Message: "too many"})
	doc.AddNote(document.Truncated("ml", 12))
	o := &corpus.Outcome{Record: corpus.Record{ID: "d", Document: doc}, FailedStages: []string{"crf", "ml"}}
	opts := Options{Offsets: document.UTF16, WithText: true, Layers: []string{"tokens", "none", "tokens", "vectors"}, Pipeline: digest}
	want := `{"id":"d","text":"Łódź 😊 Acme GmbH","offset_unit":"utf16","entities":[` +
		`{"id":"e1","start":0,"end":17,"text":"Łódź 😊 Acme GmbH","label":"NOTE","score":null,"score_kind":"none","source":null,"parent":null,"attributes":{},"evidence":{}},` +
		`{"id":"e2","start":8,"end":17,"text":"Acme GmbH","label":"ORG","score":3,"score_kind":"raw","source":"rules","parent":"e1",` +
		`"attributes":{"form":["GmbH","AG"],"x":""},"evidence":{"list":"l.tsv:2","also":["crf","ml"]}}],` +
		`"layers":{"tokens":[{"start":0,"end":4,"label":"word"},{"start":5,"end":7,"label":"emoji","score":0.5,"score_kind":"raw","parent":0,"attributes":{"k":"v"},"evidence":{"source":"s"}}],"none":[],"vectors":[{"start":0,"end":4,"label":"","vector":[127,0,-64]}]},` +
		`"language":"pl","truncated_tokens":12,"failed_stages":["crf","ml"],` +
		`"notes":[{"stage":"entities","code":"resolver.approximate","message":"too many"},{"stage":"ml","code":"truncated_tokens","message":"12 tokens were not looked at"}],"pipeline":"support@sha256:1c9e"}` + "\n"
	if diff := cmp.Diff(want, encode(t, "jsonl", opts, o)); diff != "" {
		t.Error(diff)
	}
}

// marshal is what encoding/json makes of a string without escaping for HTML.
func marshal(t testing.TB, s string) string {
	t.Helper()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func FuzzString(f *testing.F) {
	for _, s := range []string{
		"", "plain", "\"\\/\b\f\n\r\t\x00\x1f\x7f", "<a href='x'>&amp;", "a\u2028b\u2029c\u2027", "\xff\xfe", "a\xe2\x80", "\xed\xa0\x80",
		"👩‍👩‍👧", "e\u0301", "שלום", "\ufeffx", "\ufffd", "a\ufffdb\xc0\x80",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if diff := cmp.Diff(marshal(t, s), string(appendString(nil, s))); diff != "" {
			t.Errorf("%q: %s", s, diff)
		}
	})
}

func TestScores(t *testing.T) {
	t.Parallel()
	for f, want := range map[float32]string{
		0: "0", 1: "1", 0.98: "0.98", 1.0 / 3: "0.33333334", -2.5: "-2.5", 1e-9: "1e-9", 1e-12: "1e-12", 1e20: "100000000000000000000", 1e21: "1e+21",
		float32(math.Inf(1)): "3.4028235e+38", float32(math.Inf(-1)): "-3.4028235e+38",
	} {
		if got := string(appendScore(nil, f)); got != want {
			t.Errorf("%v is written %s, want %s", f, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.Float32Range(-1e30, 1e30).Draw(t, "f")
		want, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		if got := appendScore(nil, f); string(got) != string(want) {
			t.Errorf("%v is written %s, want %s", f, got, want)
		}
	})
}

func TestManyAttributesKeepOrderAndValues(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		keys := rapid.SliceOfN(rapid.SampledFrom(strings.Split("abcdefghijklmnopqrstuvwxyz", "")), 0, 60).Draw(t, "keys")
		var attrs []document.Attr
		want := map[string][]string{}
		var order []string
		for i, k := range keys {
			if want[k] == nil {
				order = append(order, k)
			}
			attrs = append(attrs, document.Attr{Key: k, Value: fmt.Sprint(i)})
			want[k] = append(want[k], fmt.Sprint(i))
		}
		var b strings.Builder
		for i, k := range order {
			var v any = want[k]
			if len(want[k]) == 1 {
				v = want[k][0]
			}
			data, err := json.Marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			b.WriteString([]string{",", ""}[min(1, max(0, 1-i))] + `"` + k + `":` + string(data))
		}
		if got := string(appendAttrs(nil, attrs)); got != "{"+b.String()+"}" {
			t.Errorf("got %s, want {%s}", got, b.String())
		}
	})
}

type line struct {
	ID         string
	Text       *string
	OffsetUnit string `json:"offset_unit"`
	Entities   []struct {
		Start, End  int
		Text, Label string
	}
}

// slice cuts text by offsets in a unit, the slow and sure way.
func slice(text string, unit string, start, end int) string {
	switch unit {
	case "codepoint":
		return string([]rune(text)[start:end])
	case "utf16":
		return string(utf16.Decode(utf16.Encode([]rune(text))[start:end]))
	}
	return text[start:end]
}

// TestEveryLineReadsBack is the promise of the format: whatever the text, the
// line is JSON and text[start:end] is the entity, in each unit.
func TestEveryLineReadsBack(t *testing.T) {
	t.Parallel()
	pieces := rapid.SampledFrom([]string{"a", " ", "\x00", "\r\n", "\u2028", "\ufeff", "é", "e\u0301", "ש", "中", "😊", "👩‍👩‍👧", "\"", "\\", "</script>", "\ufffd", "\U0010ffff"})
	rapid.Check(t, func(r *rapid.T) {
		text := strings.Join(rapid.SliceOfN(pieces, 1, 400).Draw(r, "text"), "")
		var bounds []int
		for i := range text {
			bounds = append(bounds, i)
		}
		bounds = append(bounds, len(text))
		var spans []document.Span
		for range rapid.IntRange(0, 6).Draw(r, "spans") {
			from := rapid.IntRange(0, len(bounds)-2).Draw(r, "from")
			to := rapid.IntRange(from+1, len(bounds)-1).Draw(r, "to")
			spans = append(spans, document.Span{Start: bounds[from], End: bounds[to], Label: rapid.String().Draw(r, "label")})
		}
		unit := rapid.SampledFrom([]document.Unit{document.Byte, document.CodePoint, document.UTF16}).Draw(r, "unit")
		data := encode(t, "jsonl", Options{Offsets: unit, WithText: true}, outcome(t, "id\x00", text, spans...))
		checkLine(r, data, text, unit, spans)
	})
}

func checkLine(t *rapid.T, data, text string, unit document.Unit, spans []document.Span) {
	if strings.Count(data, "\n") != 1 || !utf8.ValidString(data) {
		t.Fatalf("not one line of UTF-8: %q", data)
	}
	var got line
	if err := json.Unmarshal([]byte(data), &got); err != nil {
		t.Fatalf("%v: %q", err, data)
	}
	if got.ID != "id\x00" || got.Text == nil || *got.Text != text || got.OffsetUnit != unit.String() || len(got.Entities) != len(spans) {
		t.Fatalf("read back %+v", got)
	}
	for i, e := range got.Entities {
		want := text[spans[i].Start:spans[i].End]
		if e.Text != want || slice(text, got.OffsetUnit, e.Start, e.End) != want || e.Label != strings.ToValidUTF8(spans[i].Label, "\ufffd") {
			t.Fatalf("entity %d is %+v, want %q", i, e, want)
		}
	}
}

func TestOrigins(t *testing.T) {
	t.Parallel()
	text := "Ärzte & Co"
	o := outcome(t, "x", text, span(t, text, "Ärzte", "ORG"), span(t, text, "& Co", "FORM"))
	var m document.Builder // from "<b>&Auml;rzte &amp; Co</b>" at byte 100 of the file
	m.Skip(3)
	m.Convert(2, 6)
	m.Copy(5)
	m.Convert(1, 5)
	m.Copy(3)
	o.Path, o.Line, o.Offset, o.Source = "a b/c.json", 7, 100, m.Map()
	opts := Defaults()
	opts.Origins = true
	want := `{"id":"x","offset_unit":"codepoint","origin":{"path":"a b/c.json","line":7,"offset":100},"entities":[` +
		`{"id":"e1","start":0,"end":5,"origin":[103,113],"text":"Ärzte","label":"ORG","score":null,"score_kind":"none","source":null,"parent":null,"attributes":{},"evidence":{}},` +
		`{"id":"e2","start":6,"end":10,"origin":[114,122],"text":"& Co","label":"FORM","score":null,"score_kind":"none","source":null,"parent":null,"attributes":{},"evidence":{}}],` +
		`"language":null,"truncated_tokens":0,"failed_stages":[],"pipeline":""}` + "\n"
	if diff := cmp.Diff(want, encode(t, "jsonl", opts, o)); diff != "" {
		t.Error(diff)
	}
	o.Source = nil
	if got := encode(t, "jsonl", opts, o); !strings.Contains(got, `"origin":[100,106]`) {
		t.Errorf("without a map offsets of the text are not those of the file: %s", got)
	}
}

func TestPartsAreWritten(t *testing.T) {
	t.Parallel()
	o := outcome(t, "d", "é a\nbc")
	o.Parts = []document.Span{{Start: 0, End: 4, Label: "HEADER", Attributes: []document.Attr{{Key: "to", Value: "x"}, {Key: "to", Value: "y"}}}, {Start: 5, End: 7, Label: "BODY"}}
	want := `"parts":[{"start":0,"end":3,"label":"HEADER","attributes":{"to":["x","y"]}},{"start":4,"end":6,"label":"BODY","attributes":{}}],"language"`
	if got := encode(t, "jsonl", Defaults(), o); !strings.Contains(got, want) {
		t.Errorf("%s has no %s", got, want)
	}
}
