package transformer

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/plugins/transformer/modeltest"
	"github.com/onomast/onomast/plugins/transformer/weights/onnx/onnxtest"
)

// spanWords are the pieces of models that score spans, with what each says of spans that
// begin and that end with it: of PER and of ORG.
var spanWords = map[string][2][2]float32{
	"university": {{0, 4}, {0, 1}}, "of": {{-9, -9}, {-9, -9}}, "ada": {{3, -9}, {1, 0}}, "lovelace": {{1, -9}, {3, 3}}, "saw": {{-9, -9}, {-9, -9}},
	"london": {{-9, 2}, {-9, 3}}, ".": {{-9, -9}, {-9, -9}},
	"[CLS]": {{50, 50}, {50, 50}}, "[SEP]": {{50, 50}, {50, 50}}, "[PAD]": {{60, 60}, {60, 60}}, "[UNK]": {{-9, -9}, {-9, -9}}, "[MASK]": {{-9, -9}, {-9, -9}},
}

// spanFolder writes the folder of a model that scores spans, by widths if it is given any.
// Scores have 3 taken off, so that one end is not enough.
func spanFolder(t testing.TB, labels []string, widths int, change func(*onnxtest.Spans)) string {
	t.Helper()
	pieces := slices.Sorted(maps.Keys(spanWords))
	var m onnxtest.Spans
	for _, p := range pieces {
		w := spanWords[p]
		first, last := []float32{w[0][0] - 3, w[0][1] - 3}, []float32{w[1][0], w[1][1]}
		if len(labels) == 3 { // none of them
			first, last = append([]float32{0}, first...), append([]float32{0}, last...)
		}
		m.First, m.Last = append(m.First, first), append(m.Last, last)
	}
	for i := range widths {
		m.Widths = append(m.Widths, make([]float32, len(labels)))
		m.Widths[i][len(labels)-1] = 1 - float32(i) // the longer, the less of ORG
	}
	if change != nil {
		change(&m)
	}
	byID := map[string]string{}
	for i, l := range labels {
		byID[fmt.Sprint(i)] = l
	}
	config, err := json.Marshal(map[string]any{"model_type": "bert", "id2label": byID, "max_position_embeddings": 64})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	modeltest.Write(t, dir, "config.json", string(config))
	modeltest.Write(t, dir, "vocab.txt", strings.Join(pieces, "\n"))
	modeltest.Write(t, dir, "model.onnx", string(m.Model().Bytes()))
	return dir
}

var perOrg = []string{"PER", "ORG"}

func scoring(more string) string { return `"heads": [{"output": "logits", ` + more + `}]` }

