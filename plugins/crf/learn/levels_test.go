package learn_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/document"
	. "github.com/onomast/onomast/plugins/crf/learn"
	"github.com/onomast/onomast/plugins/crf/model"
	"github.com/onomast/onomast/plugins/crf/sentence"
	"github.com/onomast/onomast/plugins/crf/tagger"
	"github.com/onomast/onomast/plugins/crf/template"
	"github.com/onomast/onomast/plugins/crf/train/gold"
)

// zones puts towns into zones: [[Xburg LOC] side ZONE].
func zones(texts []string) []string {
	out := make([]string, len(texts))
	for i, text := range texts {
		words := strings.Fields(text)
		for k, w := range words {
			if strings.HasSuffix(w, "burg") {
				words[k], words[k+1] = "["+w, words[k+1]+" side ZONE]"
			}
		}
		out[i] = strings.Join(words, " ")
	}
	return out
}

// What is found in dev is what a model that was written finds, with the same scores:
// chains, layers of documents and of earlier chains, calibration, rounding.
func TestFoundIsWhatTheModelFinds(t *testing.T) {
	t.Parallel()
	texts := zones(travels(300, 3))
	o := options(t, plain+"  - {of: layer, layer: caps}\n", "2")
	o.Write.Quantise = model.Int16
	data, dev := sentencesOf(t, o.Levels, texts[:200]...), sentencesOf(t, o.Levels, texts[200:]...)
	addCaps(t, data)
	addCaps(t, dev)
	r := learned(t, data, dev, o)
	if r.Rounding == nil || *r.Rounding < -0.05 || *r.Rounding > 0.05 {
		t.Errorf("rounding changed F1 by %v", r.Rounding)
	}
	if len(r.Model.Chains) != 2 || len(r.Dev) == 0 {
		t.Fatalf("%d chains, %d found", len(r.Model.Chains), len(r.Dev))
	}
	if first, second := string(r.Model.Chains[0].Template), string(r.Model.Chains[1].Template); strings.Contains(first, "level1") || !strings.Contains(second, "level1") {
		t.Errorf("the second chain does not read the first: %s", second)
	}
	if recall, precision := share(dev, r.Dev); recall < 0.8 || precision < 0.8 {
		t.Errorf("recall %.2f, precision %.2f", recall, precision)
	}
	if diff := cmp.Diff(said(r), saidBy(t, &r.Model, o.Write, dev)); diff != "" {
		t.Error(diff)
	}
}

// addCaps gives documents a layer that marks words which begin with a capital.
func addCaps(t testing.TB, sentences []gold.Sentence) {
	t.Helper()
	for i := range sentences {
		d := sentences[i].Document
		if d.Layer("caps") != nil {
			continue
		}
		caps := document.NewLayer("caps")
		for _, s := range d.Layer(document.Tokens).All() {
			if c := d.Text()[s.Start]; c >= 'A' && c <= 'Z' {
				caps.AddRange(s.Start, s.End, "CAP")
			}
		}
		if err := d.Add(caps); err != nil {
			t.Fatal(err)
		}
	}
}

// said renders what was found in dev.
func said(r *Result) map[string]bool {
	out := map[string]bool{}
	for _, f := range r.Dev {
		out[fmt.Sprintf("%d: %d-%d %s level %d score %.4f", f.Sentence, f.Start, f.End, f.Label, f.Level, f.Score)] = true
	}
	return out
}

// saidBy renders what a model finds once it was written and read.
func saidBy(t testing.TB, m *model.Model, o model.WriteOptions, dev []gold.Sentence) map[string]bool {
	t.Helper()
	data, err := model.Bytes(m, o)
	if err != nil {
		t.Fatal(err)
	}
	file, err := model.Load(data)
	if err != nil {
		t.Fatal(err)
	}
	ready, err := tagger.New(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"caps"}, ready.Layers()); diff != "" {
		t.Fatal(diff)
	}
	w, out := ready.Worker(), map[string]bool{}
	p := sentence.NewProjector(template.Hash)
	for i := range dev {
		s := &dev[i]
		all := p.Tags(nil, s.Document.Layer("caps"), s.Document.Layer(document.Tokens))
		found, err := w.Find(t.Context(), nil, s.Words, tagger.Layers{Tags: [][]uint64{all[s.Tokens.Start:s.Tokens.End]}}, 1)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range found {
			out[fmt.Sprintf("%d: %d-%d %s level %d score %.4f", i, e.Start, e.End, e.Label, e.Chain, e.Score)] = true
		}
	}
	return out
}
