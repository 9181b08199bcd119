package config

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/schema"
)

// PipelineSchema returns the JSON Schema of pipeline files for editors, with
// the options of the given kinds behind `uses:`. It is a little wider than what
// [Load] accepts: any value may be ${...}, and nothing that an extended file may
// hold is required.
func PipelineSchema(kinds []plugin.KindInfo) (json.RawMessage, error) {
	raw, err := schema.Of(layout{})
	if err != nil {
		return nil, err
	}
	root, err := tree(raw)
	if err != nil {
		return nil, err
	}
	defs := map[string]any{}
	stage, err := stageTree(root)
	if err != nil {
		return nil, err
	}
	delete(root, "default")
	if err := branchOnUses(stage, defs, kinds); err != nil {
		return nil, err
	}
	widen(root)
	root["title"] = "Onomast pipeline"
	root["$defs"] = defs
	return json.Marshal(root)
}

func tree(raw json.RawMessage) (map[string]any, error) {
	value, list := schema.Parse(raw)
	m, ok := value.(map[string]any)
	if err := list.Err(); err != nil || !ok {
		return nil, fmt.Errorf("the schema is no JSON object: %s", raw)
	}
	return m, nil
}

func stageTree(root map[string]any) (map[string]any, error) {
	properties, _ := root["properties"].(map[string]any)
	stages, _ := properties["stages"].(map[string]any)
	stage, ok := stages["items"].(map[string]any)
	if !ok {
		return nil, errors.New("the schema of pipelines has no stages")
	}
	stage["required"] = []any{"id"}
	return stage, nil
}

// branchOnUses makes the schema of `with:` depend on the kind.
func branchOnUses(stage, defs map[string]any, kinds []plugin.KindInfo) error {
	names, docs := []any{UsesExec}, []any{"A program of your own."}
	all := []any{execOnly()}
	for _, kind := range kinds {
		options, err := optionsTree(kind)
		if err != nil {
			return err
		}
		defs["with-"+kind.Name] = options
		names, docs = append(names, kind.Name), append(docs, kind.Doc)
		all = append(all, map[string]any{
			"if":   usesIs(kind.Name),
			"then": map[string]any{"properties": map[string]any{"with": map[string]any{"$ref": "#/$defs/with-" + kind.Name}}},
		})
	}
	properties, _ := stage["properties"].(map[string]any)
	uses, _ := properties["uses"].(map[string]any)
	uses["enum"], uses["markdownEnumDescriptions"] = names, docs
	stage["allOf"] = all
	return nil
}

func optionsTree(kind plugin.KindInfo) (map[string]any, error) {
	raw := kind.Options
	if len(raw) == 0 {
		var err error
		if raw, err = schema.Of(nil); err != nil {
			return nil, err
		}
	}
	options, err := tree(raw)
	if err != nil {
		return nil, fmt.Errorf("the options of %s: %w", kind.Name, err)
	}
	delete(options, "$schema")
	delete(options, "required") // an extended file may hold them
	if strings.Contains(string(raw), `"$ref"`) {
		options["$id"] = "https://onomast.invalid/with/" + kind.Name
	}
	widen(options)
	return options, nil
}

func usesIs(name string) map[string]any {
	return map[string]any{
		"properties": map[string]any{"uses": map[string]any{"const": name}},
		"required":   []any{"uses"},
	}
}

// execOnly forbids a command where another kind of stage is used.
func execOnly() map[string]any {
	other := usesIs("")
	other["properties"] = map[string]any{"uses": map[string]any{"not": map[string]any{"const": UsesExec}}}
	return map[string]any{
		"if":   other,
		"then": map[string]any{"properties": map[string]any{"command": false, "kind": false, "sha256": false}},
	}
}

// widen lets every value that is no free text be ${...} too.
func widen(n map[string]any) {
	for _, key := range []string{"properties", "$defs", "definitions"} {
		inner, _ := n[key].(map[string]any)
		for name := range inner {
			widenAt(inner, name)
		}
	}
	widenAt(n, "items")
	widenAt(n, "additionalProperties")
}

func widenAt(parent map[string]any, key string) {
	n, ok := parent[key].(map[string]any)
	if !ok {
		return
	}
	widen(n)
	kind, _ := n["type"].(string)
	narrow := n["enum"] != nil || n["pattern"] != nil || kind == "integer" || kind == "number" || kind == "boolean"
	if !narrow {
		return
	}
	outer := map[string]any{}
	for _, name := range []string{"description", "default", "examples"} {
		if value, ok := n[name]; ok {
			outer[name] = value
			delete(n, name)
		}
	}
	reference := map[string]any{"type": "string", "pattern": `\$\{(env|file):.*\}`}
	outer["anyOf"] = []any{n, reference}
	parent[key] = outer
}
