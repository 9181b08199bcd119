package score_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/onomast/onomast/corpus/tags"
	"github.com/onomast/onomast/evaluation/match"
	. "github.com/onomast/onomast/evaluation/score"
)

// A peerCase is what other scorers say of one generated pair of annotations: see
// bench/evaluation/golden.py.
type peerCase struct {
	Scheme        string
	Gold, Pred    []string // tags of sentences
	Seqeval       *peerReport
	SeqevalStrict *peerReport `json:"seqeval_strict"`
	Conlleval     *conllReport

	GoldSpans  [][]peerSpan         `json:"gold_spans"`
	PredSpans  [][]peerSpan         `json:"pred_spans"`
	Nervaluate map[string][]float64 // COR, INC, PAR, MIS, SPU, P, R, F1
}

type peerReport struct {
	Labels   [][]float64          // P, R, F1, support, in the order of their names
	Averages map[string][]float64 // P, R, F1
}

type conllReport struct {
	All    []float64 // correct, predicted, gold, P, R, F1
	Labels map[string][]float64
}

type peerSpan struct {
	start, end int
	label      string
}

func (s *peerSpan) UnmarshalJSON(data []byte) error {
	var parts []any
	if err := json.Unmarshal(data, &parts); err != nil || len(parts) != 3 {
		return errors.Join(err, errors.New("a span is [start, end, label]"))
	}
	s.start, s.end, s.label = int(parts[0].(float64)), int(parts[1].(float64)), parts[2].(string)
	return nil
}