func TestEntitiesByTheScoresOfSpans(t *testing.T) {
	t.Parallel()
	grid := spanFolder(t, perOrg, 0, nil)
	outside := spanFolder(t, []string{"O", "PER", "ORG"}, 0, nil)
	widths := spanFolder(t, perOrg, 4, nil)
	text := "we saw University of Ada Lovelace."
	for name, tt := range map[string]struct {
		dir     string
		options []string
		want    []string
	}{
		"flat":         {grid, []string{scoring(`"spans": "grid"`)}, []string{"ORG:University of Ada Lovelace"}},
		"nested":       {grid, []string{scoring(`"spans": "grid", "overlap": "nested"`)}, []string{"ORG:University of Ada Lovelace", "ORG:University", "PER:Ada Lovelace", "PER:Ada", "PER:Lovelace"}},
		"all":          {grid, []string{scoring(`"spans": "grid", "overlap": "all"`)}, []string{"PER:University of Ada Lovelace", "ORG:University of Ada Lovelace", "ORG:University of Ada", "ORG:University", "PER:Ada Lovelace", "PER:Ada", "PER:Lovelace"}},
		"thresholds":   {grid, []string{scoring(`"spans": "grid"`), `"thresholds": {"ORG": 1}`}, []string{"PER:Ada Lovelace"}},
		"threshold":    {grid, []string{scoring(`"spans": "grid", "overlap": "all"`), `"threshold": 0.9`}, []string{"ORG:University of Ada Lovelace", "PER:Ada Lovelace"}},
		"renamed":      {grid, []string{scoring(`"spans": "grid"`), `"labels": ["ORG"]`, `"rename": {"ORG": "COMPANY"}`}, []string{"COMPANY:University of Ada Lovelace"}},
		"exclusive":    {outside, []string{scoring(`"spans": "grid", "overlap": "nested"`)}, []string{"ORG:University of Ada Lovelace", "ORG:University", "PER:Ada Lovelace", "PER:Ada", "PER:Lovelace"}},
		"widths":       {widths, []string{scoring(`"spans": "widths", "overlap": "all"`)}, []string{"ORG:University of Ada", "ORG:University of", "ORG:University", "PER:Ada Lovelace.", "PER:Ada Lovelace", "PER:Ada"}},
		"by one's own": {grid, []string{scoring(`"spans": "grid", "names": ["A", "B"]`)}, []string{"B:University of Ada Lovelace"}},
		"small window": {grid, []string{scoring(`"spans": "grid"`), `"window": 10`, `"context": "document"`}, []string{"ORG:University of Ada Lovelace"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			st := opened(t, configured(t, tt.dir, tt.options...))
			if diff := cmp.Diff(tt.want, found(t, st, doc(t, text))); diff != "" {
				t.Error(diff)
			}
			for _, text := range []string{"", " ", "zyx", "zyx | qwv", strings.Repeat("x", 100_000)} {
				if diff := cmp.Diff([]string(nil), found(t, st, doc(t, text))); diff != "" {
					t.Errorf("%.20q: %s", text, diff)
				}
			}
		})
	}
}

// What is found does not depend on windows and batches, as long as they see whole entities.
func TestSpansInWindows(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	var want []string
	for range 60 {
		text.WriteString("we saw Ada Lovelace . of London . ")
		want = append(want, "PER:Ada Lovelace", "ORG:London")
	}
	for _, shape := range []string{"grid", "widths"} {
		dir := spanFolder(t, perOrg, map[string]int{"widths": 4}[shape], func(m *onnxtest.Spans) {
			if shape == "widths" { // the widths are those of the two entities
				m.Widths = [][]float32{{-9, 3}, {3, -9}, {-9, -9}, {-9, -9}}
			}
		})
		for _, options := range []string{`"batch": 1`, `"window": 20`, `"window": 24, "overlap": 3, "threads": 3`, `"batch": 5000`, `"context": "document", "window": 17`} {
			st := opened(t, configured(t, dir, scoring(`"spans": "`+shape+`"`), options))
			if diff := cmp.Diff(want, found(t, st, doc(t, text.String()))); diff != "" {
				t.Errorf("%s %s: %s", shape, options, diff)
			}
			sentence := "we saw Ada | Lovelace"
			if got := found(t, st, doc(t, sentence)); slices.Contains(got, "PER:Ada | Lovelace") {
				t.Errorf("%s %s: an entity goes over the end of a sentence: %v", shape, options, got)
			}
		}
	}
}

func TestScoresOfSpansAreProbabilities(t *testing.T) {
	t.Parallel()
	st := opened(t, configured(t, spanFolder(t, perOrg, 0, nil), scoring(`"spans": "grid"`), `"temperature": 2`))
	d := doc(t, "saw Ada Lovelace")
	if err := st.Process(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	s := d.Layer("people").Span(0)
	if want := 1 / (1 + math.Exp(-3.0/2)); math.Abs(float64(s.Score)-want) > 1e-6 || s.Kind != document.Calibrated {
		t.Errorf("%v %v, want %v", s.Score, s.Kind, want)
	}
}

func TestSpansAreExplained(t *testing.T) {
	t.Parallel()
	st := opened(t, configured(t, spanFolder(t, perOrg, 0, nil), scoring(`"spans": "grid"`)))
	text := "saw University of Ada Lovelace."
	reasons, err := st.Explain(t.Context(), doc(t, text), strings.Index(text, "Ada"), len(text)-1)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, r := range reasons {
		all = append(all, r.Message)
	}
	got := strings.Join(all, "\n")
	for _, want := range []string{
		"proposes “University of Ada Lovelace” as ORG with probability 0.98", "it could be: PER 0.95, ORG 0.0001",
		"“University of Ada Lovelace” ORG 0.98; ", "“Ada” PER 0.73",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in:\n%s", want, got)
		}
	}
}

