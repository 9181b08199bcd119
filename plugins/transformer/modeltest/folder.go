// Package modeltest writes the folders of small models, for tests: token classifiers that
// know some words.
package modeltest

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/onomast/onomast/plugins/transformer/ort"
	"github.com/onomast/onomast/plugins/transformer/weights/onnx/onnxtest"
)

// Sure is the logit of the label that a word has; others have 0.
const Sure = 6

// A Spec is what a model is like.
type Spec struct {
	// Labels are those of the columns.
	Labels []string
	// Words are the words it knows, with the number of their label.
	Words map[string]int
	// Around are words that add a number to a label wherever they are in a text.
	Around map[string]map[int]float32
	// Classifier is how the model is written; its rows are filled in.
	Classifier onnxtest.Classifier
	// Config is what config.json says besides the labels.
	Config map[string]any
}

// People is a model of two types.
func People() Spec {
	return Spec{
		Labels: []string{"O", "B-PER", "I-PER", "B-LOC", "I-LOC"},
		Words:  map[string]int{"ada": 1, "lovelace": 2, "grace": 1, "hopper": 2, "london": 3, "paris": 3, "saw": 0, "in": 0, "lived": 0, "we": 0, "and": 0, ".": 0, ",": 0, "##s": 0},
	}
}

// specials are the pieces before the words, by number.
var specials = []string{"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"}

// vocabulary returns the pieces, in an order that does not change.
func (s Spec) vocabulary() []string {
	var words []string
	for w := range s.Words {
		words = append(words, w)
	}
	for w := range s.Around {
		if _, known := s.Words[w]; !known {
			words = append(words, w)
		}
	}
	slices.Sort(words)
	return append(slices.Clone(specials), words...)
}

// Folder writes the folder of a model and returns its path.
func (s Spec) Folder(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	pieces := s.vocabulary()
	c := s.Classifier
	for _, p := range pieces {
		row := make([]float32, len(s.Labels))
		if label, known := s.Words[p]; known {
			row[label] = Sure
		} else {
			row[0] = Sure
		}
		c.Rows = append(c.Rows, row)
		if s.Around != nil {
			around := make([]float32, len(s.Labels))
			for label, v := range s.Around[p] {
				around[label] = v
			}
			c.Context = append(c.Context, around)
		}
	}
	labels := map[string]string{}
	for i, l := range s.Labels {
		labels[fmt.Sprint(i)] = l
	}
	config := map[string]any{"model_type": "bert", "id2label": labels, "max_position_embeddings": 512, "pad_token_id": 0}
	for key, value := range s.Config {
		config[key] = value
	}
	raw, err := json.Marshal(config)
	if err != nil {
		t.Fatal(err)
	}
	Write(t, dir, "config.json", string(raw))
	Write(t, dir, "vocab.txt", strings.Join(pieces, "\n")+"\n")
	Write(t, dir, "model.onnx", string(c.Model().Bytes()))
	return dir
}

// Write writes a file of a folder.
func Write(t testing.TB, dir, name, content string) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// Library returns ONNX Runtime, or skips the test where there is none.
func Library(t testing.TB) ort.Library {
	t.Helper()
	if err := ort.Available(); err != nil {
		t.Skip(err)
	}
	lib, err := ort.Find("")
	if err != nil {
		t.Skipf("no ONNX Runtime: %v", err)
	}
	return lib
}
