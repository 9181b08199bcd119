package plugin

import (
	"encoding/json"
	"strings"

	"github.com/onomast/onomast/core/schema"
)

// A Config is how one stage of a pipeline is configured.
type Config struct {
	// Stage is the stage's id in the pipeline.
	Stage string
	// With is the stage's `with:` mapping as JSON. Empty means {}.
	With json.RawMessage
	// Origins leads from a JSON pointer into With to "file:line".
	Origins map[string]string
	// Files leads from a JSON pointer into With to the absolute path, for the
	// options that name files (format:"path" in their schema).
	Files map[string]string
	// Layers are those that other stages of the pipeline write. It is filled
	// for Open; for Contract it holds what is known so far.
	Layers []LayerSpec
	// Emit names the layers somebody outside the segment reads. A layer nobody
	// reads need not be written if it is costly.
	Emit []string
}

// Decode fills v, a pointer to the kind's options struct, from With. Defaults
// come from its tags. Mistakes are reported as a diag.List with JSON pointers.
func (c Config) Decode(v any) error { return schema.Decode(c.With, v) }

// Origin returns "file:line" of the value at a JSON pointer into With, or of
// the nearest value around it; "" when nothing is known.
func (c Config) Origin(pointer string) string {
	for {
		if at, ok := c.Origins[pointer]; ok {
			return at
		}
		cut := strings.LastIndexByte(pointer, '/')
		if cut < 0 {
			return ""
		}
		pointer = pointer[:cut]
	}
}

// File returns the absolute path of the file named by the value at a JSON
// pointer into With; written is returned when the host said nothing of it.
func (c Config) File(pointer, written string) string {
	if path, ok := c.Files[pointer]; ok {
		return path
	}
	return written
}

// Wants reports whether a layer is read by anybody outside the segment.
func (c Config) Wants(layer string) bool {
	for _, name := range c.Emit {
		if name == layer {
			return true
		}
	}
	return false
}
