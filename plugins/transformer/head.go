package transformer

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"sync"

	"github.com/onomast/onomast/core/calibrate"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/proposal"
	"github.com/onomast/onomast/plugins/transformer/decode"
	"github.com/onomast/onomast/plugins/transformer/weights/onnx"
)

// A head makes a layer of one output of the model.
type head struct {
	layer  string
	role   plugin.Role
	port   onnx.Port
	config decode.Config
	labels []string // of what it finds, as the model calls them
	// choices say what becomes of each label.
	choices  map[string]proposal.Choice
	decoders sync.Pool // of *decode.Decoder
}

// labelled is the role of layers that other heads than that of candidates write.
const labelled plugin.Role = "labels"

// heads returns what becomes of the outputs.
func (s *setup) heads(m *model) ([]*head, error) {
	wanted := s.Heads
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
		h, err := s.head(m, base, w, fmt.Sprintf("/heads/%d", i))
		if err != nil {
			return nil, err
		}
		if taken[h.layer] {
			return nil, s.placed("heads", s.mistake(fmt.Sprintf("heads/%d", i), "heads", fmt.Sprintf("two heads write the layer %q", h.layer), "give one of them another layer"))
		}
		taken[h.layer] = true
		out = append(out, h)
	}
	return out, s.checkLabels(out)
}

func (s *setup) head(m *model, base decode.Config, w Head, pointer string) (*head, error) {
	h := &head{layer: w.Layer, role: plugin.CandidatesRole, config: base}
	if h.layer == "" {
		h.layer = s.cfg.Stage
	}
	if h.layer != s.cfg.Stage {
		h.role = labelled
	}
	h.config.Labels = w.Names
	if w.Names == nil {
		h.config.Labels = m.Labels
	}
	if w.Strategy != "" {
		h.config.Strategy = decode.Strategy(w.Strategy)
	}
	var err error
	if h.port, err = m.Output(w.Output, len(h.config.Labels)); err != nil {
		return nil, s.atModel(err)
	}
	h.config.Vocabulary = m.vocabulary
	d, err := decode.New(h.config)
	if err != nil {
		return nil, s.atModel(err)
	}
	h.labels = d.Found()
	h.choices = make(map[string]proposal.Choice, len(h.labels))
	for _, label := range h.labels {
		h.choices[label] = s.Choice(label, nil)
	}
	h.decoders.New = func() any {
		d, _ := decode.New(h.config) // it worked before
		return d
	}
	return h, nil
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
