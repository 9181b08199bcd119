package pipelines_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// A pipelineFile is what of a pipeline these tests look at.
type pipelineFile struct {
	Stages []struct {
		ID   string `yaml:"id"`
		With struct {
			Patterns []shippedRule `yaml:"patterns"`
			Lists    []shippedRule `yaml:"lists"`
		} `yaml:"with"`
	} `yaml:"stages"`
	Tests []struct {
		Text string `yaml:"text"`
	} `yaml:"tests"`
}

type shippedRule struct {
	ID       string   `yaml:"id"`
	Score    *float64 `yaml:"score"`
	File     string   `yaml:"file"`
	Examples struct {
		Match  []string `yaml:"match"`
		Reject []string `yaml:"reject"`
	} `yaml:"examples"`
}

func readPipeline(t *testing.T, path string) *pipelineFile {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var p pipelineFile
	if err := yaml.Unmarshal(data, &p); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return &p
}

// shipped are the pipeline files, those that others extend among them.
func shipped(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	lib, err := filepath.Glob("base/*.yaml")
	if err != nil || len(files) == 0 || len(lib) == 0 {
		t.Fatalf("found %v and %v: %v", files, lib, err)
	}
	return append(files, lib...)
}

// TestRulesAreComplete: every rule has a name, a score, and examples of what it
// finds and what it must not; every pipeline has tests.
func TestRulesAreComplete(t *testing.T) {
	for _, path := range shipped(t) {
		p := readPipeline(t, path)
		if len(p.Tests) == 0 {
			t.Errorf("%s has no tests", path)
		}
		for _, stage := range p.Stages {
			for _, r := range append(stage.With.Patterns, stage.With.Lists...) {
				if r.ID == "" || r.Score == nil || len(r.Examples.Match) == 0 || len(r.Examples.Reject) == 0 {
					t.Errorf("%s: stage %s, rule %q: it needs an id, a score, and examples to match and to reject", path, stage.ID, r.ID)
				}
			}
		}
	}
}

// TestListsAreAccountedFor: every list is read by a rule and has its licence
// stated, and no line is there twice.
func TestListsAreAccountedFor(t *testing.T) {
	used := map[string]bool{}
	for _, path := range shipped(t) {
		for _, stage := range readPipeline(t, path).Stages {
			for _, r := range stage.With.Lists {
				if r.File != "" {
					used[filepath.Join(filepath.Dir(path), r.File)] = true
				}
			}
		}
	}
	licences, err := os.ReadFile("LICENSES.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, domain := range append(domains(), "base") {
		files, _ := filepath.Glob(filepath.Join(domain, "*"))
		for _, file := range files {
			if filepath.Ext(file) == ".yaml" {
				continue
			}
			folder := filepath.ToSlash(filepath.Dir(file))
			if !bytes.Contains(licences, []byte("`"+filepath.ToSlash(file)+"`")) && !bytes.Contains(licences, []byte("`"+folder+"/*`")) {
				t.Errorf("LICENSES.md does not name %s", file)
			}
			if !used[file] {
				t.Errorf("no rule reads %s", file)
			}
			noLineTwice(t, file)
		}
	}
}

func noLineTwice(t *testing.T, file string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasSuffix(file, ".gz") {
		if data, err = unzipped(data); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
	}
	seen := map[string]bool{}
	for line := range strings.Lines(string(data)) {
		if seen[line] {
			t.Errorf("%s holds %q twice", file, strings.TrimSpace(line))
		}
		seen[line] = true
	}
}

func unzipped(data []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}
