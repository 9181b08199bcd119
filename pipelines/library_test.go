package pipelines_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/host"
	"github.com/onomast/onomast/core/pipeline"
	"github.com/onomast/onomast/pipelines"
	"github.com/onomast/onomast/plugins/rules"
	"github.com/onomast/onomast/plugins/rules/sections"
)

// TestLibrary checks every file of the library by itself and all for one kind of
// stage together: rules have examples that hold, and no two have one id.
func TestLibrary(t *testing.T) {
	t.Parallel()
	var names []string
	err := fs.WalkDir(pipelines.Library(), ".", func(path string, _ fs.DirEntry, err error) error {
		if name, ok := strings.CutSuffix(path, ".yaml"); ok {
			names = append(names, name)
		}
		return err
	})
	if err != nil || len(names) == 0 {
		t.Fatalf("the library holds %v: %v", names, err)
	}
	all := map[string][]string{}
	for _, name := range names {
		text, err := fs.ReadFile(pipelines.Library(), name+".yaml")
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(string(text), "description: ") {
			t.Errorf("%s does not begin with its description", name)
		}
		kind, options := rules.Name, ""
		if strings.Contains(string(text), "\nassertions:\n") && !strings.Contains(string(text), "    score: ") {
			options = findings // somebody has to find what is asserted
		}
		if strings.Contains(string(text), "\nsections:\n") {
			kind = sections.Name
		}
		checkIncluded(t, kind, options, name)
		all[kind] = append(all[kind], name)
	}
	checkIncluded(t, rules.Name, "", all[rules.Name]...)
	// A document is of one domain, and domains may name sections alike.
	for _, name := range all[sections.Name] {
		if name != "sections/email" && name != "sections/traces" {
			checkIncluded(t, sections.Name, "", name, "sections/email", "sections/traces")
		}
	}
}

// findings are options of a stage that finds what assertions are about.
const findings = "lists: [{label: SYMPTOM, terms: [pain], examples: {match: [pain]}}, {label: DIAGNOSIS, terms: [gout], examples: {match: [gout]}}]"

// writeIncluding writes a pipeline with one stage of this kind that includes
// these libraries and has these options, if any.
func writeIncluding(t *testing.T, kind, names, options string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "all.yaml")
	yaml := "stages:\n  - {id: tokens, uses: tokenizer}\n"
	if kind == sections.Name { // somebody has to write candidates
		yaml += "  - {id: rules, uses: rules, with: {lists: [{label: X, terms: [x], examples: {match: [x]}}]}}\n"
	}
	yaml += fmt.Sprintf("  - {id: included, uses: %s, include: [%s], with: {%s}}\n  - {id: entities, uses: resolver}\n", kind, names, options)
	if err := os.WriteFile(file, []byte(yaml), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// checkIncluded runs what `runner check` runs on a stage with these libraries
// and options.
func checkIncluded(t *testing.T, kind, options string, names ...string) {
	t.Helper()
	file := writeIncluding(t, kind, strings.Join(names, ", "), options)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	h, err := host.New(host.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := h.Close(); err != nil {
			t.Error(err)
		}
	}()
	_, found := pipeline.Load(t.Context(), h, pipeline.Source{Path: file, Library: pipelines.Library(), Options: pipeline.Options{
		Builtin: host.Command{Name: "builtin", Path: self, Args: []string{serveStages}}, Thorough: true,
	}})
	for _, d := range found {
		if d.Severity != diag.Info || strings.HasSuffix(d.Code, ".no-examples") {
			t.Errorf("%s: %v", strings.Join(names, ", "), d)
		}
	}
}
