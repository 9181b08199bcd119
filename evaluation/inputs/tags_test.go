package inputs_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/onomast/onomast/evaluation"
	. "github.com/onomast/onomast/evaluation/inputs"
)

// column writes sentences as CoNLL columns.
func column(t *testing.T, name string, sentences []string) string {
	t.Helper()
	var lines []string
	for _, s := range sentences {
		for _, tag := range strings.Fields(s) {
			lines = append(lines, "word\t"+tag)
		}
		lines = append(lines, "")
	}
	return file(t, name, lines...)
}

func TestTagging(t *testing.T) {
	t.Parallel()
	sentences := []string{"B-PER I-PER O", "B-LOC O B-LOC", "O I-LOC O I-LOC", "B-PER B-PER I-PER", "O I-PER B-PER", "B-LOC O"}
	for _, rule := range []string{"conlleval", "strict"} {
		s := read(t, Options{Repair: rule}, column(t, "pred.conll", sentences))
		if want := (evaluation.Tagging{Scheme: "iob2", Repair: rule, Invalid: 2}); Tagging(s) != want {
			t.Errorf("%+v, want %+v", Tagging(s), want)
		}
		if len(s.Documents) != len(sentences) || len(s.Problems) != 0 {
			t.Errorf("%d documents, %v", len(s.Documents), s.Problems)
		}
	}
	data, err := os.ReadFile(column(t, "pred.conll", sentences)) // as one document
	if err != nil {
		t.Fatal(err)
	}
	if s := read(t, Options{}, file(t, "start.conll", "-DOCSTART- -X-", "", string(data))); s.Invalid != 2 || len(s.Documents) != 1 {
		t.Errorf("%d invalid sequences in %d documents", s.Invalid, len(s.Documents))
	}
	if spans := read(t, Options{}, file(t, "gold.jsonl", anna)); Tagging(spans) != (evaluation.Tagging{}) {
		t.Errorf("%+v of spans", Tagging(spans))
	}
}

// TestColumnsAgreeWithSeqeval goes the whole way: from files of columns to the score,
// over the cases of ../score/testdata whose scheme a file tells.
func TestColumnsAgreeWithSeqeval(t *testing.T) {
	t.Parallel()
	f, err := os.Open("../score/testdata/peers.jsonl.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	type averages struct{ Averages map[string][]float64 }
	compared := 0
	for lines := bufio.NewScanner(z); lines.Scan() && compared < 150; {
		var c struct {
			Scheme        string
			Gold, Pred    []string
			Seqeval       averages
			SeqevalStrict averages `json:"seqeval_strict"`
		}
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		if c.Scheme != "iob2" && c.Scheme != "iobes" {
			continue
		}
		for rule, want := range map[string]averages{"conlleval": c.Seqeval, "strict": c.SeqevalStrict} {
			gold := read(t, Options{Repair: rule}, column(t, "gold.conll", c.Gold))
			pred := read(t, Options{Repair: rule}, column(t, "pred.conll", c.Pred))
			if gold.Scheme != scheme(c.Scheme) || pred.Scheme != scheme(c.Scheme) {
				continue // too short to tell
			}
			task, err := Join(gold, pred, nil, false)
			if err != nil {
				continue // no entities
			}
			compared++
			got := evaluation.Evaluate(task.Documents, &task.Labels, evaluation.Options{Resamples: -1}).Schemes["conll"].Micro
			for i, v := range []float64{got.Precision, got.Recall, got.F1} {
				if math.Abs(v-want.Averages["micro"][i]) > 1e-9 {
					t.Errorf("%s, %s: %+v, want %v\n%q\n%q", c.Scheme, rule, got, want.Averages["micro"], c.Gold, c.Pred)
					break
				}
			}
		}
	}
	if compared < 100 {
		t.Errorf("only %d cases", compared)
	}
}

// scheme is how the format calls it.
func scheme(name string) string {
	if name == "iobes" {
		return "bioes"
	}
	return name
}
