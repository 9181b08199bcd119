package weights

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/plugins/transformer/subword"
	"github.com/onomast/onomast/plugins/transformer/weights/onnx"
)

// A Model is what the folder of a model holds, the weights aside.
type Model struct {
	Dir string
	// Path is that of the .onnx file.
	Path string
	Config
	Graph *onnx.Graph
	// Limit is how many pieces the model takes at once, those around the text included;
	// 0: it does not say.
	Limit int
}

// Read reads a folder, all but its tokenizer and onomast.yaml. The file is the .onnx file
// in it, "" for the only one. What is wrong is a [diag.Diagnostic] or a [diag.List] at
// the file it is about.
func Read(dir, file string) (*Model, error) {
	if err := folder(dir); err != nil {
		return nil, err
	}
	path, err := choose(dir, file)
	if err != nil {
		return nil, err
	}
	config, err := readConfig(dir)
	if err != nil {
		return nil, err
	}
	graph, err := onnx.Read(path)
	if err != nil {
		return nil, err
	}
	m := &Model{Dir: dir, Path: path, Config: *config, Graph: graph, Limit: config.Positions}
	if least := lengthLimit(dir); least > 0 && (m.Limit == 0 || least < m.Limit) {
		m.Limit = least
	}
	return m, m.check().Err()
}

func folder(dir string) error {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return problem("folder", dir, "there is no such folder", "a model is a folder with config.json, tokenizer.json and an .onnx file")
	case err != nil:
		return problem("folder", dir, err.Error(), "")
	case !info.IsDir():
		return problem("folder", dir, "this is a file, and a model is a folder", "name the folder it is in; the option file names the .onnx file")
	}
	return nil
}

// Names of inputs, as Transformers calls them.
const (
	IDs   = "input_ids"
	Mask  = "attention_mask"
	Types = "token_type_ids"
)

// check looks at the inputs, and for weights in other files.
func (m *Model) check() (found diag.List) {
	if _, ok := m.Graph.Input(IDs); !ok {
		found = append(found, problemf("inputs", m.Path, "export a model for token classification: optimum-cli export onnx --task token-classification", "the model has no input %s; it has %s", IDs, list(m.Graph.Inputs)))
	}
	for _, p := range m.Graph.Inputs {
		if d := m.checkInput(p); d.Summary != "" {
			found = append(found, d)
		}
	}
	for _, name := range m.Graph.Elsewhere {
		path := filepath.Join(filepath.Dir(m.Path), filepath.FromSlash(name))
		if _, err := os.Stat(path); err != nil || !filepath.IsLocal(filepath.FromSlash(name)) {
			found = append(found, problemf("weights", m.Path, "put it beside the model", "the weights of the model are in %s, which is not there", name))
		}
	}
	return found
}

func (m *Model) checkInput(p onnx.Port) diag.Diagnostic {
	switch {
	case !slices.Contains([]string{IDs, Mask, Types}, p.Name):
		return problemf("inputs", m.Path, "export the model without it", "the model wants an input %s; known are %s, %s and %s", p.Name, IDs, Mask, Types)
	case p.Type != onnx.Int64 && p.Type != onnx.Int32:
		return problemf("inputs", m.Path, "export the model with int64", "input %s is of %s, not int64 or int32", p.Name, p.Type)
	case p.Shape != nil && len(p.Shape) != 2:
		return problemf("inputs", m.Path, "export a model that takes batches of texts", "input %s has %d dimensions, not 2: texts and pieces", p.Name, len(p.Shape))
	case p.Dim(0) > 1:
		return problemf("inputs", m.Path, "export it with a batch size that is not fixed", "the model takes %d texts at once, no more and no fewer", p.Dim(0))
	}
	return diag.Diagnostic{}
}

func list(ports []onnx.Port) string {
	names := make([]string, len(ports))
	for i, p := range ports {
		names[i] = p.Name
	}
	return strings.Join(names, ", ")
}

// Output returns the output of a name, or where the name is "", that called logits or the
// only one. It has numbers for each piece, as many as width; -1: any number of them.
func (m *Model) Output(name string, width int) (onnx.Port, error) {
	p, ok := m.Graph.Output(name)
	switch {
	case ok:
	case name != "":
		d := problemf("outputs", m.Path, "it has "+list(m.Graph.Outputs), "the model has no output %s", name)
		return p, d
	case len(m.Graph.Outputs) == 1:
		p = m.Graph.Outputs[0]
	default:
		if p, ok = m.Graph.Output("logits"); !ok {
			return p, problemf("outputs", m.Path, "name one under heads", "the model has several outputs, none of them called logits: %s", list(m.Graph.Outputs))
		}
	}
	if !slices.Contains([]onnx.Type{onnx.Float32, onnx.Float16, onnx.Float64}, p.Type) {
		return p, problemf("outputs", m.Path, "export the model with float32 outputs", "output %s is of %s, not float32 or float16", p.Name, p.Type)
	}
	if p.Shape != nil && len(p.Shape) != 3 {
		return p, problemf("outputs", m.Path, "it has to be a model for token classification: optimum-cli export onnx --task token-classification", "output %s has %d dimensions, not 3: texts, pieces and labels", p.Name, len(p.Shape))
	}
	if got := p.Dim(-1); width >= 0 && got != onnx.Free && got != int64(width) {
		return p, m.Width(p.Name, got, width)
	}
	return p, nil
}

// Width says that an output has not as many numbers a piece as there are labels.
func (m *Model) Width(output string, got int64, labels int) error {
	if labels == 0 {
		return problemf("labels", filepath.Join(m.Dir, configName), "name its labels under id2label", "the model has no labels, and %d numbers a piece in its output %s", got, output)
	}
	return problemf("labels", m.Path, "config.json belongs to another model; take that of this one", "config.json names %d labels, and output %s has %d numbers a piece", labels, output, got)
}

// Tokenizer reads the tokenizer of the model and checks that it is its own, as far as that
// can be seen.
func (m *Model) Tokenizer() (*subword.Tokenizer, error) {
	t, err := subword.Load(m.Dir)
	if err != nil {
		return nil, err
	}
	if rows := m.Graph.Rows(IDs); rows > 0 && int64(t.Size()) > rows {
		return nil, problemf("tokenizer", m.Dir, "take the tokenizer.json that comes with the model", "the tokenizer has %d pieces and the model knows %d: they are not of one model", t.Size(), rows)
	}
	if around := len(t.Frame().Before) + len(t.Frame().After); m.Limit > 0 && around >= m.Limit {
		return nil, problemf("tokenizer", m.Dir, "", "the model takes %d pieces at once, and the tokenizer puts %d around a text", m.Limit, around)
	}
	return t, nil
}

// String names the model for people.
func (m *Model) String() string { return fmt.Sprintf("%s (%s)", m.Dir, filepath.Base(m.Path)) }
