package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/onomast/onomast/core/config"
	"github.com/onomast/onomast/core/pipeline"
	"github.com/onomast/onomast/corpus/output"
)

// tool names this program and its version, for manifests.
func tool() string {
	v := version()
	return strings.TrimSpace("onomast runner " + v.Version + " " + v.Commit)
}

// identity is everything that decides what the run writes.
func (a *annotation) identity(ctx context.Context) (output.Identity, error) {
	c, plan := a.command, a.runner.Plan()
	plugins, err := a.session.pluginVersions(ctx, plan)
	if err != nil {
		return output.Identity{}, err
	}
	files, err := fileDigests(plan.Config)
	if err != nil {
		return output.Identity{}, err
	}
	return output.Identity{
		Pipeline: a.name, Plugins: plugins, Files: files, Inputs: c.Inputs,
		Options: map[string]string{
			"offsets": c.Offsets, "with_text": fmt.Sprint(c.WithText), "layers": strings.Join(c.Layers, ","),
			"format": c.Format, "origins": fmt.Sprint(c.Origins),
			"safe_csv": fmt.Sprint(c.SafeCSV), "input_format": c.InputFormat, "text_field": c.TextField,
			"id_field": c.IDField, "include": strings.Join(c.Include, ","), "exclude": strings.Join(c.Exclude, ","),
			"encoding": c.Encoding, "only": strings.Join(c.Only, ","), "retry": c.Retry,
		},
	}, nil
}

// pluginVersions returns name, version and digest of every program that
// carries stages.
func (s *session) pluginVersions(ctx context.Context, plan *pipeline.Plan) (map[string]string, error) {
	versions := make(map[string]string)
	for i := range plan.Stages {
		cmd := plan.Stages[i].Command
		if versions[cmd.Name] != "" {
			continue
		}
		d, err := s.plugins.Describe(ctx, cmd)
		if err != nil {
			return nil, err
		}
		_, sum, err := s.plugins.Digest(cmd)
		if err != nil {
			return nil, err
		}
		versions[cmd.Name] = strings.Join(strings.Fields(d.Name+" "+d.Version+" sha256:"+sum), " ")
	}
	return versions, nil
}

// fileDigests returns the digests of the lists and models that stages read, by
// their paths relative to the pipeline's folder.
func fileDigests(p *config.Pipeline) (map[string]string, error) {
	digests := make(map[string]string)
	for i := range p.Stages {
		for _, path := range p.Stages[i].Files {
			name := path
			if dir, err := filepath.Abs(filepath.Dir(p.Path)); err == nil {
				if rel, err := filepath.Rel(dir, path); err == nil {
					name = filepath.ToSlash(rel)
				}
			}
			sum, err := output.DigestFile(path)
			if err != nil {
				return nil, err
			}
			digests[name] = sum
		}
	}
	return digests, nil
}

// retryCommand is what a dead letter tells the user to type; {id} and {path}
// are filled in for each.
func (c *runCommand) retryCommand() string {
	words := []string{"runner", "run", "-p", output.Quote(c.Pipeline)}
	add := func(flag, value, standard string) {
		if value != standard {
			words = append(words, flag, output.Quote(value))
		}
	}
	for _, set := range c.Set {
		add("--set", set, "")
	}
	add("--input-format", c.InputFormat, "")
	add("--text-field", c.TextField, "text")
	add("--id-field", c.IDField, "id")
	add("--encoding", c.Encoding, "auto")
	return strings.Join(append(words, "--only", "{id}", "{path}"), " ")
}
