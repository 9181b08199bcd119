package learn_test

import (
	"bytes"
	"testing"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/plugins/crf/model"
	"github.com/onomast/onomast/plugins/crf/train/gold"
)

// encode adds to documents a layer of vectors that say in their way which words end in
// burg: a vector for each half of a word.
func encode(t testing.TB, sentences []gold.Sentence) {
	t.Helper()
	for i := range sentences {
		d := sentences[i].Document
		if d.Layer("encoder") != nil {
			continue
		}
		l := document.NewVectors("encoder", 3)
		tokens := d.Layer(document.Tokens)
		for k := range tokens.Len() {
			from, to := tokens.Start(k), tokens.End(k)
			word := d.Text()[from:to]
			v := []float32{float32(len(word)), 100, 0}
			if len(word) > 6 && word[len(word)-4:] == "burg" {
				v[2] = 9
			}
			if half := from + len(word)/2; half > from {
				l.AddVector(from, half, v)
				l.AddVector(half, to, v)
			} else {
				l.AddVector(from, to, v)
			}
		}
		if err := d.Add(l); err != nil {
			t.Fatal(err)
		}
	}
}

// Vectors find what the template alone does not see, on every level, and folds and files
// have them as well.
func TestVectorsAreLearntFrom(t *testing.T) {
	t.Parallel()
	levels := gold.Levels{}
	data, dev := sentencesOf(t, levels, travels(200, 1)...), sentencesOf(t, levels, travels(100, 2)...)
	encode(t, data)
	encode(t, dev)
	o := options(t, "  - {of: bias}\n  - {of: word, at: -1}\n")
	without := learned(t, data, dev, o)
	o.Vectors, o.Folds = []string{"encoder"}, 3
	with := learned(t, data, dev, o)
	before, _ := share(dev, without.Dev)
	after, precision := share(dev, with.Dev)
	if after < before+0.1 || precision < 0.7 {
		t.Errorf("recall %.2f without vectors, %.2f with them, precision %.2f", before, after, precision)
	}
	if crossed, _ := share(data, with.Crossed); crossed < before+0.1 {
		t.Errorf("recall %.2f on folds", crossed)
	}
	c := with.Model.Chains[0]
	if len(c.Vectors) != 1 || c.Vectors[0].Norm.Dim() != 3 || c.Vectors[0].Norm.Factor[1] != 0 || !bytes.Contains(c.Template, []byte("of: vector")) {
		t.Errorf("vectors %+v", c.Vectors)
	}
	file, err := model.Bytes(&with.Model, model.WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := model.Load(file); err != nil {
		t.Error(err)
	}
}
