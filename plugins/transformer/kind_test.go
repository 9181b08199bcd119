package transformer

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/plugins/transformer/modeltest"
)

func TestTheContract(t *testing.T) {
	t.Parallel()
	dir := modeltest.People().Folder(t)
	needs := []plugin.Need{{Layer: document.Sentences, Optional: true}}
	for name, c := range map[string]struct {
		options []string
		want    []plugin.LayerSpec
	}{
		"all labels":       {nil, []plugin.LayerSpec{{Name: "people", Role: plugin.CandidatesRole, Labels: []string{"LOC", "PER"}}}},
		"some, renamed":    {[]string{`"labels": ["PER"]`, `"rename": {"PER": "PERSON"}`}, []plugin.LayerSpec{{Name: "people", Role: plugin.CandidatesRole, Labels: []string{"PERSON"}}}},
		"labels of pieces": {[]string{`"strategy": "none"`}, []plugin.LayerSpec{{Name: "people", Role: plugin.CandidatesRole, Labels: []string{"B-LOC", "B-PER", "I-LOC", "I-PER"}}}},
		"another layer": {[]string{`"heads": [{"output": "logits"}, {"output": "logits", "layer": "parts", "names": ["a", "b", "c", "d", "e"], "strategy": "each"}]`},
			[]plugin.LayerSpec{{Name: "people", Role: plugin.CandidatesRole, Labels: []string{"LOC", "PER"}}, {Name: "parts", Role: labelled, Labels: []string{"a", "b", "c", "d", "e"}}}},
	} {
		got, err := Kind().Contract(configured(t, dir, c.options...))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(plugin.Contract{Needs: needs, Provides: c.want}, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestMistakesAreReportedWhereTheyAre(t *testing.T) {
	t.Parallel()
	dir := modeltest.People().Folder(t)
	modeltest.Write(t, dir, "map.json", `{"PER": {"from": [0.5, 0.4], "to": [0.1, 0.2]}}`)
	modeltest.Write(t, dir, "pairs.json", `{"pair": [[1, 2], [3, 4]]}`)
	for options, want := range map[string]string{
		`"labels": ["PRE"]`:            `/labels/0: the model knows no label "PRE"; did you mean "PER"?`,
		`"thresholds": {"X": 0.5}`:     `/thresholds/X: the model knows no label "X"; it knows LOC, PER`,
		`"window": 4096`:               `/window: the model takes 512 pieces at once, not 4096; leave window out to use what it can take`,
		`"strategy": "virtebi"`:        `/strategy: `,
		`"batch": 0`:                   `/batch: `,
		`"heads": [{"output": "pos"}]`: `/heads/0: DIR/model.onnx: the model has no output pos; it has logits`,
		`"heads": [{"output": "logits", "names": ["A", "O"]}]`:      `output logits has 5 numbers a piece`,
		`"heads": [{"output": "logits"}, {"output": "logits"}]`:     `/heads/1: two heads write the layer "people"; give one of them another layer`,
		`"heads": [{"layer": "x"}]`:                                 `/heads/0: `,
		`"file": "model_q4.onnx"`:                                   `/file: DIR: the folder of the model has no file model_q4.onnx; it has model.onnx`,
		`"calibration": "none.json"`:                                `/calibration: none.json cannot be read: `,
		`"calibration": "` + filepath.Join(dir, "map.json") + `"`:   `/calibration: of "PER": point 1 of a calibration does not rise`,
		`"transitions": "` + filepath.Join(dir, "pairs.json") + `"`: `the transitions have 4 weights as pair, not 25`,
	} {
		cfg := configured(t, dir, options)
		_, err := Kind().Contract(cfg)
		if err == nil || !strings.Contains(filepath.ToSlash(strings.ReplaceAll(err.Error(), dir, "DIR")), want) {
			t.Errorf("%s:\ngot  %v\nwant %s", options, err, want)
		}
		if _, err := Kind().Open(context.Background(), cfg); err == nil {
			t.Errorf("%s: it opens", options)
		}
	}
}

func TestMistakesOfTheCardAreReportedThere(t *testing.T) {
	t.Parallel()
	for content, want := range map[string]string{
		"threshold: 2\n":                        "onomast.yaml:1:12: ",
		"name: x\ntreshold_: 0.5\n":             "onomast.yaml:2:",
		"labels: [LOC, PRE]\n":                  `onomast.yaml:1:15: the model knows no label "PRE"`,
		"model: elsewhere\n":                    "onomast.yaml:1:",
		"window: 9999\n":                        "onomast.yaml:1:9: the model takes 512 pieces at once, not 9999",
		"calibration: none.json\n":              "onomast.yaml:1:14: none.json cannot be read",
		"strategy: first\nthresholds: {X: 1}\n": `onomast.yaml:2:17: the model knows no label "X"`,
	} {
		dir := modeltest.People().Folder(t)
		modeltest.Write(t, dir, "onomast.yaml", content)
		_, err := Kind().Contract(configured(t, dir))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q:\ngot  %v\nwant %s", content, err, want)
		}
	}
}

func TestThePipelineGoesBeforeTheCard(t *testing.T) {
	t.Parallel()
	dir := modeltest.People().Folder(t)
	modeltest.Write(t, dir, "maps/per.json", `{"": {"from": [0, 1], "to": [0.25, 0.25]}}`)
	modeltest.Write(t, dir, "onomast.yaml", "labels: [LOC]\nrename: {LOC: PLACE}\ncalibration: maps/per.json\n")
	text := "Ada Lovelace saw Paris"
	for options, want := range map[string][]string{
		``:                        {"PLACE:Paris"},
		`"labels": ["PER"]`:       {"PER:Ada Lovelace"},
		`"threshold": 0.3`:        nil,
		`"rename": {}`:            {"LOC:Paris"},
		`"except": ["(?i)PARIS"]`: nil,
	} {
		var more []string
		if options != "" {
			more = []string{options}
		}
		st := opened(t, configured(t, dir, more...))
		if diff := cmp.Diff(want, found(t, st, doc(t, text))); diff != "" {
			t.Errorf("%s: %s", options, diff)
		}
	}
}

// What cannot be seen before a model is loaded is found by check, which loads it.
func TestCheckLoadsTheModel(t *testing.T) {
	t.Parallel()
	modeltest.Library(t)
	spec := modeltest.People()
	dir := spec.Folder(t)
	if list := Kind().Test(t.Context(), configured(t, dir)); len(list) > 0 {
		t.Errorf("a whole model: %v", list)
	}
	raw, err := os.ReadFile(filepath.Join(dir, "model.onnx"))
	if err != nil {
		t.Fatal(err)
	}
	modeltest.Write(t, dir, "model.onnx", strings.Replace(string(raw), "Gather", "Gathr?", 1))
	list := Kind().Test(t.Context(), configured(t, dir))
	if len(list) != 1 || list[0].Pointer != "/model" || !strings.Contains(list[0].Summary, "cannot load the model") {
		t.Errorf("an unknown operator: %v", list)
	}
}

func TestALibraryThatIsNone(t *testing.T) {
	t.Parallel()
	modeltest.Library(t)
	dir := modeltest.People().Folder(t)
	list := Kind().Test(t.Context(), configured(t, dir, `"library": "/none/libonnxruntime.so"`))
	if len(list) != 1 || list[0].Pointer != "/library" || !strings.Contains(list[0].Summary, "there is no such file") || list[0].Severity != diag.Error {
		t.Errorf("got %v", list)
	}
}

// A default that the host fills in goes behind what the model's card says; what the
// pipeline says goes before it.
func TestDefaultsGoBehindTheCard(t *testing.T) {
	t.Parallel()
	dir := modeltest.People().Folder(t)
	modeltest.Write(t, dir, "onomast.yaml", "strategy: each\nunit: piece\nlabels: [PER]\n")
	cfg := configured(t, dir, `"strategy": "viterbi"`, `"unit": "first"`, `"overlap": 32`, `"labels": ["LOC"]`)
	cfg.Origins = map[string]string{"/model": "p.yaml:3", "/unit": "p.yaml:4", "/labels/0": "p.yaml:5"}
	s, err := decodeOptions(cfg)
	if err != nil {
		t.Fatal(err)
	}
	if s.Strategy != "each" || s.Unit != "first" || s.Overlap != 64 || len(s.Labels) != 1 || s.Labels[0] != "LOC" {
		t.Errorf("strategy %s, unit %s, overlap %d, labels %v", s.Strategy, s.Unit, s.Overlap, s.Labels)
	}
	if s.own["strategy"] || !s.own["unit"] || !s.own["labels"] {
		t.Errorf("own: %v", s.own)
	}
}
