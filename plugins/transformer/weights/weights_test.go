package weights_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/schema"
	"github.com/onomast/onomast/plugins/transformer/modeltest"
	"github.com/onomast/onomast/plugins/transformer/weights"
	"github.com/onomast/onomast/plugins/transformer/weights/onnx"
	"github.com/onomast/onomast/plugins/transformer/weights/onnx/onnxtest"
)

func TestRead(t *testing.T) {
	t.Parallel()
	m, err := weights.Read(modeltest.People().Folder(t), "")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"O", "B-PER", "I-PER", "B-LOC", "I-LOC"}, m.Labels); diff != "" {
		t.Error(diff)
	}
	if m.Limit != 512 || m.Type != "bert" || m.Padding != 0 || filepath.Base(m.Path) != "model.onnx" {
		t.Errorf("got %+v", m)
	}
	if out, err := m.Output("", weights.OfPieces(5)); err != nil || out.Name != "logits" {
		t.Errorf("got %v, %v", out, err)
	}
	if tok, err := m.Tokenizer(); err != nil || tok.Size() != len(modeltest.People().Words)+5 {
		t.Errorf("got %v, %v", tok, err)
	}
}

func TestTheLimit(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		config    map[string]any
		tokenizer string
		want      int
	}{
		"positions":                {map[string]any{"max_position_embeddings": 128}, "", 128},
		"nothing":                  {map[string]any{"max_position_embeddings": 0}, "", 0},
		"as roberta counts":        {map[string]any{"model_type": "xlm-roberta", "max_position_embeddings": 514, "pad_token_id": 1}, "", 512},
		"the tokenizer says less":  {nil, `{"model_max_length": 256}`, 256},
		"the tokenizer says more":  {nil, `{"model_max_length": 1024}`, 512},
		"nobody has said":          {nil, `{"model_max_length": 1000000000000000019884624838656}`, 512},
		"the tokenizer is no JSON": {nil, `model_max_length`, 512},
	} {
		spec := modeltest.People()
		spec.Config = c.config
		dir := spec.Folder(t)
		if c.tokenizer != "" {
			modeltest.Write(t, dir, "tokenizer_config.json", c.tokenizer)
		}
		if m, err := weights.Read(dir, ""); err != nil || m.Limit != c.want {
			t.Errorf("%s: got %v, %v; want %d", name, m, err, c.want)
		}
	}
}

func TestWhichFile(t *testing.T) {
	t.Parallel()
	dir := modeltest.People().Folder(t)
	model, err := os.ReadFile(filepath.Join(dir, "model.onnx"))
	if err != nil {
		t.Fatal(err)
	}
	modeltest.Write(t, dir, "onnx/model_q4.onnx", string(model))
	for file, want := range map[string]string{
		"model.onnx": "model.onnx", "model_q4.onnx": "onnx/model_q4.onnx", "onnx/model_q4.onnx": "onnx/model_q4.onnx",
	} {
		m, err := weights.Read(dir, file)
		if err != nil || m.Path != filepath.Join(dir, filepath.FromSlash(want)) {
			t.Errorf("%s: got %v, %v", file, m, err)
		}
	}
	for file, want := range map[string]string{
		"":              "the folder of the model has 2 .onnx files: model.onnx, " + filepath.Join("onnx", "model_q4.onnx"),
		"model_q8.onnx": "the folder of the model has no file model_q8.onnx",
	} {
		if _, err := weights.Read(dir, file); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v", file, err)
		}
	}
}

// broken changes a whole folder and returns what is said of it.
func broken(t *testing.T, change func(spec *modeltest.Spec), after func(dir string)) string {
	t.Helper()
	spec := modeltest.People()
	if change != nil {
		change(&spec)
	}
	dir := spec.Folder(t)
	if after != nil {
		after(dir)
	}
	m, err := weights.Read(dir, "")
	if err == nil {
		_, err = m.Output("", weights.OfPieces(len(m.Labels)))
	}
	if err == nil {
		_, err = m.Tokenizer()
	}
	if err == nil {
		t.Error("nothing is wrong")
		return ""
	}
	var list diag.List
	var one diag.Diagnostic
	if !errors.As(err, &list) && !errors.As(err, &one) {
		t.Errorf("%v is no diagnostic", err)
	}
	return strings.ReplaceAll(err.Error(), dir, "DIR")
}

