package pipelines_test

import (
	"cmp"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"

	"github.com/onomast/onomast/pipelines"
)

var updatePage = flag.Bool("update", false, "write the generated part of docs/library.md")

// A libraryFile is what of a file of the library its page shows.
type libraryFile struct {
	name        string
	Description string        `yaml:"description"`
	Patterns    []libraryRule `yaml:"patterns"`
	Sequences   []libraryRule `yaml:"sequences"`
	Lists       []libraryRule `yaml:"lists"`
	Sections    []libraryRule `yaml:"sections"`
	Assertions  []libraryRule `yaml:"assertions"`
}

type libraryRule struct {
	ID       string   `yaml:"id"`
	Label    string   `yaml:"label"`
	Labels   []string `yaml:"labels"` // of an assertion
	Silent   bool     `yaml:"silent"`
	Score    *float64 `yaml:"score"`
	Examples struct {
		Match  []string `yaml:"match"`
		Reject []string `yaml:"reject"`
	} `yaml:"examples"`
}

func (f *libraryFile) rules() []libraryRule {
	return slices.Concat(f.Patterns, f.Sequences, f.Lists, f.Sections, f.Assertions)
}

// label is what a rule finds, or what an assertion is about.
func (r *libraryRule) label() string {
	return cmp.Or(r.Label, strings.Join(r.Labels, ", "))
}

// libraryFiles reads the library, in the order of names.
func libraryFiles(t *testing.T) []*libraryFile {
	t.Helper()
	var files []*libraryFile
	err := fs.WalkDir(pipelines.Library(), ".", func(at string, _ fs.DirEntry, err error) error {
		name, ok := strings.CutSuffix(at, ".yaml")
		if err != nil || !ok {
			return err
		}
		data, err := fs.ReadFile(pipelines.Library(), at)
		if err != nil {
			return err
		}
		f := &libraryFile{name: name}
		files = append(files, f)
		return yaml.Unmarshal(data, f)
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	return files
}

// TestLibraryIsComplete: every rule of the library has an id, a label, a score,
// and examples of what it finds and what it must not.
func TestLibraryIsComplete(t *testing.T) {
	t.Parallel()
	for _, f := range libraryFiles(t) {
		if f.Description == "" || len(f.rules()) == 0 {
			t.Errorf("%s: a description and rules are needed", f.name)
		}
		for _, r := range f.rules() {
			scored := r.Score != nil || len(f.Sections) > 0 || len(r.Labels) > 0
			if r.ID == "" || r.label() == "" || !scored || len(r.Examples.Match) == 0 || len(r.Examples.Reject) == 0 {
				t.Errorf("%s, rule %q: it needs an id, a label, a score, and examples to match and to reject", f.name, r.ID)
			}
		}
	}
}

// TestLibraryPage holds the tables of docs/library.md equal to the files.
func TestLibraryPage(t *testing.T) {
	t.Parallel()
	const page, mark = "../docs/library.md", "<!-- generated: go test ./pipelines -run TestLibraryPage -update -->\n"
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	written, tables, ok := strings.Cut(string(data), mark)
	if !ok {
		t.Fatalf("%s has no line %q", page, mark)
	}
	want := libraryTables(libraryFiles(t))
	if *updatePage {
		if err := os.WriteFile(page, []byte(written+mark+want), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := gocmp.Diff(want, tables); diff != "" {
		t.Errorf("%s is not what the files say; run the test with -update (-want +got):\n%s", page, diff)
	}
}

// libraryTables has a section for each folder and a row for each rule.
func libraryTables(files []*libraryFile) string {
	var b strings.Builder
	folder := ""
	for i, f := range files {
		if at := path.Dir(f.name); i == 0 || at != folder {
			folder = at
			title := folder
			if folder == "." {
				title = "by themselves"
			}
			fmt.Fprintf(&b, "\n### %s\n\n| include | finds | label | for example |\n|---|---|---|---|\n", title)
		}
		seen := slices.DeleteFunc(f.rules(), func(r libraryRule) bool { return r.Silent })
		for j, r := range seen {
			name, about := "", ""
			if j == 0 {
				name, about = "`"+f.name+"`", f.Description
			}
			fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", name, cell(about), r.label(), cell(marked(shown(r.Examples.Match))))
		}
	}
	return b.String()
}

// marked shows what of an example is the entity.
func marked(example string) string {
	if !strings.Contains(example, "[[") {
		return "**" + example + "**"
	}
	return strings.NewReplacer("[[", "**", "]]", "**").Replace(example)
}

// shown is the first example that is short, or else the shortest.
func shown(examples []string) string {
	const short = 80
	best := examples[0]
	for _, e := range examples {
		if len(best) <= short {
			break
		}
		if len(e) < len(best) {
			best = e
		}
	}
	return best
}

// cell escapes a text for a table of Markdown.
func cell(s string) string {
	return strings.NewReplacer("|", `\|`, "\n", " ", "<", "&lt;", "_", `\_`).Replace(s)
}