func TestWhatASpanLacksIsSaid(t *testing.T) {
	t.Parallel()
	cfg := configured(t, spanFolder(t, perOrg, 0, nil), scoring(`"spans": "grid"`), `"thresholds": {"PER": 0.97}`)
	cfg.Origins = map[string]string{"/model": "p.yaml:3", "/heads": "p.yaml:4", "/thresholds/PER": "p.yaml:5"}
	st := opened(t, cfg)
	for text, want := range map[string]string{
		"saw Ada Lovelace": "takes it for no entity: PER, the likeliest label, has probability 0.95, below the threshold, 0.97",
		"saw of of":        "takes it for no entity: ",
	} {
		reasons, err := st.Explain(t.Context(), doc(t, text), len("saw "), len(text))
		if err != nil || !strings.Contains(reasons[0].Message, want) {
			t.Errorf("%s: %v, %v", text, reasons, err)
		}
		if text == "saw Ada Lovelace" && reasons[0].Origin != "p.yaml:5" {
			t.Errorf("origin %q", reasons[0].Origin)
		}
	}
}

func TestSpansThatAreNoNumbers(t *testing.T) {
	t.Parallel()
	dir := spanFolder(t, perOrg, 0, func(m *onnxtest.Spans) {
		m.Last[slices.Index(slices.Sorted(maps.Keys(spanWords)), "saw")][0] = float32(math.NaN())
	})
	st := opened(t, configured(t, dir, scoring(`"spans": "grid"`)))
	docs := []*document.Document{doc(t, "Ada saw"), doc(t, "Ada Lovelace")}
	errs := st.ProcessBatch(t.Context(), docs)
	if errs[0] == nil || !strings.Contains(errs[0].Error(), "the model gives no numbers for a part of this text") || errs[1] != nil {
		t.Errorf("got %v", errs)
	}
}

func TestMistakesOfSpans(t *testing.T) {
	t.Parallel()
	grid := spanFolder(t, perOrg, 0, nil)
	classifier := filepath.Join("testdata", "ner")
	for want, cfg := range map[string]struct{ dir, options string }{
		"output logits has 4 dimensions, not 3: texts, pieces and labels; for a model that scores spans, say how its scores lie: heads, with spans: grid or widths": {grid, `"threads": 1`},
		"output logits has 3 dimensions, not 4: texts, first pieces, last pieces and labels; leave out spans":                                                       {classifier, scoring(`"spans": "grid"`)},
		"output logits has 3 dimensions, not 4: texts, first pieces, widths and labels":                                                                             {classifier, scoring(`"spans": "widths"`)},
		"config.json names 3 labels, and output logits has 2 numbers a piece":                                                                                       {grid, scoring(`"spans": "grid", "names": ["A", "B", "C"]`)},
		"a head has ends or spans, not both; ends names a second output":                                                                                            {grid, scoring(`"spans": "grid", "ends": "logits"`)},
		"/heads/0/spans: ": {grid, scoring(`"spans": "girds"`)},
	} {
		if err := contractError(configured(t, cfg.dir, cfg.options)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
	modeltest.Library(t)
	list := test(t.Context(), configured(t, grid, scoring(`"spans": "widths"`)))
	if len(list) != 1 || list[0].Pointer != "/model" || !strings.Contains(list[0].Summary, "numbers of the shape [1 3 3 2], not [1 3 5 2]: texts, first words or pieces, widths and labels") {
		t.Errorf("a grid is read as widths: %v", list)
	}
}
