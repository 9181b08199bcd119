package gliner

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/diag"
)

// ConfigName is the file that makes a folder one of a GLiNER.
const ConfigName = "gliner_config.json"

// A Config is what the file says.
type Config struct {
	// Path is that of the file.
	Path string
	// Spans says that the model scores spans of words; otherwise it says of each word
	// whether an entity begins, ends or goes on there.
	Spans bool
	// Width is how many words a span has at most, where the model scores spans.
	Width int
	// Words is how many words a text has at most, and Types how many types are asked for
	// at once.
	Words, Types int
	// Entity is the piece before each type, and Separator that behind the last.
	Entity, Separator string
	// Class is the number of the piece Entity, or -1 where the file does not say.
	Class int32
	// Pooling says which pieces stand for a word: first, last, mean or max.
	Pooling string
	// Positions is how many pieces the encoder takes, 0 for any number.
	Positions int
	// Padding is the piece that fills up a batch, -1 where the file does not say.
	Padding int32
}

// file is the part of the file that is read.
type file struct {
	SpanMode  *string `json:"span_mode"`
	MaxWidth  *int    `json:"max_width"`
	MaxLen    *int    `json:"max_len"`
	MaxTypes  *int    `json:"max_types"`
	Entity    *string `json:"ent_token"`
	Separator *string `json:"sep_token"`
	Class     *int32  `json:"class_token_index"`
	Pooling   *string `json:"subtoken_pooling"`
	Splitter  *string `json:"words_splitter_type"`
	Encoder   encoder `json:"encoder_config"`

	ModelType      string          `json:"model_type"`
	LabelsEncoder  json.RawMessage `json:"labels_encoder"`
	LabelsDecoder  json.RawMessage `json:"labels_decoder"`
	RelationsLayer json.RawMessage `json:"relations_layer"`
	FixedPrompts   *bool           `json:"precomputed_prompts_mode"`
}

type encoder struct {
	Type      string `json:"model_type"`
	Positions int    `json:"max_position_embeddings"`
	Biased    *bool  `json:"position_biased_input"`
	Padding   *int32 `json:"pad_token_id"`
}

// Read reads the file of a folder; without one, there is no Config. What is wrong is a
// [diag.Diagnostic] at the file.
func Read(dir string) (*Config, error) {
	path := filepath.Join(dir, ConfigName)
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, problem(path, err.Error(), "")
	}
	return Parse(path, data)
}

// Parse reads what a file holds.
func Parse(path string, data []byte) (*Config, error) {
	var f file
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, problem(path, fmt.Sprintf("it cannot be read: %v", err), "copy it again from where the model comes from")
	}
	if err := f.supported(path); err != nil {
		return nil, err
	}
	if err := f.complete(path); err != nil {
		return nil, err
	}
	c := &Config{
		Path: path, Spans: *f.SpanMode != tokenLevel, Words: *f.MaxLen, Types: *f.MaxTypes,
		Entity: or(f.Entity, "<<ENT>>"), Separator: or(f.Separator, "<<SEP>>"), Class: or(f.Class, -1),
		Pooling: or(f.Pooling, "first"), Positions: f.Encoder.positions(), Padding: or(f.Encoder.Padding, -1),
	}
	if c.Spans {
		c.Width = *f.MaxWidth
	}
	return c, nil
}

// tokenLevel is the span_mode of models that say something of words, not of spans.
const tokenLevel = "token_level"

func or[T any](value *T, other T) T {
	if value == nil {
		return other
	}
	return *value
}

// supported says why a model cannot be asked.
func (f *file) supported(path string) error {
	const hint = "uni-encoder models for entities are supported: those whose types and text go through one encoder"
	given := func(raw json.RawMessage) bool { return len(raw) > 0 && string(raw) != "null" }
	switch {
	case strings.Contains(f.ModelType, "streaming"):
		return problem(path, "the model reads streams, and its span scores come from a decoder", hint)
	case given(f.RelationsLayer):
		return problem(path, "the model finds relations, too (relations_layer)", hint)
	case given(f.LabelsDecoder):
		return problem(path, "the model writes labels itself (labels_decoder)", hint)
	case given(f.LabelsEncoder):
		return problem(path, "the model is a bi-encoder: it reads types with an encoder of their own (labels_encoder)", hint)
	case or(f.FixedPrompts, false):
		return problem(path, "the model has its types built in (precomputed_prompts_mode), so it cannot be asked", "export it before compress_prompt_embeddings")
	case f.Splitter != nil && *f.Splitter != "whitespace":
		return problem(path, fmt.Sprintf("the model wants its words cut by %q (words_splitter_type)", *f.Splitter), "only whitespace is supported")
	case f.Pooling != nil && !slices.Contains([]string{"first", "last", "mean", "max"}, *f.Pooling):
		return problem(path, fmt.Sprintf("there is no subtoken_pooling %q", *f.Pooling), "first, last, mean and max are known")
	}
	return nil
}

// most bounds what a damaged file can ask for.
const most = 1 << 16

// complete names what is missing, or makes no sense.
func (f *file) complete(path string) error {
	var missing []string
	if f.SpanMode == nil {
		missing = append(missing, "span_mode")
	}
	for _, n := range f.numbers() {
		switch {
		case n.value == nil:
			missing = append(missing, n.key)
		case *n.value < 1 || *n.value > most:
			return problem(path, fmt.Sprintf("%s is %d", n.key, *n.value), fmt.Sprintf("it is a number from 1 to %d", most))
		}
	}
	if len(missing) > 0 {
		return problem(path, "it does not say "+strings.Join(missing, ", "), "export_to_onnx and save_pretrained of gliner write the file; copy it again from there")
	}
	if or(f.Entity, "x") == "" || or(f.Separator, "x") == "" {
		return problem(path, "ent_token or sep_token is empty", "they are pieces of the tokenizer, like <<ENT>> and <<SEP>>")
	}
	return nil
}

// A number is one that the file must have.
type number struct {
	key   string
	value *int
}

func (f *file) numbers() []number {
	out := []number{{"max_len", f.MaxLen}, {"max_types", f.MaxTypes}}
	if f.SpanMode == nil || *f.SpanMode != tokenLevel {
		out = append(out, number{"max_width", f.MaxWidth})
	}
	return out
}

// positions is how many pieces an encoder takes that has a table of their places.
func (e *encoder) positions() int {
	switch {
	case e.Positions < 1 || e.Positions > 1<<24:
		return 0
	case e.Biased != nil && !*e.Biased:
		return 0 // it looks at distances only
	case slices.Contains([]string{"roberta", "xlm-roberta", "camembert", "mpnet"}, e.Type):
		return max(e.Positions-int(max(or(e.Padding, 0), 0))-1, 1) // the first place has the number behind that of the padding
	}
	return e.Positions
}

func problem(path, summary, hint string) error {
	return diag.Diagnostic{Severity: diag.Error, Code: "transformer.gliner", Position: diag.Position{File: path}, Summary: summary, Hint: hint}
}
