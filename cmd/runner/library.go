package main

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"go.yaml.in/yaml/v3"

	"github.com/onomast/onomast/pipelines"
	"github.com/onomast/onomast/plugins/rules"
	"github.com/onomast/onomast/plugins/rules/sections"
)

// A libraryFile is what a file of the library says of itself.
type libraryFile struct {
	Name        string        `json:"name" yaml:"-"`
	Description string        `json:"description" yaml:"description"`
	Patterns    []libraryRule `json:"patterns,omitempty" yaml:"patterns"`
	Lists       []libraryRule `json:"lists,omitempty" yaml:"lists"`
	Sequences   []libraryRule `json:"sequences,omitempty" yaml:"sequences"`
	Assertions  []libraryRule `json:"assertions,omitempty" yaml:"assertions"`
	Sections    []libraryRule `json:"sections,omitempty" yaml:"sections"`
}

// A libraryRule is one rule of a library, with the first text that it matches.
type libraryRule struct {
	ID         string            `json:"id" yaml:"id"`
	Label      string            `json:"label,omitempty" yaml:"label"`
	Attributes map[string]string `json:"attributes,omitempty" yaml:"attributes"`
	Examples   struct {
		Match []string `json:"match,omitempty" yaml:"match"`
	} `json:"examples" yaml:"examples"`
}

// printLibrary lists what stages of a kind can include by name.
func (s *session) printLibrary(kind string) error {
	if kind != rules.Name && kind != sections.Name {
		return fmt.Errorf("stages of the kind %q have no library; those that have are %s and %s", kind, rules.Name, sections.Name)
	}
	files, err := libraryFiles(pipelines.Library())
	if err != nil {
		return err
	}
	files = slices.DeleteFunc(files, func(f libraryFile) bool { return f.kind() != kind })
	if s.cli.JSON {
		return s.printJSON(files)
	}
	t := tabwriter.NewWriter(s.stdout, 2, 8, 2, ' ', 0)
	for i, f := range files {
		if i > 0 {
			fmt.Fprintln(t)
		}
		fmt.Fprintf(t, "%s: %s\n", f.Name, f.Description)
		for _, r := range f.rules() {
			fmt.Fprintf(t, "  %s\t%s\t%s\n", r.ID, r.gives(), r.example())
		}
	}
	return t.Flush()
}

// kind is the kind of the stages that can include the file.
func (f *libraryFile) kind() string {
	if len(f.Sections) > 0 {
		return sections.Name
	}
	return rules.Name
}

func (f *libraryFile) rules() []libraryRule {
	return slices.Concat(f.Patterns, f.Lists, f.Sequences, f.Assertions, f.Sections)
}

// gives is the label of what the rule finds or, of an assertion, the attributes
// that it sets.
func (r *libraryRule) gives() string {
	if r.Label != "" {
		return r.Label
	}
	var sets []string
	for _, key := range slices.Sorted(maps.Keys(r.Attributes)) {
		sets = append(sets, key+"="+r.Attributes[key])
	}
	return strings.Join(sets, " ")
}

// example is the first text that the rule matches, in one line, without marks.
func (r *libraryRule) example() string {
	if len(r.Examples.Match) == 0 {
		return ""
	}
	return strings.Join(strings.Fields(strings.NewReplacer("[[", "", "]]", "").Replace(r.Examples.Match[0])), " ")
}

// libraryFiles reads the files of a library, sorted by name.
func libraryFiles(library fs.FS) ([]libraryFile, error) {
	var files []libraryFile
	err := fs.WalkDir(library, ".", func(path string, _ fs.DirEntry, err error) error {
		name, ok := strings.CutSuffix(path, ".yaml")
		if err != nil || !ok {
			return err
		}
		data, err := fs.ReadFile(library, path)
		if err != nil {
			return err
		}
		f := libraryFile{Name: name}
		if err := yaml.Unmarshal(data, &f); err != nil {
			return fmt.Errorf("the library file %s: %w", path, err)
		}
		files = append(files, f)
		return nil
	})
	return files, err
}
