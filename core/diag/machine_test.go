package diag

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestJSON(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	warning := Diagnostic{Severity: Warning, Code: "y", Pointer: "/a", Summary: "<odd>"}
	if err := JSON(&b, List{at("a.yaml", 1, 2, "wrong"), warning}); err != nil {
		t.Fatal(err)
	}
	const want = `{
  "diagnostics": [
    {
      "severity": "error",
      "code": "x",
      "file": "a.yaml",
      "line": 1,
      "column": 2,
      "summary": "wrong"
    },
    {
      "severity": "warning",
      "code": "y",
      "pointer": "/a",
      "summary": "<odd>"
    }
  ],
  "errors": 1,
  "warnings": 1
}
`
	if d := cmp.Diff(want, b.String()); d != "" {
		t.Error(d)
	}
}

func TestJSONOfNothing(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	if err := JSON(&b, nil); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), `"diagnostics": []`) {
		t.Errorf("no list: %s", b.String())
	}
}

func TestGitHub(t *testing.T) {
	t.Parallel()
	odd := Diagnostic{Severity: Warning, Code: "y", Position: Position{File: "a,b:c%.yaml"}, Summary: "100%\nwrong", Hint: "fix it"}
	info := Diagnostic{Severity: Info, Code: "z", Summary: "well"}
	var b strings.Builder
	if err := GitHub(&b, List{at("a.yaml", 1, 2, "wrong"), odd, info}); err != nil {
		t.Fatal(err)
	}
	const want = "::error file=a.yaml,line=1,col=2,title=x::wrong\n" +
		"::warning file=a%2Cb%3Ac%25.yaml,title=y::100%25%0Awrong; fix it\n" +
		"::notice title=z::well\n"
	if d := cmp.Diff(want, b.String()); d != "" {
		t.Error(d)
	}
}

func TestSARIF(t *testing.T) {
	t.Parallel()
	list, _ := sample()
	var b strings.Builder
	if err := SARIF(&b, list, "1.2.3"); err != nil {
		t.Fatal(err)
	}
	golden(t, "sarif.golden", b.String())
	var log struct {
		Version string
		Runs    []struct {
			Tool struct {
				Driver struct{ Rules []struct{ ID string } }
			}
			Results []struct {
				RuleID    string
				RuleIndex int
			}
		}
	}
	if err := json.Unmarshal([]byte(b.String()), &log); err != nil {
		t.Fatal(err)
	}
	if log.Version != "2.1.0" || len(log.Runs) != 1 || len(log.Runs[0].Results) != len(list) {
		t.Fatalf("not one run with all results: %+v", log)
	}
	for _, r := range log.Runs[0].Results {
		if id := log.Runs[0].Tool.Driver.Rules[r.RuleIndex].ID; id != r.RuleID {
			t.Errorf("the rule index leads to %q, want %q", id, r.RuleID)
		}
	}
}
