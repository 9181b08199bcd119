package learn_test

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/onomast/onomast/core/document"
	. "github.com/onomast/onomast/plugins/crf/learn"
	"github.com/onomast/onomast/plugins/crf/template"
	"github.com/onomast/onomast/plugins/crf/train"
	"github.com/onomast/onomast/plugins/crf/train/gold"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// marked makes a document of words in which [words LABEL] marks an entity, and / ends
// a sentence. Markings nest.
func marked(t testing.TB, text string) gold.Document {
	t.Helper()
	var out strings.Builder
	tokens, sentences := document.NewLayer(document.Tokens), document.NewLayer(document.Sentences)
	var open, entities []gold.Entity
	begin := 0
	for word := range strings.FieldsSeq(text) {
		if word == "/" {
			sentences.AddRange(begin, out.Len(), "")
			begin = out.Len()
			continue
		}
		if label, closes := strings.CutSuffix(word, "]"); closes {
			last := len(open) - 1
			entities = append(entities, gold.Entity{Start: open[last].Start, End: out.Len() - 1, Label: label})
			open = open[:last]
			continue
		}
		for strings.HasPrefix(word, "[") {
			open, word = append(open, gold.Entity{Start: out.Len()}), word[1:]
		}
		tokens.AddRange(out.Len(), out.Len()+len(word), "")
		out.WriteString(word + " ")
	}
	sentences.AddRange(begin, out.Len(), "")
	d, err := document.New("d", out.String())
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range []*document.Layer{tokens, sentences} {
		if err := d.Add(l); err != nil {
			t.Fatal(err)
		}
	}
	return gold.Document{Document: d, Entities: entities}
}

func sentencesOf(t testing.TB, levels gold.Levels, texts ...string) []gold.Sentence {
	t.Helper()
	var out []gold.Sentence
	var counts gold.Counts
	for _, text := range texts {
		out = gold.Read(out, marked(t, text), gold.Options{Levels: levels}, &counts)
	}
	return out
}

// travels writes n sentences about towns and people, some of whose words say little.
func travels(n int, seed uint64) []string {
	random := rand.New(rand.NewPCG(seed, 1))
	pick := func(words ...string) string { return words[random.IntN(len(words))] }
	name := func() string {
		return pick("Ka", "Lo", "Mi", "Su", "Te") + pick("ra", "len", "mon", "ri") + pick("", "s", "na")
	}
	var out []string
	for range n {
		switch random.IntN(4) {
		case 0:
			out = append(out, "they went to ["+name()+"burg LOC] with ["+name()+" PER]")
		case 1:
			out = append(out, "["+name()+" "+name()+" PER] lives in "+pick("", "the ")+"["+name()+"burg LOC] now")
		case 2:
			out = append(out, "nobody knows "+pick("why", "when", "where")+" it "+pick("rains", "Rains", name())+" so much")
		default:
			out = append(out, "said ["+name()+" PER] in "+pick("May", "["+name()+" LOC]", name()))
		}
	}
	return out
}

const plain = "  - {of: bias}\n  - {of: word, at: [-1, 0, 1]}\n  - {of: shape, collapse: 1}\n  - {of: suffix, length: [2, 4]}\n"

func options(t testing.TB, features string, levels ...string) Options {
	t.Helper()
	tmpl, problems := template.Parse("t.yaml", []byte("name: t\nscheme: bio\nfeatures:\n"+features))
	if tmpl == nil {
		t.Fatal(problems)
	}
	o := Options{Template: tmpl, Train: train.DefaultsOf(train.LBFGS)}
	o.Train.Workers = 2
	var err error
	if o.Levels, err = gold.ParseLevels(levels); err != nil {
		t.Fatal(err)
	}
	return o
}

func learned(t testing.TB, data, dev []gold.Sentence, o Options) *Result {
	t.Helper()
	r, err := Learn(context.Background(), data, dev, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// share is how many of the gold entities of sentences were found, and how many of the
// found ones are gold.
func share(sentences []gold.Sentence, found []Found) (recall, precision float64) {
	right, all := 0, 0
	for i := range sentences {
		for _, level := range sentences[i].Levels {
			all += len(level)
			for _, e := range level {
				for _, f := range found {
					if f.Sentence == i && f.Span == e {
						right++
					}
				}
			}
		}
	}
	return float64(right) / float64(all), float64(right) / max(1, float64(len(found)))
}
