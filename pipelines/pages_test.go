package pipelines_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"
)

// A command of a page is indented and begins with one of these.
var (
	pageCommand  = regexp.MustCompile(`(?m)^    ((?:\./bin/runner|echo|printf) .*)$`)
	pagePipeline = regexp.MustCompile("say\\s+`(mine/\\S+)`:\n\n```yaml\n([^`]*)```")
)

// TestPages follows the pages for domain readers word for word, in a copy.
func TestPages(t *testing.T) {
	if testing.Short() || runtime.GOOS == "windows" {
		t.Skip("builds the runner and needs a POSIX shell")
	}
	dir := t.TempDir()
	for _, folder := range []string{"pipelines", "models", "examples"} {
		if err := os.CopyFS(filepath.Join(dir, folder), os.DirFS(filepath.Join("..", folder))); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "mine"), 0o755); err != nil {
		t.Fatal(err)
	}
	build := exec.Command("go", "build", "-o", filepath.Join(dir, "bin", "runner"), "../cmd/runner")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, domain := range domains() {
		t.Run(domain, func(t *testing.T) { followPage(t, dir, domain+".md") })
	}
}

// followPage writes the pipelines of a page and runs its commands.
func followPage(t *testing.T, dir, name string) {
	page, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range pagePipeline.FindAllSubmatch(page, -1) {
		if err := os.WriteFile(filepath.Join(dir, string(m[1])), m[2], 0o600); err != nil {
			t.Fatal(err)
		}
	}
	commands := pageCommand.FindAllSubmatch(page, -1)
	if len(commands) < 4 {
		t.Errorf("%s has %d commands", name, len(commands))
	}
	for _, m := range commands {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		cmd := exec.CommandContext(ctx, "sh", "-c", string(m[1]))
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		cancel()
		if err != nil {
			t.Errorf("%s: %s: %v\n%s", name, m[1], err, out)
		}
		if strings.Contains(string(m[1]), "runner run -p") && strings.HasPrefix(string(m[1]), "echo") && !strings.Contains(string(out), `"label"`) {
			t.Errorf("%s: %s found nothing:\n%s", name, m[1], out)
		}
	}
}
