package corpus_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus"
	"github.com/onomast/onomast/corpus/read"
	"github.com/onomast/onomast/corpus/write"
)

// An entity is a span of a layer with its parent.
type entity struct {
	Parent int
	Span   document.Span
}

func entitiesOf(l *document.Layer) []entity {
	all := []entity{}
	for i, s := range l.All() {
		all = append(all, entity{l.Parent(i), s})
	}
	return all
}

// drawDocument draws odd text with entities that lie in each other or cross, in the
// order in which the resolver gives them.
func drawDocument(t *rapid.T, id string) *document.Document {
	pieces := rapid.SampledFrom([]string{"a", " ", "\x00", "\r\n", "\u2028", "\ufeff", "é", "e\u0301", "ש", "中", "😊", "👩‍👩‍👧", "\"", "\\", "</script>", "\ufffd", "\U0010ffff", "\x1f", "\t"})
	text := strings.Join(rapid.SliceOfN(pieces, 1, 60).Draw(t, "text"), "")
	var bounds []int
	for i := range text {
		bounds = append(bounds, i)
	}
	bounds = append(bounds, len(text))
	doc, err := document.New(id, text)
	if err != nil {
		t.Fatal(err)
	}
	layer := document.NewLayer(document.Entities)
	for from := 0; from < len(bounds)-1 && layer.Len() < 8; from++ {
		for to := len(bounds) - 1; to > from && layer.Len() < 8; to-- {
			if rapid.IntRange(0, 9).Draw(t, "entity") == 0 {
				layer.AddChild(parentOf(t, layer, bounds[from], bounds[to]), drawSpan(t, bounds[from], bounds[to]))
			}
		}
	}
	if err := errors.Join(layer.Validate(text), doc.Add(layer)); err != nil {
		t.Fatal(err)
	}
	return doc
}

// parentOf draws one of the spans around a new one, or none.
func parentOf(t *rapid.T, l *document.Layer, start, end int) int {
	for i := l.Len() - 1; i >= 0; i-- {
		if l.Start(i) <= start && end <= l.End(i) && rapid.Bool().Draw(t, "nested") {
			return i
		}
	}
	return document.NoParent
}

func drawSpan(t *rapid.T, start, end int) document.Span {
	word := rapid.StringN(1, 6, -1)
	s := document.Span{Start: start, End: end, Label: word.Draw(t, "label"), Kind: rapid.SampledFrom([]document.ScoreKind{document.None, document.Raw, document.Calibrated}).Draw(t, "kind")}
	if s.Kind != document.None {
		s.Score = rapid.Float32Range(-1e6, 1e6).Draw(t, "score")
	}
	for i := range rapid.IntRange(0, 2).Draw(t, "attributes") {
		for range rapid.IntRange(1, 2).Draw(t, "values") {
			s.Attributes = append(s.Attributes, document.Attr{Key: fmt.Sprint("k", i), Value: word.Draw(t, "value")})
		}
	}
	if rapid.Bool().Draw(t, "source") {
		s.Evidence = append(s.Evidence, document.Attr{Key: "source", Value: word.Draw(t, "stage")})
	}
	if rapid.Bool().Draw(t, "rule") {
		s.Evidence = append(s.Evidence, document.Attr{Key: "rule", Value: word.Draw(t, "rule")})
	}
	return s
}

// TestResultsAreInput writes results with their texts and reads them as annotated
// data: id, language, text and everything about the entities come back, in each
// unit of offsets.
func TestResultsAreInput(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		opts := write.Options{WithText: true, Offsets: rapid.SampledFrom([]document.Unit{document.Byte, document.CodePoint, document.UTF16}).Draw(t, "unit")}
		opts.Origins = rapid.Bool().Draw(t, "origins")
		var docs []*document.Document
		for i := range rapid.IntRange(1, 3).Draw(t, "documents") {
			docs = append(docs, drawDocument(t, fmt.Sprint("doc ", i)))
		}
		results := written(t, opts, docs)
		for i, rec := range readBack(t, results) {
			if rec.Document == nil {
				t.Fatalf("%v from %q", rec.Failure, results)
			}
			if rec.ID != docs[i].ID() || rec.Document.Text() != docs[i].Text() {
				t.Fatalf("document %q with text %q came back as %q with %q", docs[i].ID(), docs[i].Text(), rec.ID, rec.Document.Text())
			}
			if diff := cmp.Diff(entitiesOf(docs[i].Layer(document.Entities)), entitiesOf(rec.Document.Layer(corpus.Gold))); diff != "" {
				t.Fatalf("entities (-written +read):\n%s\nfrom %q", diff, results)
			}
		}
	})
}

func written(t *rapid.T, opts write.Options, docs []*document.Document) string {
	enc, err := write.New("jsonl", opts)
	if err != nil {
		t.Fatal(err)
	}
	data := enc.AppendHeader(nil)
	for _, d := range docs {
		if data, err = enc.AppendDocument(data, &corpus.Outcome{Record: corpus.Record{ID: d.ID(), Document: d}}); err != nil {
			t.Fatal(err)
		}
	}
	return string(enc.AppendFooter(data))
}

func readBack(t *rapid.T, results string) []corpus.Record {
	r, err := read.Open([]string{"-"}, read.Options{Format: "jsonl", Gold: true, Stdin: strings.NewReader(results)})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	var all []corpus.Record
	for {
		rec, err := r.Next(context.Background())
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, rec)
	}
}

// TestRowsAreInput reads the text column of a CSV of results.
func TestRowsAreInput(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		doc := drawDocument(t, "doc")
		enc, err := write.New("csv", write.Defaults())
		if err != nil {
			t.Fatal(err)
		}
		data, err := enc.AppendDocument(enc.AppendHeader(nil), &corpus.Outcome{Record: corpus.Record{ID: "doc", Document: doc}})
		if err != nil {
			t.Fatal(err)
		}
		r, err := read.Open([]string{"-"}, read.Options{Format: "csv", Encoding: "utf-8", IDField: "entity", Stdin: strings.NewReader(string(data))})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = r.Close() }()
		for _, s := range doc.Layer(document.Entities).All() {
			rec, err := r.Next(context.Background())
			if err != nil || rec.Document == nil {
				t.Fatalf("%v %v from %q", err, rec.Failure, data)
			}
			if want := doc.Text()[s.Start:s.End]; rec.Document.Text() != want {
				t.Fatalf("text %q came back as %q from %q", want, rec.Document.Text(), data)
			}
		}
		if _, err := r.Next(context.Background()); !errors.Is(err, io.EOF) {
			t.Fatalf("more rows than entities in %q", data)
		}
	})
}

func TestFailureIsAnError(t *testing.T) {
	t.Parallel()
	var err error = &corpus.Failure{Stage: "reader", Code: "binary", Message: "this is a PDF file, not text", Hint: "convert it"}
	if got := err.Error(); got != "this is a PDF file, not text; convert it" {
		t.Errorf("got %q", got)
	}
	if got := (&corpus.Failure{Message: "cut off"}).Error(); got != "cut off" {
		t.Errorf("got %q without a hint", got)
	}
}
