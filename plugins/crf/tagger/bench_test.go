package tagger_test

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/model"
	"github.com/onomast/onomast/plugins/crf/tagger"
	"github.com/onomast/onomast/plugins/crf/template"
	"github.com/onomast/onomast/plugins/crf/train"
)

// A labelled sentence has spans of words.
type labelled struct {
	words []string
	spans []span
}

type span struct {
	start, end int
	label      string
}

// invented writes sentences about people who go to places, of many words.
func invented(n int) []labelled {
	r := rand.New(rand.NewPCG(1, 1))
	syllables := strings.Fields("ba ke lo mi nu ra se ti vo zu an el ir on us")
	word := func() string {
		w := ""
		for range 1 + r.IntN(3) {
			w += syllables[min(r.IntN(len(syllables)), r.IntN(len(syllables)))]
		}
		return w
	}
	name := func() string { w := word(); return strings.ToUpper(w[:1]) + w[1:] }
	out := make([]labelled, n)
	for i := range out {
		s := &out[i]
		for range 4 + r.IntN(20) {
			switch r.IntN(12) {
			case 0:
				s.words = append(s.words, "Mr", name())
				s.spans = append(s.spans, span{len(s.words) - 1, len(s.words), "PERSON"})
			case 1:
				s.words = append(s.words, "in", name(), name())
				s.spans = append(s.spans, span{len(s.words) - 2, len(s.words), "PLACE"})
			case 2:
				s.words = append(s.words, fmt.Sprint(r.IntN(3000)))
			default:
				s.words = append(s.words, word())
			}
		}
		s.words = append(s.words, ".")
	}
	return out
}

// real reads sentences whose words stand apart.
func real(b testing.TB, file string) []labelled {
	b.Helper()
	root := cmp.Or(os.Getenv("ONOMAST_DATA"), filepath.FromSlash("../../../../shared/data"))
	f, err := os.Open(filepath.Join(root, filepath.FromSlash(file)))
	if err != nil {
		b.Skipf("there is no annotated data in %s; ONOMAST_DATA names its folder", root)
	}
	defer f.Close()
	var out []labelled
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var doc struct {
			Text     string
			Entities []struct {
				Start, End int
				Label      string
			}
		}
		if err := json.Unmarshal(lines.Bytes(), &doc); err != nil {
			b.Fatal(err)
		}
		var s labelled
		starts, at := map[int]int{}, 0
		for _, word := range strings.Split(doc.Text, " ") {
			starts[at] = len(s.words)
			if at += len([]rune(word)) + 1; word != "" {
				s.words = append(s.words, word)
			}
		}
		starts[at] = len(s.words)
		for _, e := range doc.Entities {
			from, ok := starts[e.Start]
			to, ends := starts[e.End+1]
			if ok && ends && from < to {
				s.spans = append(s.spans, span{from, to, e.Label})
			}
		}
		out = append(out, s)
	}
	return out
}

// trained is a model of sentences by the default template.
func trained(b testing.TB, data []labelled) *model.Model {
	b.Helper()
	t, err := template.Preset("default")
	if err != nil {
		b.Fatal(err)
	}
	x, err := t.Compile(nil)
	if err != nil {
		b.Fatal(err)
	}
	var labels []string
	for _, s := range data {
		for _, e := range s.spans {
			labels = append(labels, e.label)
		}
	}
	set, err := scheme.New(scheme.BIOES, labels)
	if err != nil {
		b.Fatal(err)
	}
	var sentences []train.Sentence
	for _, s := range data {
		var spans []scheme.Span
		for _, e := range s.spans {
			tag, err := set.Index("S-" + e.label)
			if err != nil {
				b.Fatal(err)
			}
			_, typ := set.Split(tag)
			spans = append(spans, scheme.Span{Start: e.start, End: e.end, Type: typ})
		}
		sentences = append(sentences, train.Sentence{Words: s.words, Tags: set.Encode(nil, len(s.words), spans)})
	}
	o := train.Defaults()
	o.Iterations = 30
	result, err := train.Train(context.Background(), set, x, sentences, o)
	if err != nil {
		b.Fatal(err)
	}
	result.Chain.Name, result.Chain.Template = "level1", t.Source
	return &model.Model{Chains: []model.Chain{result.Chain}}
}

// BenchmarkFind tags sentences of words on one thread, features included.
func BenchmarkFind(b *testing.B) {
	for _, c := range []struct{ name, train, test string }{
		{"invented", "", ""}, {"wnut17", "wnut17/train.jsonl", "wnut17/test.jsonl"}, {"stackoverflow", "stackoverflow/train.jsonl", "stackoverflow/test.jsonl"},
	} {
		b.Run(c.name, func(b *testing.B) {
			var data, test []labelled
			if c.train == "" {
				data = invented(4000)
				data, test = data[:2000], data[2000:]
			} else {
				data, test = real(b, c.train), real(b, c.test)
			}
			path := filepath.Join(b.TempDir(), "m.crf")
			if err := model.Write(path, trained(b, data), model.WriteOptions{}); err != nil {
				b.Fatal(err)
			}
			benchmark(b, path, test)
		})
	}
}

func benchmark(b *testing.B, path string, test []labelled) {
	f, err := model.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	m, err := tagger.New(f)
	if err != nil {
		b.Fatal(err)
	}
	w := m.Worker()
	defer w.Release()
	var found []tagger.Entity
	tokens, start := 0, cpuTime()
	for i := 0; b.Loop(); i++ {
		s := &test[i%len(test)]
		if found, err = w.Find(context.Background(), found[:0], s.words, tagger.Layers{}, 1); err != nil {
			b.Fatal(err)
		}
		tokens += len(s.words)
	}
	b.ReportMetric(float64(tokens)/(cpuTime()-start).Seconds()/1000, "ktok/cpu-s")
	b.ReportMetric(float64(f.Chains[0].Set.N()), "tags")
}
