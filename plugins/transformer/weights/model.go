package weights

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/onomast/onomast/plugins/transformer/gliner"
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
	// Asked is set for models that are asked for types.
	Asked *gliner.Config
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
	m := &Model{Dir: dir, Path: path}
	if m.Asked, err = gliner.Read(dir); err != nil {
		return nil, err
	}
	if m.Asked != nil {
		m.Config = Config{Positions: m.Asked.Positions, Padding: max(m.Asked.Padding, 0)}
	} else if m.Config, err = readConfig(dir); err != nil {
		return nil, err
	}
	m.Limit = m.Positions
	if m.Graph, err = onnx.Read(path); err != nil {
		return nil, err
	}
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

func present(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// and lists words for people.
func and(words []string) string {
	n := len(words) - 1
	return strings.Join(words[:n], ", ") + " and " + words[n]
}

func list(ports []onnx.Port) string {
	names := make([]string, len(ports))
	for i, p := range ports {
		names[i] = p.Name
	}
	return strings.Join(names, ", ")
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
