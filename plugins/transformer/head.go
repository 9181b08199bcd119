package transformer

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"sync"

	"github.com/onomast/onomast/core/calibrate"
	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/proposal"
	"github.com/onomast/onomast/plugins/transformer/decode"
	"github.com/onomast/onomast/plugins/transformer/decode/spanhead"
	"github.com/onomast/onomast/plugins/transformer/infer"
	"github.com/onomast/onomast/plugins/transformer/weights"
	"github.com/onomast/onomast/plugins/transformer/weights/onnx"
)

// A head makes a layer of one output of the model, or of two.
type head struct {
	layer string
	role  plugin.Role
	// ports are the outputs, at is which of all outputs that are asked for is the first of
	// them, and width how many numbers they have for a piece, or a span.
	ports  []onnx.Port
	at     int
	width  int
	layout infer.Layout
	labels []string // of what it finds, as the model calls them
	// choices say what becomes of each label.
	choices map[string]proposal.Choice
	finders sync.Pool // of finder
}

// rows are what the model says of some pieces, a list for each output.
func (h *head) rows(outputs [][]float32, from, to int) [][]float32 {
	out := make([][]float32, len(h.ports))
	for i := range out {
		out[i] = outputs[h.at+i][from*h.width : to*h.width]
	}
	return out
}

// labelled is the role of layers that other heads than that of candidates write.
const labelled plugin.Role = "labels"

// heads returns what becomes of the outputs.
func (s *setup) heads(m *model) ([]*head, error) {
	wanted := s.Heads
	if err := s.checkAsked(m, wanted); err != nil {
		return nil, err
	}
	if len(wanted) == 0 {
		wanted = []Head{{}}
	}
	base, err := s.decoding()
	if err != nil {
		return nil, err
	}
	var out []*head
	taken := map[string]bool{}
	for i, w := range wanted {
		h, err := s.head(m, base, w)
		if err != nil {
			return nil, s.atHead(fmt.Sprintf("/heads/%d", i), err)
		}
		if taken[h.layer] {
			return nil, s.placed("heads", s.mistake(fmt.Sprintf("heads/%d", i), "heads", fmt.Sprintf("two heads write the layer %q", h.layer), "give one of them another layer"))
		}
		taken[h.layer] = true
		out = append(out, h)
	}
	return out, s.checkLabels(out)
}

func (s *setup) head(m *model, base decode.Config, w Head) (*head, error) {
	h := &head{layer: w.Layer, role: plugin.CandidatesRole}
	if h.layer == "" {
		h.layer = s.cfg.Stage
	}
	if h.layer != s.cfg.Stage {
		h.role = labelled
	}
	if base.Labels = w.Names; w.Names == nil {
		base.Labels = m.Labels
	}
	if w.Strategy != "" {
		base.Strategy = decode.Strategy(w.Strategy)
	}
	base.Vocabulary, h.width = m.vocabulary, len(base.Labels)
	want := h.numbers(m, w)
	if w.Ends != "" && w.Spans != "" {
		return nil, diag.Diagnostic{Severity: diag.Error, Code: "transformer.heads", Summary: "a head has ends or spans, not both", Hint: "ends names a second output, spans says how the scores of one lie"}
	}
	outputs := []string{w.Output}
	if w.Ends != "" {
		outputs = append(outputs, w.Ends)
	}
	for _, name := range outputs {
		port, err := m.Output(name, want)
		if err != nil {
			return nil, err
		}
		h.ports = append(h.ports, port)
	}
	if h.layout.Shape != infer.Pieces {
		return h, s.findSpans(m, h, spanConfig(base, w))
	}
	return h, s.find(h, func() (finder, error) { return newFinder(base, w) }, nil)
}

// numbers is what the outputs of the head have to be about.
func (h *head) numbers(m *model, w Head) weights.Numbers {
	want := weights.OfPieces(h.width)
	switch {
	case m.Asked != nil:
		want, h.layout.Shape = m.answers()
	case w.Spans == "grid":
		want.Of, h.layout.Shape = []string{"first pieces", "last pieces", "labels"}, infer.Grid
	case w.Spans == "widths":
		want.Of, h.layout.Shape = []string{"first pieces", "widths", "labels"}, infer.Widths
	}
	return want
}

