package config

import (
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"strings"
	"time"

	"github.com/onomast/onomast/core/schema"
)

// build makes the pipeline of a configuration without mistakes. Decoding is
// strict, as a second net.
func (k *checker) build() (*Pipeline, error) {
	raw, err := json.Marshal(k.view())
	if err != nil {
		return nil, fmt.Errorf("encode the configuration: %w", err)
	}
	var form layout
	if err := schema.Decode(raw, &form); err != nil {
		return nil, err
	}
	p := &Pipeline{
		Path: k.chain.root.shown, Name: form.Name, Description: form.Description, Language: form.Language,
		Tests: tests(form.Tests), Run: Run(form.Run),
		Broken: k.broken,
		index:  k.chain.index, order: k.order, secrets: k.secrets,
	}
	if p.Name == "" {
		base := filepath.Base(p.Path)
		p.Name = strings.TrimSuffix(base, filepath.Ext(base))
	}
	for i, f := range form.Stages {
		s := k.stages[k.order[i]]
		if s == nil {
			continue
		}
		stage, err := k.buildStage(s, f, p.Run.Timeout)
		if err != nil {
			return nil, err
		}
		p.Stages = append(p.Stages, stage)
	}
	p.effective = k.complete(p)
	return p, nil
}

func tests(forms []testForm) []Test {
	var out []Test
	for _, f := range forms {
		t := Test{Text: f.Text, Language: f.Language, Only: f.Only}
		for _, e := range f.Entities {
			t.Entities = append(t.Entities, Expected(e))
		}
		for _, e := range f.Absent {
			t.Absent = append(t.Absent, Absent(e))
		}
		out = append(out, t)
	}
	return out
}

func (k *checker) buildStage(s *checked, f stageForm, timeout time.Duration) (Stage, error) {
	if s.with == nil {
		s.with = map[string]any{}
	}
	with, err := json.Marshal(s.with)
	if err != nil {
		return Stage{}, fmt.Errorf("encode the options of %s: %w", f.ID, err)
	}
	stage := Stage{
		ID: f.ID, Uses: f.Uses, Kind: s.kind, With: with, Origins: k.origins(s), Files: s.files,
		When: When(f.When), OnError: OnError(f.OnError), Timeout: f.Timeout, Isolation: Isolation(f.Isolation),
		Replicas: f.Replicas, SHA256: f.SHA256, Env: f.Env,
	}
	if stage.Kind == "" && f.Uses != UsesExec {
		stage.Kind = f.Uses
	}
	if stage.Timeout == 0 {
		stage.Timeout = timeout
	}
	if f.Uses == UsesExec {
		stage.Command, stage.Dir, _ = k.words(s)
	}
	return stage, nil
}

// origins tells where each option of a stage was written.
func (k *checker) origins(s *checked) map[string]string {
	at := withPointer(s.token)
	out := map[string]string{}
	eachPointer(at, s.with, func(pointer string) {
		if m, ok := k.chain.index[pointer]; ok {
			out[strings.TrimPrefix(pointer, at)] = m.origin
		}
	})
	return out
}

// complete returns the whole configuration with its defaults, stages by id.
func (k *checker) complete(p *Pipeline) map[string]any {
	out, _ := k.layout.Defaults(k.view()).(map[string]any)
	list, _ := out["stages"].([]any)
	stages := map[string]any{}
	for i, token := range k.order {
		stage, _ := list[i].(map[string]any)
		if s := k.stages[token]; s != nil {
			stage = maps.Clone(stage)
			stage["with"] = s.with
			k.defaultTimeout(stage, token, p.Run.Timeout)
		}
		stages[token] = stage
	}
	out["stages"], out["name"] = stages, p.Name
	return out
}

// defaultTimeout shows the timeout that a stage has from run.timeout.
func (k *checker) defaultTimeout(stage map[string]any, token string, timeout time.Duration) {
	if _, given := stage["timeout"]; given {
		return
	}
	stage["timeout"] = timeout.String()
	if m, ok := k.chain.index["/run/timeout"]; ok {
		k.chain.index[stagePointer(token)+"/timeout"] = m
	}
}
