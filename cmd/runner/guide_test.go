//go:build unix

package main

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write into the guide what its commands print")

const guidePath = "../../docs/guide.md"

// tours are the pages whose commands are run.
func tours() []string {
	return []string{"../../README.md", guidePath, "../../docs/rules.md", "../../docs/evaluation.md", "../../docs/corpus.md", "../../docs/sections.md", "../../docs/training.md"}
}

// TestTours does what the pages do: it makes their files, runs their commands in
// their order, and compares what they print.
func TestTours(t *testing.T) {
	if racing {
		t.Skip("scripts run the same commands under the race detector")
	}
	for _, path := range tours() {
		t.Run(filepath.Base(path), func(t *testing.T) { follow(t, path) })
	}
}

func follow(t *testing.T, path string) {
	t.Helper()
	if testing.Short() && filepath.Base(path) == "training.md" {
		t.Skip("it trains a dozen models")
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	guide, dir := string(data), t.TempDir()
	if name := filepath.Base(path); name == "README.md" || name == "training.md" {
		imitateRoot(t, dir)
	}
	block := regexp.MustCompile("(?ms)^(?:<!-- file: (\\S+) -->\n)?```(\\w+)\n(.*?)^```$")
	commands := 0
	updated := block.ReplaceAllStringFunc(guide, func(text string) string {
		b := block.FindStringSubmatch(text)
		switch {
		case b[1] != "":
			writeGuideFile(t, filepath.Join(dir, filepath.FromSlash(b[1])), b[3])
		case b[2] == "console":
			got := play(t, dir, b[3])
			commands += strings.Count(got, "\n$ ") + 1
			if diff := cmp.Diff(b[3], got); diff != "" && !*update {
				t.Errorf("the page says otherwise (-update writes it anew):\n%s", diff)
			}
			return strings.Replace(text, b[3], got, 1)
		}
		return text
	})
	if commands < 4 {
		t.Errorf("only %d commands were found", commands)
	}
	if *update {
		if err := os.WriteFile(path, []byte(updated), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// imitateRoot makes a folder look like that of the project once it is built.
func imitateRoot(t *testing.T, dir string) {
	t.Helper()
	runner, err := exec.LookPath("runner")
	if err != nil {
		t.Fatal(err)
	}
	links := map[string]string{"bin/runner": runner}
	for _, name := range []string{"pipelines", "models", "examples"} {
		if links[name], err = filepath.Abs(filepath.Join("../..", name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "bin"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, target := range links {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
}

func writeGuideFile(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// play runs the commands of a block, the lines that begin with $, and returns
// the block with what they print.
func play(t *testing.T, dir, block string) string {
	t.Helper()
	var out strings.Builder
	for line := range strings.Lines(block) {
		command, ok := strings.CutPrefix(line, "$ ")
		if !ok {
			continue
		}
		cmd := exec.CommandContext(t.Context(), "sh", "-c", command)
		cmd.Dir = dir
		printed, _ := cmd.CombinedOutput() // exit codes are part of what is printed
		out.WriteString(line + vague(string(printed)))
	}
	return out.String()
}

// vague leaves out what differs from run to run, and the CR of tables.
func vague(printed string) string {
	printed = strings.ReplaceAll(printed, "\r\n", "\n")
	printed = regexp.MustCompile(`sha256:[0-9a-f]{64}`).ReplaceAllString(printed, "sha256:…")
	return regexp.MustCompile(`(?m) in [0-9.]+m?s$`).ReplaceAllString(printed, " in …")
}

// What the pages call by name is there.
func TestLinksOfTheTours(t *testing.T) {
	t.Parallel()
	for _, path := range tours() {
		t.Run(filepath.Base(path), func(t *testing.T) { checkLinks(t, path) })
	}
}

func checkLinks(t *testing.T, path string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	headings := make(map[string]bool)
	for _, h := range regexp.MustCompile(`(?m)^##+ (.+)$`).FindAllStringSubmatch(string(data), -1) {
		headings["#"+strings.ReplaceAll(strings.ReplaceAll(strings.ToLower(h[1]), " ", "-"), ",", "")] = true
	}
	for _, link := range regexp.MustCompile(`\]\(([^):]+)\)`).FindAllStringSubmatch(string(data), -1) {
		if strings.HasPrefix(link[1], "#") {
			if !headings[link[1]] {
				t.Errorf("there is no heading %s", link[1])
			}
			continue
		}
		file, _, _ := strings.Cut(link[1], "#")
		if _, err := os.Stat(filepath.Join(filepath.Dir(path), file)); err != nil {
			t.Error(err)
		}
	}
}

// Every code a dead letter can have is in the guide.
func TestCodesOfTheGuide(t *testing.T) {
	t.Parallel()
	guide, err := os.ReadFile(guidePath)
	if err != nil {
		t.Fatal(err)
	}
	for file, pattern := range map[string]string{
		"../../corpus/read/failure.go": `\tcode\w+ += "([^"]+)"`,
		"../../core/host/errors.go":    `\tFailure\w+ += "([^"]+)"`,
		"../../core/plugin/job.go":     `\tcode\w+ += "([^"]+)"`,
	} {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		codes := regexp.MustCompile(pattern).FindAllStringSubmatch(string(source), -1)
		if len(codes) == 0 {
			t.Errorf("there are no codes in %s", file)
		}
		for _, code := range codes {
			if !strings.Contains(string(guide), "`"+code[1]+"`") {
				t.Errorf("the guide does not explain the code %s of %s", code[1], file)
			}
		}
	}
}
