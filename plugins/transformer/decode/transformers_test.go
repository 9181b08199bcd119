package decode

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A goldenFile is what testdata/make.py writes of Transformers.
type goldenFile struct {
	Labels map[string][]string
	Cases  []goldenCase
}

type goldenCase struct {
	Tokenizer, Text string
	Offsets         [][2]int32 // code points
	Lengths         []int32
	Unknown         []bool
	Runs            []goldenRun
}

type goldenRun struct {
	Labels string
	Scale  float32
	Ignore []string
	Seed   uint32
	Found  map[Strategy][][4]any // label, start, end, score
}

func golden(t *testing.T) goldenFile {
	t.Helper()
	f, err := os.Open("testdata/cases.json.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var g goldenFile
	if err := json.NewDecoder(z).Decode(&g); err != nil {
		t.Fatal(err)
	}
	return g
}

// madeUp repeats logits() of make.py.
func (r *goldenRun) madeUp(rows, columns int) []float32 {
	out, x := make([]float32, rows*columns), r.Seed
	for i := range out {
		x = x*1664525 + 1013904223
		out[i] = float32(int((x>>16)%129)-64) / 8 * r.Scale
	}
	return out
}

// bytes returns where each code point of a text begins, and its end.
func bytesOf(text string) (at []int32) {
	for i := range text {
		at = append(at, int32(i))
	}
	return append(at, int32(len(text)))
}

// pieces are those of a case and what Transformers sees of the vocabulary. Each piece is
// its own id.
func (c *goldenCase) pieces() (*Pieces, *Vocabulary) {
	p, v := &Pieces{}, &Vocabulary{Unknown: -1}
	at := bytesOf(c.Text)
	for i, o := range c.Offsets {
		id := int32(i)
		if c.Unknown[i] {
			id = int32(len(c.Offsets))
			v.Unknown = id
		}
		p.IDs = append(p.IDs, id)
		p.Starts, p.Ends = append(p.Starts, at[o[0]]), append(p.Ends, at[o[1]])
	}
	if c.Tokenizer == "wordpiece" || c.Tokenizer == "uncased" {
		v.Lengths = c.Lengths
	}
	return p, v
}

type found struct {
	Label      string
	Start, End int
	Score      float64
}

func TestStrategiesOfTransformersFindWhatItFinds(t *testing.T) {
	g := golden(t)
	near := cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) < 2e-5 })
	compared := 0
	for _, c := range g.Cases {
		p, v := c.pieces()
		at := bytesOf(c.Text)
		for _, r := range c.Runs {
			labels := g.Labels[r.Labels]
			logits := r.madeUp(p.Len(), len(labels))
			for strategy, list := range r.Found {
				d, err := New(Config{Strategy: strategy, Labels: labels, Ignore: r.Ignore, Vocabulary: v})
				if err != nil {
					t.Fatal(err)
				}
				entities, err := d.Find(nil, c.Text, p, logits)
				if err != nil {
					t.Fatal(err)
				}
				var got, want []found
				for _, e := range entities {
					got = append(got, found{e.Label, e.Start, e.End, e.Score})
				}
				for _, e := range list {
					want = append(want, found{e[0].(string), int(at[int(e[1].(float64))]), int(at[int(e[2].(float64))]), e[3].(float64)})
				}
				compared += len(want)
				if diff := cmp.Diff(want, got, near); diff != "" {
					t.Errorf("%s of %q by %s, run %d: %s", strategy, c.Text, c.Tokenizer, r.Seed, diff)
				}
			}
		}
	}
	if compared < 1000 {
		t.Errorf("only %d entities were compared", compared)
	}
}

// What make.py was made of is all there.
func TestGoldenCasesAreManifold(t *testing.T) {
	kinds := map[string]int{}
	for _, c := range golden(t).Cases {
		kinds[c.Tokenizer]++
		for _, r := range c.Runs {
			kinds[r.Labels]++
			for s := range r.Found {
				kinds[string(s)]++
			}
		}
	}
	for _, want := range []string{"wordpiece", "uncased", "bytes", "unigram", "bio", "plain", "odd", "none", "simple", "first", "average", "max"} {
		if kinds[want] == 0 {
			t.Errorf("no case of %s in %s", want, fmt.Sprint(kinds))
		}
	}
}
