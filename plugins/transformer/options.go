package transformer

import (
	"encoding/json"
	"maps"
	"path/filepath"
	"strings"

	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/proposal"
	"github.com/onomast/onomast/core/schema"
	"github.com/onomast/onomast/plugins/transformer/weights"
)

// Options is the `with:` mapping of a stage of this kind.
type Options struct {
	Model   string `json:"model" required:"true" format:"path" hint:"a model is a folder with config.json, tokenizer.json and an .onnx file" doc:"Folder of the model, as optimum-cli export onnx leaves it: config.json, tokenizer.json or vocab.txt, an .onnx file, and optionally an onomast.yaml with options of this stage that hold where the pipeline says nothing. One of a GLiNER has a gliner_config.json instead of the config.json. The path is relative to the file that names it." example:"../models/multilingual"`
	Library string `json:"library" format:"path" doc:"The shared library of ONNX Runtime, 1.24 or newer. Without it, the environment variable ONOMAST_ONNXRUNTIME names it, or it is looked for beside the runner, among the user's data and in the cache of Go modules: runner doctor says where." example:"/opt/onnxruntime/lib/libonnxruntime.so"`
	Threads int    `json:"threads" min:"1" max:"1024" doc:"How many batches are run at once, a thread each. Without it, as many as the stage's process may use processors." example:"2"`
	Settings
}

// Settings are the options that the onomast.yaml of a model may have, too.
type Settings struct {
	File string `json:"file" doc:"The .onnx file in the folder, where there are several." example:"model_quantized.onnx"`

	Ask map[string]string `json:"ask" doc:"For models that are asked for types, as GLiNER is (folders with a gliner_config.json): the labels that are proposed, and what the model is asked to look for, for each. Options about labels go by these. Without threshold, what is as probable as not is proposed." example:"drug or medicine"`

	Strategy    string  `json:"strategy" enum:"viterbi,none,simple,first,average,max,each" default:"viterbi" doc:"How labels of pieces become entities. viterbi takes the best labels that make sense together and scores each entity by the probability of exactly that entity; none, simple, first, average and max do what aggregation_strategy does in Transformers; each labels words one by one."`
	Unit        string  `json:"unit" enum:"piece,first,word" default:"first" doc:"What has one label, for the strategies viterbi and each: every piece; a word, by its first piece, as most models are trained; or a word, by all of its pieces."`
	Scheme      string  `json:"scheme" enum:"iob1" doc:"Set it for labels in which B- is written only between neighbours of one type. Others are told from the labels."`
	Temperature float64 `json:"temperature" min:"0.01" max:"100" doc:"What logits are divided by, as it was fitted on text the model was not trained on; scores then count as calibrated." example:"1.4"`
	Calibration string  `json:"calibration" format:"path" doc:"JSON file that leads from probabilities to shares that are right, by label (\"\" for all others): {\"PER\": {\"from\": [0.1, 0.9], \"to\": [0.05, 0.8]}}."`
	Transitions string  `json:"transitions" format:"path" doc:"JSON file with the weights between labels that a model with a CRF on top has learned: pair (a row for each label), start and end."`
	proposal.Options

	Context string `json:"context" enum:"sentence,document" default:"sentence" doc:"What a model sees at once: a sentence, as most are trained, or as much of the document as fits. Without sentences in the pipeline it is the document."`
	Window  int    `json:"window" min:"3" max:"65536" doc:"How many pieces the model is given at once, those around the text included. Without it, as many as it can take, 512 where it does not say. What is longer is cut into windows that overlap." example:"512"`
	Overlap int    `json:"overlap" min:"0" max:"4096" default:"64" doc:"How many pieces of context are on each side of what a window decides; a quarter of the window at most."`
	Batch   int    `json:"batch" min:"1" max:"1048576" doc:"How many pieces are run together, padding included: windows of all documents that come together, by length. Without it 256; but what models say whose int8 numbers were quantised dynamically changes a little with what a text is batched with. Since the same document should give the same result, their batches hold windows of one document only, unless this is set: for many short documents that is faster." example:"256"`
	Heads   []Head `json:"heads" doc:"For models with several outputs: what becomes of each. Without it, the output logits, or the only one, gives candidates by the labels of config.json."`
	Encoder string `json:"encoder" doc:"Write what this output says of each token as a vector, to a layer named by the stage's id, instead of proposing entities. A crf stage can be trained on it." example:"last_hidden_state"`
}