// peerCases reads the golden file.
func peerCases(t *testing.T) []peerCase {
	t.Helper()
	f, err := os.Open("testdata/peers.jsonl.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var cases []peerCase
	decode := json.NewDecoder(bufio.NewReader(z))
	for {
		var c peerCase
		if err := decode.Decode(&c); errors.Is(err, io.EOF) {
			return cases
		} else if err != nil {
			t.Fatal(err)
		}
		cases = append(cases, c)
	}
}

// boardOf scores sentences that are read by a rule.
func boardOf(t *testing.T, c *peerCase, labels *Labels, read func([]tags.Tag) []tags.Chunk) *Board {
	t.Helper()
	side := func(sentence string) []match.Span {
		var spans []match.Span
		var list []tags.Tag
		for _, written := range strings.Fields(sentence) {
			tag, _ := tags.Parse(written)
			list = append(list, tag)
		}
		for _, chunk := range read(list) {
			spans = append(spans, match.New(labels.ID(chunk.Label), match.Range{Start: chunk.From, End: chunk.To}))
		}
		return spans
	}
	docs := make([]Document, len(c.Gold))
	for i := range docs {
		docs[i] = Document{Gold: side(c.Gold[i]), Pred: side(c.Pred[i])}
	}
	return Documents(docs, labels.Len(), nil)
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9 }

func sameFigures(f Figures, want []float64) bool {
	return near(f.Precision, want[0]) && near(f.Recall, want[1]) && near(f.F1, want[2])
}

// checkSeqeval compares every figure of one report.
func checkSeqeval(t *testing.T, number int, rule string, b *Board, labels *Labels, want *peerReport) {
	t.Helper()
	names := slices.Clone(labels.Names())
	slices.Sort(names)
	if len(names) != len(want.Labels) {
		t.Fatalf("case %d, %s: labels %q, want %d", number, rule, names, len(want.Labels))
	}
	byLabel := b.ByLabel()
	for i, name := range names {
		id, _ := labels.Find(name)
		if f := byLabel[id].Figures(Strict, 1); !sameFigures(f, want.Labels[i]) || byLabel[id].Support() != int(want.Labels[i][3]) {
			t.Errorf("case %d, %s, %s: %+v (support %d), want %v", number, rule, name, f, byLabel[id].Support(), want.Labels[i])
		}
	}
	a := b.Averages(Strict, 1)
	for name, f := range map[string]Figures{"micro": a.Micro, "macro": a.Macro, "weighted": a.Weighted} {
		if name == "weighted" && a.Micro.NoRecall {
			continue // seqeval: 0 here, too, but not where there are predictions
		}
		if !sameFigures(f, want.Averages[name]) {
			t.Errorf("case %d, %s, %s: %+v, want %v", number, rule, name, f, want.Averages[name])
		}
	}
}

func lenient(s []tags.Tag) []tags.Chunk { return tags.Lenient(nil, s) }

func TestAgreesWithSeqeval(t *testing.T) {
	t.Parallel()
	compared := 0
	for i, c := range peerCases(t) {
		if c.Seqeval == nil {
			continue
		}
		compared++
		scheme := tags.Scheme(strings.ToUpper(c.Scheme))
		if scheme == "IOBES" {
			scheme = tags.BIOES
		}
		if scheme != tags.BILOU { // there seqeval without a mode knows no L and U, which we do
			var labels Labels
			checkSeqeval(t, i, "lenient", boardOf(t, &c, &labels, lenient), &labels, c.Seqeval)
		}
		var strict Labels
		b := boardOf(t, &c, &strict, func(s []tags.Tag) []tags.Chunk { return tags.Strict(nil, scheme, s) })
		checkSeqeval(t, i, "strict "+c.Scheme, b, &strict, c.SeqevalStrict)
	}
	if compared < 1000 {
		t.Errorf("only %d cases", compared)
	}
}

// TestAgreesWithConlleval holds the counts, and the figures but one: conlleval says
// that the precision of nothing is 1.
func TestAgreesWithConlleval(t *testing.T) {
	t.Parallel()
	compared := 0
	for i, c := range peerCases(t) {
		if c.Conlleval == nil {
			continue
		}
		compared++
		var labels Labels
		b := boardOf(t, &c, &labels, lenient)
		check := func(name string, tally Tally, want []float64) {
			f := tally.Figures(Strict, 1)
			counts := []float64{float64(tally.Gold[match.Right]), float64(tally.Predicted()), float64(tally.Support())}
			if want[1] == 0 {
				want[3] = 0
			}
			if !slices.Equal(counts, want[:3]) || !sameFigures(f, want[3:]) {
				t.Errorf("case %d, %s: %v %+v, want %v", i, name, counts, f, want)
			}
		}
		check("all", b.Sum(), c.Conlleval.All)
		byLabel := b.ByLabel()
		for name, want := range c.Conlleval.Labels {
			id, known := labels.Find(name)
			if !known {
				t.Errorf("case %d: no label %s", i, name)
				continue
			}
			check(name, byLabel[id], want)
		}
	}
	if compared < 1000 {
		t.Errorf("only %d cases", compared)
	}
}

// simple reports whether no span overlaps two of the other side. Then there is one
// matching, and nervaluate, which takes the first it meets, finds it.
func simple(gold, pred []match.Span) bool {
	once := func(a, b []match.Span) bool {
		for i := range a {
			n := 0
			for j := range b {
				if a[i].Shared(&b[j]) > 0 {
					n++
				}
			}
			if n > 1 {
				return false
			}
		}
		return true
	}
	return once(gold, pred) && once(pred, gold)
}

func TestAgreesWithNervaluate(t *testing.T) {
	t.Parallel()
	names := map[Scheme]string{Strict: "strict", Exact: "exact", Partial: "partial", Type: "ent_type"}
	compared := 0
	for i, c := range peerCases(t) {
		if c.Nervaluate == nil {
			continue
		}
		var labels Labels
		docs, ambiguous := make([]Document, len(c.GoldSpans)), false
		for d := range docs {
			docs[d] = Document{Gold: spansOf(&labels, c.GoldSpans[d]), Pred: spansOf(&labels, c.PredSpans[d])}
			ambiguous = ambiguous || !simple(docs[d].Gold, docs[d].Pred)
		}
		if ambiguous {
			continue
		}
		compared++
		sum := Documents(docs, labels.Len(), nil).Sum()
		for scheme, name := range names {
			gold, pred := sum.Count(scheme)
			got := []float64{float64(gold.Correct), float64(gold.Incorrect), float64(gold.Partial), float64(gold.Alone), float64(pred.Alone)}
			if want := c.Nervaluate[name]; !slices.Equal(got, want[:5]) || !sameFigures(sum.Figures(scheme, 1), want[5:]) {
				t.Errorf("case %d, %s: %v, want %v", i, name, got, want)
			}
		}
	}
	if compared < 1000 {
		t.Errorf("only %d cases", compared)
	}
}

func spansOf(labels *Labels, spans []peerSpan) []match.Span {
	var out []match.Span
	for _, s := range spans {
		out = append(out, match.New(labels.ID(s.label), match.Range{Start: s.start, End: s.end}))
	}
	return out
}
