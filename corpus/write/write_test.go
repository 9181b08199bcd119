package write

import (
	"strings"
	"testing"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus"
)

const digest = "support@sha256:1c9e"

// outcome annotates text with entities that lie in no other.
func outcome(t testing.TB, id, text string, spans ...document.Span) *corpus.Outcome {
	t.Helper()
	doc, err := document.New(id, text)
	if err != nil {
		t.Fatal(err)
	}
	entities := document.NewLayer(document.Entities)
	for _, s := range spans {
		entities.Add(s)
	}
	if err := entities.Validate(text); err != nil {
		t.Fatal(err)
	}
	if err := doc.Add(entities); err != nil {
		t.Fatal(err)
	}
	return &corpus.Outcome{Record: corpus.Record{ID: id, Path: id, Document: doc}}
}

// span finds part in text and labels it.
func span(t testing.TB, text, part, label string) document.Span {
	t.Helper()
	at := strings.Index(text, part)
	if at < 0 {
		t.Fatalf("%q is not in %q", part, text)
	}
	return document.Span{Start: at, End: at + len(part), Label: label}
}

func encode(t testing.TB, format string, opts Options, outcomes ...*corpus.Outcome) string {
	t.Helper()
	enc, err := New(format, opts)
	if err != nil {
		t.Fatal(err)
	}
	data := enc.AppendHeader(nil)
	for i, o := range outcomes {
		if i > 0 {
			data = enc.AppendSeparator(data)
		}
		if data, err = enc.AppendDocument(data, o); err != nil {
			t.Fatal(err)
		}
	}
	return string(enc.AppendFooter(data))
}

func TestNewRefusesUnknownFormats(t *testing.T) {
	t.Parallel()
	if _, err := New("xml", Defaults()); err == nil || !strings.Contains(err.Error(), "jsonl, csv, html") {
		t.Errorf("got error %v, want one that names the formats", err)
	}
	for _, name := range Formats() {
		enc, err := New(name, Defaults())
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		extension := map[string]string{"brat": "tar", "web-annotation": "jsonl", "spacy-json": "jsonl", "labelstudio": "json"}[name]
		if extension == "" {
			extension = name
		}
		if enc.Extension() != extension {
			t.Errorf("%s has extension %q", name, enc.Extension())
		}
	}
}

func TestOutcomesWithoutResultAreRefused(t *testing.T) {
	t.Parallel()
	dead := outcome(t, "a", "text")
	dead.Failure = &corpus.Failure{Stage: "rules", Code: "timeout"}
	skipped := outcome(t, "a", "text")
	skipped.Skipped = "no reader"
	absent := &corpus.Outcome{Record: corpus.Record{ID: "a"}}
	for _, format := range Formats() {
		enc, err := New(format, Defaults())
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range []*corpus.Outcome{dead, skipped, absent} {
			if got, err := enc.AppendDocument([]byte("before"), o); err == nil || string(got) != "before" {
				t.Errorf("%s: got %q and error %v, want nothing written and an error", format, got, err)
			}
		}
	}
}