// half is the least score of spans where nobody says another.
func half() map[string]float64 { return map[string]float64{"": 0.5} }

// findSpans has a head find entities by the scores of spans.
func (s *setup) findSpans(m *model, h *head, c spanhead.Config) error {
	if m.Asked != nil {
		c.Outside = "" // no label is asked for that stands for none
	}
	for _, label := range c.Labels {
		c.Least = append(c.Least, s.Choice(label, half()).Least)
	}
	d, err := spanhead.New(c)
	if err != nil {
		return err
	}
	h.layout.Keep = d.Keep()
	return s.find(h, func() (finder, error) {
		d, err := spanhead.New(c)
		return bySpans{d}, err
	}, half())
}

// find has a head find entities by finders that are made when they are needed. The
// thresholds are those of labels for which the options have none.
func (s *setup) find(h *head, again func() (finder, error), thresholds map[string]float64) error {
	f, err := again()
	if err != nil {
		return err
	}
	h.labels = f.found()
	h.choices = map[string]proposal.Choice{}
	for _, label := range h.labels {
		h.choices[label] = s.Choice(label, thresholds)
	}
	h.finders.New = func() any {
		f, _ := again() // it worked before
		return f
	}
	return nil
}

// atHead makes diagnostics of what is wrong with a model for one of the heads that are
// asked for; without any, it is the model that is wrong.
func (s *setup) atHead(pointer string, err error) error {
	list := diag.From(s.atModel(err), "transformer.heads")
	if len(s.Heads) == 0 {
		return list
	}
	for i := range list {
		list[i].Pointer = pointer
	}
	return s.placed("heads", list)
}

// checkLabels looks for labels in the options that no head has.
func (s *setup) checkLabels(heads []*head) error {
	var known []string
	for _, h := range heads {
		known = append(known, h.labels...)
	}
	for _, d := range s.Check(Name, known) {
		option, _, _ := strings.Cut(strings.TrimPrefix(d.Pointer, "/"), "/")
		if err := s.placed(option, d); err != nil {
			return err
		}
	}
	return nil
}

// decoding returns what the decoders of all heads have in common.
func (s *setup) decoding() (decode.Config, error) {
	c := decode.Config{
		Strategy: decode.Strategy(s.Strategy), Unit: decode.Unit(s.Unit), Scheme: s.Scheme, Temperature: s.Temperature,
	}
	if s.Calibration != "" {
		if err := s.read("calibration", s.Calibration, &c.Calibration); err != nil {
			return c, err
		}
	}
	if s.Transitions != "" {
		var t transitions
		if err := s.read("transitions", s.Transitions, &t); err != nil {
			return c, err
		}
		c.Transitions = t.flat()
	}
	return c, s.checkCalibration(c.Calibration)
}

// read reads the JSON file that an option names.
func (s *setup) read(option, written string, to any) error {
	data, err := os.ReadFile(s.path(option, written))
	if err == nil {
		err = json.Unmarshal(data, to)
	}
	if err != nil {
		return s.mistake(option, option, fmt.Sprintf("%s cannot be read: %v", written, err), "")
	}
	return nil
}

// transitions is how weights between labels are written.
type transitions struct {
	Pair  [][]float32 `json:"pair"`
	Start []float32   `json:"start"`
	End   []float32   `json:"end"`
}

func (t *transitions) flat() *decode.Transitions {
	out := &decode.Transitions{Start: t.Start, End: t.End}
	for _, row := range t.Pair {
		out.Pair = append(out.Pair, row...)
	}
	return out
}

func (s *setup) checkCalibration(by map[string]calibrate.Map) error {
	for label, m := range by {
		if err := m.Check(); err != nil {
			return s.mistake("calibration", "calibration", fmt.Sprintf("of %q: %v", label, err), "")
		}
	}
	return nil
}