func TestWhatDoesNotFit(t *testing.T) {
	t.Parallel()
	model := func(change func(*onnxtest.Model)) func(string) {
		return func(dir string) {
			rows := make([][]float32, 30)
			for i := range rows {
				rows[i] = make([]float32, 5)
			}
			m := onnxtest.Classifier{Rows: rows}.Model()
			change(&m)
			modeltest.Write(t, dir, "model.onnx", string(m.Bytes()))
		}
	}
	write := func(name, content string) func(string) {
		return func(dir string) { modeltest.Write(t, dir, name, content) }
	}
	remove := func(name string) func(string) {
		return func(dir string) { _ = os.Remove(filepath.Join(dir, name)) }
	}
	for name, c := range map[string]struct {
		after func(string)
		want  string
	}{
		"no config":            {remove("config.json"), "DIR: the folder of the model has no config.json; it comes with"},
		"config is no JSON":    {write("config.json", "{"), "DIR/config.json: it cannot be read"},
		"no labels":            {write("config.json", "{}"), "the model has no labels, and 5 numbers a piece in its output logits; name its labels"},
		"a label is missing":   {write("config.json", `{"id2label": {"0": "O", "2": "B-PER"}}`), `id2label has 2 labels, and one of number "2"`},
		"labels by name":       {write("config.json", `{"id2label": {"O": "0"}}`), `and one of number "O"`},
		"too few labels":       {write("config.json", `{"id2label": {"0": "O", "1": "PER"}}`), "config.json names 2 labels, and output logits has 5 numbers a piece"},
		"no model":             {remove("model.onnx"), "the folder of the model has no .onnx file; export the model"},
		"no tokenizer":         {remove("vocab.txt"), "neither a tokenizer.json nor a vocab.txt"},
		"another tokenizer":    {write("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n"+strings.Repeat("x\n", 90)), "the tokenizer has 94 pieces and the model knows 19"},
		"a pointer to a model": {write("model.onnx", "version https://git-lfs.github.com/spec/v1"), "git lfs pull"},
		"no ids":               {model(func(m *onnxtest.Model) { m.Inputs[0].Name = "words" }), "the model has no input input_ids; it has words, attention_mask, token_type_ids"},
		"one input more":       {model(func(m *onnxtest.Model) { m.Inputs[1].Name = "pixel_values" }), "the model wants an input pixel_values"},
		"inputs of floats":     {model(func(m *onnxtest.Model) { m.Inputs[0].Type = onnx.Float32 }), "input input_ids is of float32, not int64 or int32"},
		"inputs of rank 3":     {model(func(m *onnxtest.Model) { m.Inputs[0].Shape = []int64{1, 2, 3} }), "input input_ids has 3 dimensions"},
		"eight texts":          {model(func(m *onnxtest.Model) { m.Inputs[0].Shape = []int64{8, onnx.Free} }), "the model takes 8 texts at once"},
		"a vector a text":      {model(func(m *onnxtest.Model) { m.Outputs[0].Shape = []int64{onnx.Free, 5} }), "output logits has 2 dimensions, not 3"},
		"outputs of integers":  {model(func(m *onnxtest.Model) { m.Outputs[0].Type = onnx.Int64 }), "output logits is of int64"},
		"weights elsewhere":    {model(func(m *onnxtest.Model) { m.Tables = append(m.Tables, onnxtest.Table{Name: "w", File: "w.bin"}) }), "the weights of the model are in w.bin, which is not there"},
		"weights outside": {model(func(m *onnxtest.Model) {
			m.Tables = append(m.Tables, onnxtest.Table{Name: "w", File: "../../etc/passwd"})
		}), "are in ../../etc/passwd, which is not there"},
		"two outputs": {model(func(m *onnxtest.Model) {
			m.Outputs = []onnx.Port{{Name: "ner", Type: onnx.Float32}, {Name: "pos", Type: onnx.Float32}}
		}), "the model has several outputs, none of them called logits: ner, pos"},
		"a short limit": {write("tokenizer_config.json", `{"model_max_length": 2}`), "the model takes 2 pieces at once, and the tokenizer puts 2 around a text"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := broken(t, nil, c.after); !strings.Contains(filepath.ToSlash(got), c.want) {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestFoldersThatAreNone(t *testing.T) {
	t.Parallel()
	dir := modeltest.People().Folder(t)
	for path, want := range map[string]string{
		filepath.Join(dir, "none"):       "there is no such folder",
		filepath.Join(dir, "model.onnx"): "this is a file, and a model is a folder",
	} {
		if _, err := weights.Read(path, ""); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
		if c, err := weights.ReadCard(path); err != nil || len(c.Options) > 0 {
			t.Errorf("its card: %v, %v", c, err)
		}
	}
	m, err := weights.Read(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Output("pos", weights.OfPieces(3)); err == nil || !strings.Contains(err.Error(), "the model has no output pos; it has logits") {
		t.Errorf("got %v", err)
	}
}

func TestCard(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	modeltest.Write(t, dir, weights.CardName, "name: people\nversion: 1.10\nlanguages: [de, nl]\nthreshold: 0.5\nthresholds:\n  PER: 0.6\n  LOC: high\n")
	c, err := weights.ReadCard(dir)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(weights.Facts{Name: "people", Version: "1.10", Languages: []string{"de", "nl"}}, c.Facts); diff != "" {
		t.Error(diff)
	}
	if len(c.Options) != 2 || string(c.Options["threshold"]) != "0.5" {
		t.Errorf("options %s", c.Options)
	}
	err = c.Place(diag.List{{Severity: diag.Error, Summary: "no number", Pointer: "/thresholds/" + schema.Escape("LOC")}, {Severity: diag.Error, Summary: "what", Pointer: "/threshold/x"}})
	want := filepath.Join(dir, weights.CardName) + ":7:8: no number\n" + filepath.Join(dir, weights.CardName) + ":4:12: what"
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	if c.Place(nil) != nil {
		t.Error("nothing is something")
	}
}

func TestCardsThatAreNone(t *testing.T) {
	t.Parallel()
	for content, want := range map[string]string{
		"":                       "",
		"# nothing":              "",
		"- a list":               "onomast.yaml: it is no mapping",
		"name: [":                "onomast.yaml:1",
		"name: a\nname: b":       `onomast.yaml:2:1: key "name" is given twice`,
		"languages: german":      "onomast.yaml:1:12: ",
		"x: {1: 2}":              "onomast.yaml:1:1: the value of x has no form in JSON",
		"x: &a [*a]":             "onomast.yaml",
		"threshold: !!float abc": "onomast.yaml",
	} {
		dir := t.TempDir()
		modeltest.Write(t, dir, weights.CardName, content)
		_, err := weights.ReadCard(dir)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: got %v, want %q", content, err, want)
		}
	}
}
