package template

import (
	"embed"
	"fmt"
	"path"
	"strings"

	"github.com/onomast/onomast/core/diag"
)

//go:embed presets/*.yaml
var presets embed.FS

// Presets returns the names of the templates that are built in, sorted.
func Presets() []string {
	entries, err := presets.ReadDir("presets")
	if err != nil {
		return nil // they are part of the program
	}
	var names []string
	for _, e := range entries {
		names = append(names, strings.TrimSuffix(e.Name(), ".yaml"))
	}
	return names
}

// Preset returns a template that is built in. The error is a [diag.Diagnostic]
// when there is none of the name.
func Preset(name string) (*Template, error) {
	data, err := presets.ReadFile(path.Join("presets", name+".yaml"))
	if err != nil {
		return nil, diag.Diagnostic{
			Severity: diag.Error, Code: "template.unknown-preset",
			Summary: fmt.Sprintf("there is no template named %q", name), Hint: diag.Suggest(name, Presets()),
		}
	}
	t, problems := Parse(name+".yaml", data)
	return t, problems.Err()
}
