package main

import (
	"fmt"
	"strings"

	"github.com/onomast/onomast/cmd/runner/internal/scaffold"
)

// pluginsNew is `runner plugins new`.
type pluginsNew struct {
	Name string `arg:"" help:"Name of the plugin and of its directory: small letters, digits and hyphens."`
	Lang string `enum:"go,python" default:"go" help:"The language it is written in: go, python."`
	Dir  string `placeholder:"DIR" help:"The directory to make, instead of one named like the plugin."`
}

// Run writes the files and says what to do with them.
func (c *pluginsNew) Run(s *session) error {
	p := scaffold.Plugin{Name: c.Name, Language: c.Lang, Go: languageVersion(), Version: releasedVersion()}
	dir := c.Dir
	if dir == "" {
		dir = c.Name
	}
	paths, err := scaffold.New(dir, p)
	if err != nil {
		return err
	}
	if s.cli.JSON {
		return s.printJSON(struct {
			Files []string `json:"files"`
			Steps []string `json:"steps"`
		}{paths, p.Steps()})
	}
	for _, path := range paths {
		fmt.Fprintln(s.stdout, path)
	}
	s.say("\nNow, in %s:\n", dir)
	for _, step := range p.Steps() {
		s.say("    %s\n", step)
	}
	return nil
}

// languageVersion is the Go that this program was built with, as go.mod names it.
func languageVersion() string {
	v, _, _ := strings.Cut(strings.TrimPrefix(version().Go, "go"), " ")
	return v
}

// releasedVersion is what a go.mod can require, or "" for a build between releases.
func releasedVersion() string {
	if v := version().Version; strings.HasPrefix(v, "v") && !strings.ContainsAny(v, "+-") {
		return v
	}
	return ""
}
