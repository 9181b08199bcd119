package weights

import (
	"path/filepath"
	"slices"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/plugins/transformer/gliner"
	"github.com/onomast/onomast/plugins/transformer/weights/onnx"
)

// Names of inputs, as Transformers calls them.
const (
	IDs   = "input_ids"
	Mask  = "attention_mask"
	Types = "token_type_ids"
)

// Names of inputs that models have which are asked for types, as gliner calls them.
const (
	WordMask  = "words_mask"
	WordCount = "text_lengths"
	SpanEnds  = "span_idx"
	SpanMask  = "span_mask"
)

// check looks at the inputs, and for weights in other files.
func (m *Model) check() (found diag.List) {
	if _, ok := m.Graph.Input(IDs); !ok {
		found = append(found, problemf("inputs", m.Path, m.exportHint(), "the model has no input %s; it has %s", IDs, list(m.Graph.Inputs)))
	}
	found = append(found, m.checkAsked()...)
	for _, p := range m.Graph.Inputs {
		if d := m.checkInput(p); d.Summary != "" {
			found = append(found, d)
		}
	}
	for _, name := range m.Graph.Elsewhere {
		path := filepath.Join(filepath.Dir(m.Path), filepath.FromSlash(name))
		if !present(path) || !filepath.IsLocal(filepath.FromSlash(name)) {
			found = append(found, problemf("weights", m.Path, "put it beside the model", "the weights of the model are in %s, which is not there", name))
		}
	}
	return found
}

// exportHint is how a model is exported that has what it needs.
func (m *Model) exportHint() string {
	if m.Asked != nil {
		return "export the model with gliner: model.export_to_onnx(FOLDER)"
	}
	return "export a model for token classification: optimum-cli export onnx --task token-classification"
}

// inputs are the dimensions of the inputs that a model may have, by name.
func (m *Model) inputs() map[string]int {
	if m.Asked == nil {
		return map[string]int{IDs: 2, Mask: 2, Types: 2}
	}
	out := map[string]int{IDs: 2, Mask: 2, Types: 2, WordMask: 2, WordCount: 2}
	if m.Asked.Spans {
		out[SpanEnds], out[SpanMask] = 3, 2
	}
	return out
}

// checkAsked looks for the inputs without which a model cannot be asked for types.
func (m *Model) checkAsked() (found diag.List) {
	if m.Asked == nil {
		return nil
	}
	for _, name := range []string{WordMask, WordCount, SpanEnds, SpanMask} {
		if _, wanted := m.inputs()[name]; !wanted {
			continue
		}
		if _, ok := m.Graph.Input(name); !ok {
			found = append(found, problemf("inputs", m.Path, m.exportHint(), "the model has no input %s, and by its %s it scores %s; it has %s", name, gliner.ConfigName, m.scored(), list(m.Graph.Inputs)))
		}
	}
	return found
}

// scored is what a model scores that is asked for types.
func (m *Model) scored() string {
	if m.Asked.Spans {
		return "spans"
	}
	return "words (span_mode: token_level)"
}

func (m *Model) checkInput(p onnx.Port) diag.Diagnostic {
	dims, known := m.inputs()[p.Name]
	types := []onnx.Type{onnx.Int64, onnx.Int32}
	if m.Asked != nil {
		types = append(types, onnx.Bool)
	}
	switch {
	case !known && m.Asked != nil:
		return problemf("inputs", m.Path, "take the model and the "+gliner.ConfigName+" of one export", "the model wants an input %s, which is not known of models that score %s", p.Name, m.scored())
	case !known:
		return problemf("inputs", m.Path, "export the model without it", "the model wants an input %s; known are %s, %s and %s", p.Name, IDs, Mask, Types)
	case !slices.Contains(types, p.Type):
		return problemf("inputs", m.Path, "export the model with int64", "input %s is of %s, not int64 or int32", p.Name, p.Type)
	case p.Shape != nil && len(p.Shape) != dims && dims == 2:
		return problemf("inputs", m.Path, "export a model that takes batches of texts", "input %s has %d dimensions, not 2: texts and pieces", p.Name, len(p.Shape))
	case p.Shape != nil && len(p.Shape) != dims:
		return problemf("inputs", m.Path, m.exportHint(), "input %s has %d dimensions, not %d", p.Name, len(p.Shape), dims)
	case p.Dim(0) > 1:
		return problemf("inputs", m.Path, "export it with a batch size that is not fixed", "the model takes %d texts at once, no more and no fewer", p.Dim(0))
	}
	return diag.Diagnostic{}
}

// Numbers is what an output is to be about.
type Numbers struct {
	// Of are the dimensions behind that of the texts.
	Of []string
	// Last is the size of the last, -1 for any.
	Last int
}

// OfPieces are numbers of each piece.
func OfPieces(width int) Numbers { return Numbers{[]string{"pieces", "labels"}, width} }

// Output returns the output of a name, or where the name is "", that called logits or the
// only one. Its dimensions are checked as far as the model tells them.
func (m *Model) Output(name string, want Numbers) (onnx.Port, error) {
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
	if p.Shape != nil && len(p.Shape) != len(want.Of)+1 {
		return p, m.dimensions(p, want)
	}
	if got := p.Dim(-1); want.Last >= 0 && got != onnx.Free && got != int64(want.Last) {
		return p, m.Width(p.Name, got, want.Last)
	}
	return p, nil
}

// dimensions says that an output has more or fewer than it should.
func (m *Model) dimensions(p onnx.Port, want Numbers) error {
	hint := m.exportHint()
	switch {
	case m.Asked != nil:
	case len(want.Of) == 3:
		hint = "leave out spans for a model that has labels of pieces"
	case len(p.Shape) == 4:
		hint = "for a model that scores spans, say how its scores lie: heads, with spans: grid or widths"
	default:
		hint = "it has to be a model for token classification: optimum-cli export onnx --task token-classification"
	}
	return problemf("outputs", m.Path, hint, "output %s has %d dimensions, not %d: texts, %s", p.Name, len(p.Shape), len(want.Of)+1, and(want.Of))
}

// Width says that an output has not as many numbers a piece, or span, as there are labels.
func (m *Model) Width(output string, got int64, labels int) error {
	if m.Asked != nil {
		return problemf("labels", m.Path, m.exportHint(), "output %s has %d numbers in its last dimension, not %d", output, got, labels)
	}
	if labels == 0 {
		return problemf("labels", filepath.Join(m.Dir, configName), "name its labels under id2label", "the model has no labels, and %d numbers a piece in its output %s", got, output)
	}
	return problemf("labels", m.Path, "config.json belongs to another model; take that of this one", "config.json names %d labels, and output %s has %d numbers a piece", labels, output, got)
}

// Misfit says that a model does what its configuration does not say.
func (m *Model) Misfit(summary string) error {
	return problem("outputs", m.Path, summary, "where the files are not of one model, "+m.exportHint())
}
