package config

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/schema"
)

func editorSchema(t *testing.T) *schema.Schema {
	t.Helper()
	raw, err := PipelineSchema(newCatalog(t).builtin)
	if err != nil {
		t.Fatal(err)
	}
	again, err := PipelineSchema(newCatalog(t).builtin)
	if err != nil || !bytes.Equal(raw, again) {
		t.Fatal("the bytes differ from call to call", err)
	}
	s, err := schema.Compile(raw)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// generic reads YAML as an editor does, knowing nothing of ${...}.
func generic(t *testing.T, text []byte) any {
	t.Helper()
	var v any
	if err := yaml.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	value, list := schema.Parse(raw)
	if list != nil {
		t.Fatal(list)
	}
	return value
}

func TestPipelineSchemaAcceptsPipelines(t *testing.T) {
	t.Parallel()
	s := editorSchema(t)
	for _, file := range []string{support, "testdata/pipelines/general.yaml"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if list := s.Validate(generic(t, text)); list != nil {
			t.Errorf("%s: %v", file, list)
		}
	}
}

func TestPipelineSchema(t *testing.T) {
	t.Parallel()
	s := editorSchema(t)
	for text, good := range map[string]bool{
		"stages: [{id: a, uses: rules}]":                                           true,
		"stages: [{id: a, with: {anything: 1}}]":                                   true, // changes an inherited stage
		"stages: [{id: a, uses: rules, with: {patterns: [{label: A, regex: x}]}}]": true,
		"stages: [{id: a, uses: exec, command: [x], with: {anything: 1}}]":         true,
		"stages: [{id: a, uses: tagger, with: {threshold: '${env:X}'}}]":           true,
		"run: {window: '${env:WINDOW:-4}'}":                                        true,
		"stages: [{id: a, uses: nothing}]":                                         false,
		"stages: [{id: A, uses: rules}]":                                           false,
		"stages: [{uses: rules}]":                                                  false,
		"stages: [{id: a, uses: rules, command: [x]}]":                             false,
		"stages: [{id: a, uses: rules, with: {patterns: [{label: A}]}}]":           false,
		"stages: [{id: a, uses: rules, with: {mode: flat}}]":                       false,
		"stages: [{id: a, uses: resolver, with: {mode: flt}}]":                     false,
		"run: {window: many}":                                                      false,
		"oops: 1":                                                                  false,
	} {
		if list := s.Validate(generic(t, []byte(text))); (list == nil) != good {
			t.Errorf("%s: accepted is %v, want %v (%v)", text, list == nil, good, list)
		}
	}
}

func TestPipelineSchemaRefuses(t *testing.T) {
	t.Parallel()
	if _, err := PipelineSchema([]plugin.KindInfo{{Name: "x", Options: json.RawMessage(`[]`)}}); err == nil {
		t.Error("options that are no schema are accepted")
	}
	if raw, err := PipelineSchema([]plugin.KindInfo{{Name: "x"}}); err != nil || !bytes.Contains(raw, []byte("with-x")) {
		t.Errorf("a kind without options: %v", err)
	}
}

func TestReference(t *testing.T) {
	t.Parallel()
	text, err := Reference(append(newCatalog(t).builtin, plugin.KindInfo{Name: "plain"}))
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "reference.md", text)
	if _, err := Reference([]plugin.KindInfo{{Name: "x", Options: json.RawMessage(`7`)}}); err == nil {
		t.Error("options that are no schema are accepted")
	}
}
