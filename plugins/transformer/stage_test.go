package transformer

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/plugins/transformer/modeltest"
	"github.com/onomast/onomast/plugins/transformer/weights/onnx"
)

func TestFind(t *testing.T) {
	t.Parallel()
	st := opened(t, configured(t, modeltest.People().Folder(t)))
	for text, want := range map[string][]string{
		"":                                   nil,
		" \t\r\n":                            nil,
		"Ada Lovelace lived in London.":      {"PER:Ada Lovelace", "LOC:London"},
		"we saw Paris":                       {"LOC:Paris"},
		"Zyx qwv":                            nil,         // only unknown pieces
		"Ada | Lovelace":                     {"PER:Ada"}, // no entity goes over the end of a sentence
		"東京 and Ada 😀 \u202eLondon":          {"PER:Ada", "LOC:London"},
		"Ada\x00Lovelace":                    nil, // one unknown word, as BERT's tokenizer reads it
		strings.Repeat("x", 100_000):         nil,
		strings.Repeat("x", 5000) + " Paris": {"LOC:Paris"},
	} {
		if diff := cmp.Diff(want, found(t, st, doc(t, text))); diff != "" {
			t.Errorf("%.40q: %s", text, diff)
		}
	}
}

func TestASpanSaysWhereItIsFrom(t *testing.T) {
	t.Parallel()
	dir := modeltest.People().Folder(t)
	modeltest.Write(t, dir, "onomast.yaml", "name: people\nversion: 1.10\ntemperature: 2\n")
	st := opened(t, configured(t, dir))
	d := doc(t, "we saw Ada")
	if err := st.Process(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	s := d.Layer("people").Span(0)
	if s.Kind != document.Calibrated || s.Score < 0.5 || s.Score > 0.99 {
		t.Errorf("score %v %v", s.Score, s.Kind)
	}
	if diff := cmp.Diff([]document.Attr{{Key: "model", Value: "people@1.10"}}, s.Evidence); diff != "" {
		t.Error(diff)
	}
	if d.TruncatedTokens() != 0 {
		t.Error("tokens were left out")
	}
}

// What is found does not depend on the size of windows and batches, on threads, or on
// what else is in the frame.
func TestTheSameWhateverTheWindows(t *testing.T) {
	t.Parallel()
	dir := modeltest.People().Folder(t)
	var text strings.Builder
	var want []string
	for i := range 400 {
		if i%3 == 0 {
			text.WriteString("we saw Ada Lovelace and Grace Hopper in London, ")
			want = append(want, "PER:Ada Lovelace", "PER:Grace Hopper", "LOC:London")
		} else {
			text.WriteString("Paris and Londons . | ")
			want = append(want, "LOC:Paris", "LOC:Londons")
		}
	}
	for _, options := range [][]string{
		nil, {`"window": 3`}, {`"window": 16`, `"overlap": 0`}, {`"window": 40`, `"overlap": 8`, `"threads": 3`},
		{`"context": "document"`}, {`"context": "document"`, `"window": 24`, `"batch": 64`}, {`"batch": 1`}, {`"batch": 100000`},
	} {
		st := opened(t, configured(t, dir, options...))
		docs := []*document.Document{doc(t, text.String()), doc(t, ""), doc(t, "Grace"), doc(t, text.String()[:900])}
		for i, err := range st.ProcessBatch(t.Context(), docs) {
			if err != nil {
				t.Fatalf("%v: document %d: %v", options, i, err)
			}
		}
		if diff := cmp.Diff(want, rendered(docs[0], "people")); diff != "" {
			t.Errorf("%v: %s", options, diff)
		}
		if got := rendered(docs[2], "people"); !slices.Equal(got, []string{"PER:Grace"}) || docs[1].Layer("people") == nil {
			t.Errorf("%v: got %v", options, got)
		}
	}
}

// What a model says that rounds by the largest number of a batch does not depend on the
// documents that come together, unless somebody wants it faster.
func TestCompany(t *testing.T) {
	t.Parallel()
	spec := modeltest.People()
	spec.Classifier.Rounded = true
	spec.Around = map[string]map[int]float32{"loud": {0: 500}}
	dir := spec.Folder(t)
	score := func(st *stage, texts ...string) float32 {
		var docs []*document.Document
		for _, text := range texts {
			docs = append(docs, doc(t, text))
		}
		for _, err := range st.ProcessBatch(t.Context(), docs) {
			if err != nil {
				t.Fatal(err)
			}
		}
		score, _ := docs[0].Layer("people").Score(0)
		return score
	}
	st := opened(t, configured(t, dir))
	if alone, together := score(st, "Ada"), score(st, "Ada", "loud"); alone != together {
		t.Errorf("alone %v, in company %v", alone, together)
	}
	if fast := opened(t, configured(t, dir, `"batch": 256`)); score(fast, "Ada") == score(fast, "Ada", "loud") {
		t.Error("the model does not depend on its company, so the test shows nothing")
	}
}

func TestOtherKindsOfModel(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*modeltest.Spec){
		"int32":    func(s *modeltest.Spec) { s.Classifier.Type = onnx.Int32 },
		"float16":  func(s *modeltest.Spec) { s.Classifier.Result = onnx.Float16 },
		"float64":  func(s *modeltest.Spec) { s.Classifier.Result = onnx.Float64 },
		"ids only": func(s *modeltest.Spec) { s.Classifier.Inputs = []string{"input_ids"} },
		"another order": func(s *modeltest.Spec) {
			s.Classifier.Inputs = []string{"input_ids", "token_type_ids", "attention_mask"}
		},
		"one text a time":   func(s *modeltest.Spec) { s.Classifier.Batch = 1 },
		"a fixed length":    func(s *modeltest.Spec) { s.Classifier.Length = 32 },
		"nothing is free":   func(s *modeltest.Spec) { s.Classifier.Batch, s.Classifier.Length = 1, 8 },
		"no limit is given": func(s *modeltest.Spec) { s.Config = map[string]any{"max_position_embeddings": 0} },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			spec := modeltest.People()
			change(&spec)
			st := opened(t, configured(t, spec.Folder(t)))
			text := strings.Repeat("we saw Ada Lovelace , Grace Hopper and London | ", 20)
			want := slices.Repeat([]string{"PER:Ada Lovelace", "PER:Grace Hopper", "LOC:London"}, 20)
			if diff := cmp.Diff(want, found(t, st, doc(t, text))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAnInterruption(t *testing.T) {
	t.Parallel()
	st := opened(t, configured(t, modeltest.People().Folder(t)))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, err := range st.ProcessBatch(ctx, []*document.Document{doc(t, "Ada"), doc(t, "")}) {
		if err == nil {
			t.Error("a document is done after the end")
		}
	}
}
