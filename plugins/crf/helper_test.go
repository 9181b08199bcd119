package crf

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/onomast/onomast/core/chain"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/model"
	"github.com/onomast/onomast/plugins/crf/template"
)

// people finds persons by their names, by what goes before, and by a layer.
const people = `
features:
  - {of: word, at: [-1, 0]}
  - {of: layer, layer: rules}
`

// weights are those of features by name and tag.
type weights map[string]map[string]float32

func personWeights() weights {
	return weights{
		"word[0]=Ada":         {"S-PER": 6, "B-PER": 6},
		"word[0]=Lovelace":    {"E-PER": 6, "S-PER": 1},
		"word[0]=London":      {"S-CITY": 7, "S-PER": 5},
		"word[-1]=in":         {"S-CITY": 2},
		"word[-1]=saw":        {"S-PER": 2.5},
		"layer:rules[0]=B-NO": {"S-PER": -9, "B-PER": -9, "S-CITY": -9},
	}
}

// handmade makes a chain with weights that are given by hand, and 3 for O.
func handmade(t testing.TB, name, source string, s scheme.Scheme, types []string, given weights) model.Chain {
	t.Helper()
	set, err := scheme.New(s, types)
	if err != nil {
		t.Fatal(err)
	}
	c := model.Chain{Name: name, Set: set, Template: []byte(source), Transitions: chain.Allowed(set), Bias: make([]float32, set.N())}
	c.Bias[0] = 3
	keys := keysOf(t, source, given)
	for name, byTag := range given {
		if keys[name] == 0 {
			t.Fatalf("the template has no feature %s", name)
		}
		row := make([]float32, set.N())
		for tag, w := range byTag {
			at, err := set.Index(tag)
			if err != nil {
				t.Fatal(err)
			}
			row[at] = w
		}
		f := model.Feature{Key: keys[name], Name: name}
		for tag, w := range row {
			if w != 0 {
				f.Tags, f.Weights = append(f.Tags, uint16(tag)), append(f.Weights, w)
			}
		}
		c.Features = append(c.Features, f)
	}
	return c
}

// keysOf returns the keys of features by their names: of words and of layers.
func keysOf(t testing.TB, source string, given weights) map[string]uint64 {
	t.Helper()
	parsed, found := template.Parse("test.yaml", []byte(source))
	if found.HasErrors() {
		t.Fatal(found)
	}
	x, err := parsed.Compile(nil)
	if err != nil {
		t.Fatal(err)
	}
	keys, known := map[string]uint64{}, template.Values{}
	var w template.Word
	for name := range given {
		_, value, _ := strings.Cut(name, "=")
		x.NameWord(value, &w, func(_ int, key uint64, name []byte) { keys[string(name)] = key })
		for track, about := range x.Tracks() {
			for k := range about.Offsets {
				hash := known.Hash(value)
				keys[x.NameTrack(track, k, hash, known)] = x.Key(track, k, hash)
			}
		}
	}
	return keys
}

// saved writes a model and returns its path.
func saved(t testing.TB, m *model.Model) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "people.crf")
	if err := model.Write(path, m, model.WriteOptions{}); err != nil {
		t.Fatal(err)
	}
	return path
}

// persons is the file of a model of persons and cities.
func persons(t testing.TB) string {
	t.Helper()
	return saved(t, &model.Model{Chains: []model.Chain{handmade(t, "level1", people, scheme.BIOES, []string{"CITY", "PER"}, personWeights())}})
}

// configured is the configuration of a stage with these options as JSON.
func configured(t testing.TB, path, options string) plugin.Config {
	t.Helper()
	with := map[string]any{}
	if err := json.Unmarshal([]byte("{"+options+"}"), &with); err != nil {
		t.Fatal(err)
	}
	with["model"] = "models/people.crf"
	raw, err := json.Marshal(with)
	if err != nil {
		t.Fatal(err)
	}
	return plugin.Config{Stage: "people", With: raw, Files: map[string]string{"/model": path}, Origins: map[string]string{"/threshold": "p.yaml:7", "/labels": "p.yaml:8"}}
}

func opened(t testing.TB, cfg plugin.Config) *stage {
	t.Helper()
	st, err := Kind().Open(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.(*stage).Close(); err != nil {
			t.Error(err)
		}
	})
	return st.(*stage)
}

// tokenized is a document whose tokens are separated by spaces, whose sentences end
// at full stops, and in which a rule has found all that is in brackets.
func tokenized(t testing.TB, text string) *document.Document {
	t.Helper()
	doc, err := document.New("doc", text)
	if err != nil {
		t.Fatal(err)
	}
	tokens, sentences, rules := document.NewLayer(document.Tokens), document.NewLayer(document.Sentences), document.NewLayer("rules")
	first := 0
	for at := 0; at < len(text); {
		end := at + strings.IndexByte(text[at:]+" ", ' ')
		if end > at {
			tokens.AddRange(at, end, "word")
			if strings.HasPrefix(text[at:end], "[") {
				rules.AddRange(at, end, "NO")
			}
		}
		if text[at:end] == "." {
			sentences.AddRange(first, end, "sentence")
			first = end
		}
		at = end + 1
	}
	if first < len(text) {
		sentences.AddRange(first, len(text), "sentence")
	}
	for _, l := range []*document.Layer{tokens, sentences, rules} {
		if err := doc.Add(l); err != nil {
			t.Fatal(err)
		}
	}
	return doc
}

// proposals are what a stage proposes for a text: LABEL:text, score and its kind.
func proposals(t testing.TB, st *stage, text string) []string {
	t.Helper()
	doc := tokenized(t, text)
	if err := st.Process(context.Background(), doc); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, s := range doc.Layer(st.id).All() {
		out = append(out, fmt.Sprintf("%s:%s %.2f %s", s.Label, text[s.Start:s.End], s.Score, s.Kind))
	}
	return out
}
