package config

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A Value is one value of the effective configuration.
type Value struct {
	// Pointer is its JSON pointer; stages are named by their id.
	Pointer string `json:"pointer"`
	// JSON is the value: a scalar, or an empty list or mapping. Secrets are
	// hidden.
	JSON json.RawMessage `json:"value"`
	// Origin is "file:line", "default" or "--set path", and says in brackets
	// which variable or file was put in.
	Origin string `json:"origin"`
}

const hidden = "[redacted]"

// Effective returns every value that counts and where it came from: first those
// of the pipeline, then the stages in their order. Disabled stages are absent.
func (p *Pipeline) Effective() []Value {
	var out []Value
	for _, key := range []string{"name", "description", "language", "run", "stages", "tests"} {
		if value, ok := p.effective[key]; ok && key != "stages" {
			out = p.values(out, "/"+key, value)
		}
		if key != "stages" {
			continue
		}
		stages, _ := p.effective["stages"].(map[string]any)
		for _, stage := range p.Stages {
			out = p.values(out, stagePointer(stage.ID), stages[stage.ID])
		}
	}
	return out
}

func (p *Pipeline) values(out []Value, pointer string, value any) []Value {
	switch v := value.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			out = p.values(out, join(pointer, key), v[key])
		}
		if len(v) > 0 {
			return out
		}
	case []any:
		for i := range v {
			out = p.values(out, pointer+"/"+strconv.Itoa(i), v[i])
		}
		if len(v) > 0 {
			return out
		}
	}
	raw, err := json.Marshal(p.shown(pointer, value))
	if err != nil {
		raw = json.RawMessage(`null`)
	}
	return append(out, Value{Pointer: pointer, JSON: raw, Origin: p.origin(pointer)})
}

// shown hides secrets, and what stages get in their environment.
func (p *Pipeline) shown(pointer string, value any) any {
	parts := strings.Split(pointer, "/")
	inEnv := len(parts) == 5 && parts[1] == "stages" && parts[3] == "env"
	if p.secrets[pointer] || inEnv {
		return hidden
	}
	return value
}

func (p *Pipeline) origin(pointer string) string {
	m, ok := p.index[pointer]
	switch {
	case !ok:
		return "default"
	case m.via != "":
		return fmt.Sprintf("%s (%s)", m.origin, m.via)
	}
	return m.origin
}
