package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/plugins/transformer/modeltest"
)

// modelPipeline writes a pipeline with a model and returns its path.
func modelPipeline(t *testing.T, model, more string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "p.yaml")
	with, err := json.Marshal(model)
	if err != nil {
		t.Fatal(err)
	}
	pipeline := `name: people
language: en
stages:
  - {id: tokens, uses: tokenizer}
  - id: people
    uses: transformer
    with:
      model: ` + string(with) + "\n" + more + `
  - {id: entities, uses: resolver}
`
	if err := os.WriteFile(path, []byte(pipeline), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// runnerProcess runs the runner as a user does, and returns both of its outputs.
func runnerProcess(t *testing.T, stdin string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	path, err := exec.LookPath("runner")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, args...)
	var out, errs strings.Builder
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(stdin), &out, &errs
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return out.String(), errs.String(), cmd.ProcessState.ExitCode()
}

func TestAModelInAPipeline(t *testing.T) {
	t.Parallel()
	modeltest.Library(t)
	pipeline := modelPipeline(t, modeltest.People().Folder(t), "")
	if out, errs, code := runnerProcess(t, "", "check", pipeline); code != 0 {
		t.Fatalf("check: %s%s", out, errs)
	}
	out, errs, code := runnerProcess(t, "Ada Lovelace lived in London.\n", "run", "-p", pipeline, "-")
	if code != 0 {
		t.Fatalf("run: %s", errs)
	}
	var line struct {
		Entities []struct {
			Text, Label string
			Evidence    map[string]string
		} `json:"entities"`
		Truncated int `json:"truncated_tokens"`
	}
	if err := json.Unmarshal([]byte(out), &line); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range line.Entities {
		got = append(got, e.Label+":"+e.Text)
	}
	if diff := cmp.Diff([]string{"PER:Ada Lovelace", "LOC:London"}, got); diff != "" || line.Truncated != 0 {
		t.Error(diff, line.Truncated)
	}
}

func TestAModelThatDoesNotFit(t *testing.T) {
	t.Parallel()
	dir := modeltest.People().Folder(t)
	modeltest.Write(t, dir, "config.json", `{"id2label": {"0": "O"}}`)
	out, errs, code := runnerProcess(t, "", "check", modelPipeline(t, dir, ""))
	errs = out + errs
	if code != 1 || !strings.Contains(errs, "p.yaml:8:14: error: ") || !strings.Contains(errs, "config.json names 1 labels, and output logits has 5 numbers a piece") {
		t.Errorf("exit code %d\n%s", code, errs)
	}
}

// A model whose native code dies on one text loses that text and no other.
func TestACrashCostsOneDocument(t *testing.T) {
	t.Parallel()
	modeltest.Library(t)
	faulty, err := exec.LookPath("faulty")
	if err != nil {
		t.Fatal(err)
	}
	pipeline := modelPipeline(t, modeltest.People().Folder(t), "")
	raw, err := os.ReadFile(pipeline)
	if err != nil {
		t.Fatal(err)
	}
	command := "uses: exec\n    command: [" + faulty + ", crash]"
	if err := os.WriteFile(pipeline, []byte(strings.Replace(string(raw), "uses: transformer", command, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	var docs strings.Builder
	for i := range 40 {
		text := "Ada saw Paris."
		if i == 17 {
			text = "Ada saw the CRASH."
		}
		fmt.Fprintf(&docs, "{\"id\": \"%d\", \"text\": %q}\n", i, text)
	}
	input, out := filepath.Join(t.TempDir(), "docs.jsonl"), filepath.Join(t.TempDir(), "out")
	if err := os.WriteFile(input, []byte(docs.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	_, errs, code := runnerProcess(t, "", "run", "-p", pipeline, "-o", out, input)
	dead, err := os.ReadDir(filepath.Join(out, "dead"))
	if err != nil || code != 1 || len(dead) != 1 {
		t.Fatalf("exit code %d, %d dead letters, %v\n%s", code, len(dead), err, errs)
	}
	parts, err := filepath.Glob(filepath.Join(out, "part-*.jsonl"))
	if err != nil || len(parts) != 1 {
		t.Fatal(parts, err)
	}
	lines, err := os.ReadFile(parts[0])
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(lines), `"text":"Paris"`); n != 39 {
		t.Errorf("%d documents of 39 are there", n)
	}
}