// A Head is what becomes of one output of a model.
type Head struct {
	Output   string   `json:"output" required:"true" doc:"Name of the output." example:"pos_logits"`
	Ends     string   `json:"ends" doc:"For models that say where entities begin and where they end: the output that is about their last pieces, while output is about their first ones. Labels are types then; O, if it is among them, stands for none." example:"end_logits"`
	Spans    string   `json:"spans" enum:"grid,widths" doc:"For models that score every span of pieces for each label: how the scores lie. grid is by first piece, last piece and label; widths by first piece, width from 1 on and label. Labels are types then; O, if it is among them, stands for none, and is as probable as all others leave room for. Without threshold, what is as probable as not is proposed."`
	Overlap  string   `json:"overlap" enum:"flat,nested,all" doc:"With ends or spans, or for a model that is asked for types: which entities that overlap may stand side by side. flat, the default, is none; nested, those of which one lies within the other; all leaves it to the resolver."`
	Layer    string   `json:"layer" doc:"Layer that is written; without it, that of the stage's id. One head writes candidates there; layers of other names are for stages that ask for them by name." example:"pos"`
	Names    []string `json:"names" doc:"Labels of the output's columns, in order; without it, those of config.json." example:"NOUN"`
	Strategy string   `json:"strategy" enum:"viterbi,none,simple,first,average,max,each" doc:"As for the stage, whose strategy holds without it."`
}

// A setup is the options of a stage and what they were made of.
type setup struct {
	*Options
	cfg  plugin.Config
	card *weights.Card
	dir  string          // of the model
	own  map[string]bool // the options that the pipeline gives
}

// decodeOptions reads the options, over those of the model's card.
func decodeOptions(cfg plugin.Config) (*setup, error) {
	first := &Options{}
	if err := cfg.Decode(first); err != nil {
		return nil, err
	}
	s := &setup{Options: first, cfg: cfg, dir: cfg.File("/model", first.Model)}
	var err error
	if s.card, err = weights.ReadCard(s.dir); err != nil {
		return nil, s.atModel(err)
	}
	given := map[string]json.RawMessage{}
	if len(cfg.With) > 0 {
		if err := json.Unmarshal(cfg.With, &given); err != nil {
			return nil, err
		}
	}
	s.own = make(map[string]bool, len(given))
	for name := range given {
		if s.own[name] = written(cfg, name); !s.own[name] {
			delete(given, name) // a default of the stage's goes behind the card
		}
	}
	return s, s.merge(given)
}

// written reports whether somebody wrote an option, rather than the host filled in its
// default. A host that says of no option where it is from has filled in none.
func written(cfg plugin.Config, option string) bool {
	if len(cfg.Origins) == 0 {
		return true
	}
	for pointer := range cfg.Origins {
		if rest, ok := strings.CutPrefix(pointer, "/"+option); ok && (rest == "" || rest[0] == '/') {
			return true
		}
	}
	return false
}

// merge decodes the options of the card and of the pipeline as one.
func (s *setup) merge(given map[string]json.RawMessage) error {
	if len(s.card.Options) == 0 {
		return nil
	}
	raw, err := json.Marshal(s.card.Options)
	if err != nil {
		return err
	}
	if err := s.card.Place(schema.Decode(raw, &Settings{})); err != nil {
		return err
	}
	merged := maps.Clone(s.card.Options)
	maps.Copy(merged, given)
	if raw, err = json.Marshal(merged); err != nil {
		return err
	}
	s.Options = &Options{}
	return schema.Decode(raw, s.Options)
}

// path returns where the file is that an option names: the card's are in its folder.
func (s *setup) path(option, written string) string {
	switch {
	case s.own[option]:
		return s.cfg.File("/"+option, written)
	case filepath.IsAbs(written):
		return written
	}
	return filepath.Join(s.dir, filepath.FromSlash(written))
}

// Renamed returns the option rename of a stage, which the model's card may have.
func Renamed(cfg plugin.Config) (map[string]string, error) {
	s, err := decodeOptions(cfg)
	if err != nil {
		return nil, err
	}
	return s.Rename, nil
}
