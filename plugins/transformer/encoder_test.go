package transformer

import (
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/plugin/plugintest"
	"github.com/onomast/onomast/plugins/transformer/modeltest"
)

// encodes opens an encoder of what the model of people says of its labels.
func encodes(t testing.TB, options ...string) plugin.Stage {
	t.Helper()
	modeltest.Library(t)
	st, err := open(context.Background(), configured(t, modeltest.People().Folder(t), append(options, `"encoder": "logits"`)...))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.(io.Closer).Close(); err != nil {
			t.Error(err)
		}
	})
	return st
}

// withTokens adds tokens at the spaces of a text.
func withTokens(t testing.TB, d *document.Document) *document.Document {
	t.Helper()
	l := document.NewLayer(document.Tokens)
	at := 0
	for word := range strings.SplitSeq(d.Text(), " ") {
		if word != "" {
			l.AddRange(at, at+len(word), "word")
		}
		at += len(word) + 1
	}
	if err := d.Add(l); err != nil {
		t.Fatal(err)
	}
	return d
}

// said are the vectors of a document, to a tenth.
func said(d *document.Document) []string {
	l := d.Layer("people")
	var out []string
	for i := range l.Len() {
		out = append(out, fmt.Sprintf("%s %.1f", d.Text()[l.Start(i):l.End(i)], l.AppendVector(nil, i)))
	}
	return out
}

func TestVectorsOfTokens(t *testing.T) {
	t.Parallel()
	st := encodes(t)
	d := withTokens(t, doc(t, "Ada saw Paris. | \x00 Londons"))
	if err := st.Process(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"Ada [0.0 6.0 0.0 0.0 0.0]", "saw [6.0 0.0 0.0 0.0 0.0]",
		"Paris. [3.0 0.0 0.0 3.0 0.0]", // the mean of a town and a full stop
		"| [6.0 0.0 0.0 0.0 0.0]",      // no piece: no vector of \x00
		"Londons [3.0 0.0 0.0 3.0 0.0]",
	}
	if diff := cmp.Diff(want, said(d)); diff != "" {
		t.Error(diff)
	}
	if l := d.Layer("people"); l.Dim() != 5 || l.Validate(d.Text()) != nil {
		t.Errorf("%d numbers, %v", l.Dim(), l.Validate(d.Text()))
	}
}

// Without tokens there is a vector for each word as the model cuts them.
func TestVectorsOfWords(t *testing.T) {
	t.Parallel()
	st := encodes(t)
	for text, want := range map[string][]string{
		"Ada saw Paris.": {"Ada [0.0 6.0 0.0 0.0 0.0]", "saw [6.0 0.0 0.0 0.0 0.0]", "Paris [0.0 0.0 0.0 6.0 0.0]", ". [6.0 0.0 0.0 0.0 0.0]"},
		"":               nil,
		" \n":            nil,
	} {
		d := doc(t, text)
		if err := st.Process(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, said(d)); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

// A long document has the vectors of its sentences, whatever the windows, and no token is
// left out.
func TestVectorsOfLongDocuments(t *testing.T) {
	t.Parallel()
	long := withTokens(t, doc(t, strings.Repeat("we saw Ada in London | ", 800)))
	var first []string
	for _, options := range [][]string{nil, {`"context": "document"`, `"window": 16`, `"threads": 2`, `"batch": 64`}} {
		d := long.With(document.Tokens, document.Sentences)
		if err := encodes(t, options...).Process(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		got := said(d)
		if len(got) != 6*800 {
			t.Fatalf("%d vectors", len(got))
		}
		if first == nil {
			first = got
		}
		if diff := cmp.Diff(first, got); diff != "" {
			t.Error(diff)
		}
	}
}

func TestTheContractOfAnEncoder(t *testing.T) {
	t.Parallel()
	for dir, want := range map[string]int{"testdata/encoder": 16, modeltest.People().Folder(t): 5} {
		output := `"encoder": "last_hidden_state"`
		if want == 5 {
			output = `"encoder": "logits"`
		}
		c, err := contract(configured(t, dir, output))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]plugin.LayerSpec{{Name: "people", Role: plugin.VectorsRole, Dim: want}}, c.Provides); diff != "" {
			t.Error(diff)
		}
		if c.Validate() != nil || len(c.Needs) != 2 || !c.Needs[0].Optional {
			t.Errorf("needs %+v, %v", c.Needs, c.Validate())
		}
	}
}

func TestEncodersThatCannotBe(t *testing.T) {
	t.Parallel()
	for options, want := range map[string]string{
		`"encoder": "hidden"`:                                                        "the model has no output hidden; it has last_hidden_state",
		`"encoder": "last_hidden_state", "threshold": 0.5`:                           "/threshold: threshold is about entities",
		`"encoder": "last_hidden_state", "labels": ["PER"]`:                          "/labels: labels is about entities",
		`"encoder": "last_hidden_state", "heads": [{"output": "last_hidden_state"}]`: "/heads: heads is about entities",
	} {
		cfg := configured(t, "testdata/encoder", options)
		if _, err := contract(cfg); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: contract %v, want %q", options, err, want)
		}
		if _, err := open(t.Context(), cfg); err == nil {
			t.Errorf("%s: it opens", options)
		}
	}
}

// Numbers that are none are the fault of one document.
func TestVectorsThatAreNoNumbers(t *testing.T) {
	t.Parallel()
	modeltest.Library(t)
	st, err := open(t.Context(), configured(t, "testdata/nan", `"encoder": "logits"`))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = st.(io.Closer).Close() }()
	docs := []*document.Document{doc(t, "Peter"), doc(t, "void"), doc(t, "Oslo")}
	errs := st.(plugin.Batcher).ProcessBatch(t.Context(), docs)
	if errs[0] != nil || errs[1] == nil || errs[2] != nil || !strings.Contains(errs[1].Error(), "no numbers for a part of this text") {
		t.Errorf("errors %v", errs)
	}
}

func TestConformanceOfAnEncoder(t *testing.T) {
	t.Parallel()
	modeltest.Library(t)
	plugintest.Test(t, []plugin.Kind{Kind()}, plugintest.Options{
		Configs: map[string]plugin.Config{Name: configured(t, modeltest.People().Folder(t), `"encoder": "logits"`)},
		Texts:   []string{"Ada Lovelace lived in London. We saw London, 東京 and Ada😀."},
	})
}
