package weights

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

// configName is the file in which Transformers describes a model.
const configName = "config.json"

// A Config is what config.json says.
type Config struct {
	// Labels are those of the columns of logits, in order.
	Labels []string
	// Positions is how many pieces the model can take, those around the text included; 0:
	// it does not say.
	Positions int
	// Padding is the piece that fills up a batch.
	Padding int32
	// Type is the kind of model: bert, xlm-roberta ...
	Type string
}

// configFile is the part of config.json that is read.
type configFile struct {
	ModelType string            `json:"model_type"`
	Labels    map[string]string `json:"id2label"`
	Positions int               `json:"max_position_embeddings"`
	Padding   *int32            `json:"pad_token_id"`
}

func readConfig(dir string) (Config, error) {
	path := filepath.Join(dir, configName)
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return Config{}, problem("config", dir, "the folder of the model has no "+configName, "it comes with the model; optimum-cli export onnx and save_pretrained write it")
	}
	if err != nil {
		return Config{}, problem("config", path, err.Error(), "")
	}
	var f configFile
	if err := json.Unmarshal(data, &f); err != nil {
		return Config{}, problem("config", path, fmt.Sprintf("it cannot be read: %v", err), "copy it again from where the model comes from")
	}
	labels, err := labelsOf(path, f.Labels)
	if err != nil {
		return Config{}, err
	}
	c := Config{Labels: labels, Positions: f.Positions, Type: f.ModelType}
	if f.Padding != nil {
		c.Padding = max(*f.Padding, 0)
	}
	if slices.Contains(shifted, c.Type) && c.Positions > 0 {
		c.Positions = max(c.Positions-int(c.Padding)-1, 1)
	}
	return c, nil
}

// shifted are the kinds of model whose first position has the number behind that of the
// padding.
var shifted = []string{"roberta", "xlm-roberta", "xlm-roberta-xl", "camembert", "longformer", "mpnet", "xmod", "data2vec-text", "ibert", "luke", "roberta-prelayernorm", "esm", "layoutlmv3", "lilt"}

// mostLabels bounds what a damaged file can ask for.
const mostLabels = 1 << 16

// labelsOf puts labels in order. A model without any may be an encoder: it has none.
func labelsOf(path string, byID map[string]string) ([]string, error) {
	if len(byID) > mostLabels {
		return nil, problemf("labels", path, "", "id2label has %d labels, more than %d", len(byID), mostLabels)
	}
	labels := make([]string, len(byID))
	seen := make([]bool, len(byID))
	for key, label := range byID {
		id, err := strconv.Atoi(key)
		if err != nil || id < 0 || id >= len(labels) || seen[id] {
			return nil, problemf("labels", path, "the keys of id2label are \"0\", \"1\" and so on, one for each column of the model's output", "id2label has %d labels, and one of number %q", len(byID), key)
		}
		labels[id], seen[id] = label, true
	}
	return labels, nil
}

// lengthLimit is what tokenizer_config.json says of how long texts may be, 0 for nothing:
// some models take fewer pieces than they have positions.
func lengthLimit(dir string) int {
	data, err := os.ReadFile(filepath.Join(dir, "tokenizer_config.json"))
	if err != nil {
		return 0
	}
	var f struct {
		Most float64 `json:"model_max_length"` // 1e30 where nobody has said
	}
	const unbounded = 1 << 20
	if json.Unmarshal(data, &f) != nil || f.Most < 1 || f.Most > unbounded {
		return 0
	}
	return int(f.Most)
}
