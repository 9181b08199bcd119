package learn_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/plugins/multilingual/learn"
	"github.com/onomast/onomast/plugins/multilingual/lid"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// invented returns texts in three languages of their own: words of syllables that the
// others have, too, but not as often.
func invented(n int, seed uint64) []learn.Text {
	random := rand.New(rand.NewPCG(seed, 0))
	syllables := []string{"ka", "lo", "mi", "nu", "te", "ri", "so", "pe", "do"}
	source := &learn.Source{Name: "invented", Licence: "Apache-2.0"}
	var out []learn.Text
	for range n {
		for l, code := range []string{"aa", "bb", "cc"} {
			var b strings.Builder
			for range 12 {
				for range 2 + random.IntN(3) {
					at := random.IntN(len(syllables))
					if random.IntN(3) > 0 {
						at = 3*l + random.IntN(3)
					}
					b.WriteString(syllables[at])
				}
				b.WriteByte(' ')
			}
			out = append(out, learn.Text{Language: code, Source: source, Text: b.String()})
		}
	}
	return out
}

func options() learn.Options { return learn.Options{Dim: 4, Bits: 10, Steps: 6000, Rate: 0.5, Seed: 7} }

func train(texts, dev []learn.Text, opts learn.Options) *lid.Model {
	m := learn.Train(texts, opts, func(int, float64) {})
	learn.Calibrate(m, dev, opts.Seed)
	learn.Describe(m, texts)
	return m
}

func TestTrainLearnsLanguages(t *testing.T) {
	t.Parallel()
	dev := invented(40, 2)
	var losses []float64
	m := learn.Train(invented(100, 1), options(), func(_ int, loss float64) { losses = append(losses, loss) })
	learn.Calibrate(m, dev, 1)
	if len(losses) != 10 || losses[9] > losses[0]/2 {
		t.Errorf("losses %v", losses)
	}
	right, sure := 0, 0.0
	test := invented(100, 3)
	for _, text := range test {
		best := m.Identify(text.Text[:30])[0]
		sure += float64(best.Score)
		if best.Language == text.Language {
			right++
		}
	}
	share := float64(right) / float64(len(test))
	if share < 0.95 {
		t.Errorf("%.3f of texts are right", share)
	}
	if mean := sure / float64(len(test)); mean < share-0.1 || mean > share+0.1 {
		t.Errorf("it is sure of %.3f and right in %.3f", mean, share)
	}
}

func TestTheSameTextsGiveTheSameBytes(t *testing.T) {
	t.Parallel()
	opts := options()
	opts.Steps = 1000
	file := func(opts learn.Options) []byte {
		out, err := train(invented(30, 1), invented(10, 2), opts).AppendTo(nil)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	one := file(opts)
	if !bytes.Equal(one, file(opts)) {
		t.Error("twice the same training, and other bytes")
	}
	if _, err := lid.Decode(one); err != nil {
		t.Error(err)
	}
	opts.Seed++
	if bytes.Equal(one, file(opts)) {
		t.Error("another seed, and the same bytes")
	}
}

// A language of more weight wins where nothing else decides.
func TestWeights(t *testing.T) {
	t.Parallel()
	source := &learn.Source{Name: "same"}
	texts := []learn.Text{{"aa", source, "kalo mina teri sope"}, {"bb", source, "kalo mina teri sope"}}
	for heavy, want := range map[float64]string{0.2: "bb", 5: "aa"} {
		opts := options()
		opts.Weight = map[string]float64{"aa": heavy}
		if got := learn.Train(texts, opts, func(int, float64) {}).Identify("kalo mina")[0].Language; got != want {
			t.Errorf("weight %v: %s", heavy, got)
		}
	}
}

func TestDescribeSaysWhatWentIn(t *testing.T) {
	t.Parallel()
	texts := invented(3, 1)
	texts[4].Source = &learn.Source{Name: "another", Licence: "CC0-1.0"}
	var m lid.Model
	m.Languages = []string{"aa", "bb", "cc", "und"}
	learn.Describe(&m, texts)
	got := fmt.Sprint(m.Description, len(m.Data))
	for _, d := range m.Data {
		got += fmt.Sprintf(" %s/%s/%d", d.Name, d.Licence, d.Texts)
	}
	if want := "Identifies 3 languages.2 another/CC0-1.0/1 invented/Apache-2.0/8"; got != want {
		t.Errorf("got %s", got)
	}
	before := m.Data[1].Digest
	texts[0].Text += "x"
	learn.Describe(&m, texts)
	if m.Data[1].Digest == before {
		t.Error("another text has the same digest")
	}
}

func TestCut(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text string
		n    int
		want string
	}{
		{"one two three", 5, "one two"},
		{"one two three", 3, "one"},
		{"one", 100, "one"},
		{"委员会将于星期四", 3, "委员会"},
		{"", 5, ""},
	}
	for _, test := range tests {
		if got := learn.Cut(test.text, test.n); got != test.want {
			t.Errorf("%q to %d: %q", test.text, test.n, got)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		text, n := rapid.StringMatching(`[a-z ]{0,40}`).Draw(t, "text"), rapid.IntRange(1, 50).Draw(t, "n")
		got := learn.Cut(text, n)
		if !strings.Contains(text, got) || utf8.RuneCountInString(strings.TrimSpace(text)) >= n && len(strings.Fields(got)) > len(strings.Fields(text)) {
			t.Fatalf("%q", got)
		}
	})
}
