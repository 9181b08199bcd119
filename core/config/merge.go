package config

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/diag"
)

// A merger puts one file on top of others: mappings merge, everything else is
// replaced. The marks follow the values.
type merger struct {
	into, from index
	list       diag.List
}

// files merges src into dest; it is the function koanf calls.
func (m *merger) files(src, dest map[string]any) error {
	m.dropChangedStages(src, dest)
	m.mapping(src, dest, "")
	return nil
}

func (m *merger) mapping(src, dest map[string]any, pointer string) {
	if mark, ok := m.from[pointer]; ok {
		m.into[pointer] = mark
	}
	for _, key := range slices.Sorted(maps.Keys(src)) {
		m.value(src[key], dest, key, join(pointer, key))
	}
}

func (m *merger) value(value any, dest map[string]any, key, pointer string) {
	old, given := dest[key]
	from, inside := value.(map[string]any)
	to, ok := old.(map[string]any)
	switch {
	case given && shape(value) != shape(old):
		m.clash(pointer, shape(value), shape(old))
	case given && inside && ok:
		m.mapping(from, to, pointer)
	default:
		m.into.dropTree(pointer, old)
		m.into.copyTree(m.from, pointer, value)
		dest[key] = value
	}
}

func shape(v any) string {
	switch v.(type) {
	case map[string]any:
		return "mapping"
	case []any:
		return "list"
	}
	return "single value"
}

func (m *merger) clash(pointer, here, there string) {
	before, _ := m.into.nearest(pointer)
	after, _ := m.from.nearest(pointer)
	name := pointer[strings.LastIndexByte(pointer, '/')+1:]
	d := failure("config.type-clash", fmt.Sprintf("%s is a %s here, but a %s at %s", name, here, there, before.value))
	d.Hint = "mappings merge, lists replace lists"
	d.Position = after.value
	m.list = append(m.list, d)
}

// ofKind are the keys of a stage that mean something for its kind only.
func ofKind() []string { return []string{"with", "kind", "command", "sha256"} }

// dropChangedStages forgets the options of stages that become another kind.
func (m *merger) dropChangedStages(src, dest map[string]any) {
	now, _ := src["stages"].(map[string]any)
	before, _ := dest["stages"].(map[string]any)
	for id := range now {
		stage, _ := now[id].(map[string]any)
		old, _ := before[id].(map[string]any)
		if stage == nil || old == nil || stage["uses"] == nil || stage["uses"] == old["uses"] {
			continue
		}
		for _, key := range ofKind() {
			m.into.dropTree(join(stagePointer(id), key), old[key])
			delete(old, key)
		}
	}
}
