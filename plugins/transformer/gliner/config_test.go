package gliner

import (
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/diag"
)

// written is a file with some keys changed; nil takes one out.
func written(t testing.TB, change map[string]any) []byte {
	t.Helper()
	keys := map[string]any{
		"span_mode": "markerV0", "max_width": 12, "max_len": 384, "max_types": 25, "class_token_index": 128002,
		"model_type": "gliner_uni_encoder_span", "labels_encoder": nil, "words_splitter_type": "whitespace", "subtoken_pooling": "first",
		"encoder_config": map[string]any{"model_type": "deberta-v2", "max_position_embeddings": 512, "position_biased_input": false, "pad_token_id": 0},
	}
	maps.Copy(keys, change)
	for key, value := range change {
		if value == nil {
			delete(keys, key)
		}
	}
	data, err := json.Marshal(keys)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestRead(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if c, err := Read(dir); c != nil || err != nil {
		t.Errorf("nothing there: %v, %v", c, err)
	}
	path := filepath.Join(dir, ConfigName)
	if err := os.WriteFile(path, written(t, nil), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	want := &Config{Path: path, Spans: true, Width: 12, Words: 384, Types: 25, Entity: "<<ENT>>", Separator: "<<SEP>>", Class: 128002, Pooling: "first"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestWhatIsReadOfTheEncoder(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		encoder            any
		positions, padding int
	}{
		"none":           {nil, 0, -1},
		"bert":           {map[string]any{"model_type": "bert", "max_position_embeddings": 512, "pad_token_id": 0}, 512, 0},
		"roberta":        {map[string]any{"model_type": "xlm-roberta", "max_position_embeddings": 514, "pad_token_id": 1}, 512, 1},
		"distances":      {map[string]any{"model_type": "deberta-v2", "max_position_embeddings": 512, "position_biased_input": false}, 0, -1},
		"says nothing":   {map[string]any{}, 0, -1},
		"makes no sense": {map[string]any{"max_position_embeddings": -4}, 0, -1},
	} {
		c, err := Parse("x", written(t, map[string]any{"encoder_config": tt.encoder}))
		if err != nil {
			t.Fatal(err)
		}
		if c.Positions != tt.positions || int(c.Padding) != tt.padding {
			t.Errorf("%s: %d positions, padding %d", name, c.Positions, c.Padding)
		}
	}
}

func TestTokenLevel(t *testing.T) {
	t.Parallel()
	c, err := Parse("x", written(t, map[string]any{"span_mode": "token_level", "max_width": nil, "class_token_index": nil, "subtoken_pooling": nil}))
	if err != nil {
		t.Fatal(err)
	}
	if c.Spans || c.Width != 0 || c.Class != -1 || c.Pooling != "first" {
		t.Errorf("%+v", c)
	}
}

func TestWhatCannotBeAsked(t *testing.T) {
	t.Parallel()
	for want, change := range map[string]map[string]any{
		"it does not say span_mode, max_len, max_width": {"span_mode": nil, "max_len": nil, "max_width": nil},
		"it does not say max_types":                     {"max_types": nil},
		"max_width is 0":                                {"max_width": 0},
		"max_len is 1000000":                            {"max_len": 1_000_000},
		"it cannot be read: ":                           {"max_len": "long"},
		"ent_token or sep_token is empty":               {"sep_token": ""},
		"the model is a bi-encoder":                     {"labels_encoder": "BAAI/bge-small-en-v1.5"},
		"the model writes labels itself":                {"labels_decoder": "gpt2"},
		"the model finds relations":                     {"relations_layer": "biaffine"},
		"the model reads streams":                       {"model_type": "gliner_streaming_span"},
		"the model has its types built in":              {"precomputed_prompts_mode": true},
		`the model wants its words cut by "spacy"`:      {"words_splitter_type": "spacy"},
		`there is no subtoken_pooling "median"`:         {"subtoken_pooling": "median"},
	} {
		_, err := Parse("gliner_config.json", written(t, change))
		var d diag.Diagnostic
		if !errors.As(err, &d) || !strings.Contains(d.Summary, want) || d.File != "gliner_config.json" || d.Hint == "" {
			t.Errorf("%s: %v", want, err)
		}
	}
	if _, err := Parse("x", nil); err == nil {
		t.Error("an empty file is read")
	}
}

// Whatever is in the file: a configuration that makes sense, or a message.
func FuzzParse(f *testing.F) {
	f.Add(written(f, nil))
	f.Add(written(f, map[string]any{"span_mode": "token_level", "encoder_config": map[string]any{"model_type": "roberta", "max_position_embeddings": 1}}))
	f.Add([]byte(`{"span_mode": null, "max_len": 1e30}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := Parse("x", data)
		if err != nil {
			var d diag.Diagnostic
			if !errors.As(err, &d) || d.Summary == "" {
				t.Fatalf("%v is no diagnostic", err)
			}
			return
		}
		if c.Words < 1 || c.Types < 1 || c.Spans && c.Width < 1 || c.Positions < 0 || c.Entity == "" || c.Separator == "" {
			t.Fatalf("%+v", c)
		}
	})
}
