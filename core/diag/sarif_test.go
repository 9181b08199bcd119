package diag

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// What SARIF 2.1.0 requires of each object that is written (sections 3.13 to
// 3.52 of the standard), with the values that are allowed where it lists them.
func conforms(t interface {
	Helper()
	Fatalf(string, ...any)
}, raw string) {
	t.Helper()
	var log struct {
		Schema  *string `json:"$schema"`
		Version *string `json:"version"`
		Runs    []struct {
			Tool *struct {
				Driver *struct {
					Name  string
					Rules []struct{ ID *string }
				}
			}
			ColumnKind string
			Results    *[]struct {
				RuleID    string
				RuleIndex int
				Level     string
				Message   *struct{ Text string }
				Locations []struct {
					PhysicalLocation struct {
						ArtifactLocation *struct{ URI string }
						Region           *struct{ StartLine, StartColumn int }
					}
				}
			}
		}
	}
	d := json.NewDecoder(strings.NewReader(raw))
	if err := d.Decode(&log); err != nil {
		t.Fatalf("%v", err)
	}
	if log.Version == nil || *log.Version != "2.1.0" || log.Schema == nil || len(log.Runs) != 1 {
		t.Fatalf("the log lacks its version, its schema or its run")
	}
	run := log.Runs[0]
	if run.Tool == nil || run.Tool.Driver == nil || run.Tool.Driver.Name == "" || run.Results == nil || run.ColumnKind != "unicodeCodePoints" {
		t.Fatalf("the run lacks a tool, its results or what columns count")
	}
	seen := map[string]bool{}
	for _, rule := range run.Tool.Driver.Rules {
		if rule.ID == nil || seen[*rule.ID] {
			t.Fatalf("a rule has no id of its own")
		}
		seen[*rule.ID] = true
	}
	for _, r := range *run.Results {
		switch {
		case r.Message == nil || r.Message.Text == "":
			t.Fatalf("a result has no message")
		case r.Level != "error" && r.Level != "warning" && r.Level != "note":
			t.Fatalf("level %q", r.Level)
		case *run.Tool.Driver.Rules[r.RuleIndex].ID != r.RuleID:
			t.Fatalf("the rule index of %q leads elsewhere", r.RuleID)
		}
		for _, l := range r.Locations {
			at := l.PhysicalLocation
			if at.ArtifactLocation == nil || at.ArtifactLocation.URI == "" {
				t.Fatalf("a location has no artifact")
			}
			if _, err := url.Parse(at.ArtifactLocation.URI); err != nil || strings.ContainsAny(at.ArtifactLocation.URI, " \\") {
				t.Fatalf("%q is no URI: %v", at.ArtifactLocation.URI, err)
			}
			if at.Region != nil && (at.Region.StartLine < 1 || at.Region.StartColumn < 0) {
				t.Fatalf("a region begins at %d:%d", at.Region.StartLine, at.Region.StartColumn)
			}
		}
	}
}

func TestSARIFConforms(t *testing.T) {
	t.Parallel()
	files := []string{"", "a.yaml", "dir with blanks/a#b?.yaml", "a:b.yaml", "/abs/ü.yaml", "--set run.window=0", "100%.yaml"}
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOf(rapid.Custom(func(t *rapid.T) Diagnostic {
			return Diagnostic{
				Severity: rapid.SampledFrom([]Severity{Error, Warning, Info}).Draw(t, "severity"),
				Code:     rapid.SampledFrom([]string{"x.a", "x.b", "x.c"}).Draw(t, "code"),
				Position: Position{
					File: rapid.SampledFrom(files).Draw(t, "file"),
					Line: rapid.IntRange(0, 3).Draw(t, "line"), Column: rapid.IntRange(0, 3).Draw(t, "column"),
				},
				Summary: rapid.StringN(1, 20, -1).Draw(t, "summary"), Hint: rapid.String().Draw(t, "hint"),
			}
		})).Draw(t, "list")
		var b strings.Builder
		if err := SARIF(&b, list, "1"); err != nil {
			t.Fatal(err)
		}
		conforms(t, b.String())
	})
}

func TestFileURI(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"pipelines/a.yaml": "pipelines/a.yaml",
		"a b.yaml":         "a%20b.yaml",
		"a:b.yaml":         "./a:b.yaml",
		"100%#.yaml":       "100%25%23.yaml",
		"/tmp/ä.yaml":      "file:///tmp/%C3%A4.yaml",
	} {
		if d := cmp.Diff(want, fileURI(path)); d != "" {
			t.Error(d)
		}
	}
}

// What is wrong with a flag has no place in a file, and says which flag.
func TestMachineOutputOfFlags(t *testing.T) {
	t.Parallel()
	list := List{{Severity: Error, Code: "x", Position: Position{File: "--set a.b"}, Summary: "wrong", Hint: "mend it"}}
	var github, sarif strings.Builder
	if err := GitHub(&github, list); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff("::error title=x::--set a.b: wrong; mend it\n", github.String()); d != "" {
		t.Error(d)
	}
	if err := SARIF(&sarif, list, ""); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(sarif.String(), "locations") || !strings.Contains(sarif.String(), "--set a.b: wrong; mend it") {
		t.Error(sarif.String())
	}
}
