package read

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestFormatsPageNamesEverything keeps docs/formats.md true.
func TestFormatsPageNamesEverything(t *testing.T) {
	t.Parallel()
	read := func(path ...string) string {
		content, err := os.ReadFile(filepath.Join(path...))
		if err != nil {
			t.Fatal(err)
		}
		return string(content)
	}
	page := read("..", "..", "docs", "formats.md")
	for _, m := range regexp.MustCompile(`code\w+\s+= "([a-z0-9-]+)"`).FindAllStringSubmatch(read("failure.go"), -1) {
		if !strings.Contains(page, "| `"+m[1]+"` |") {
			t.Errorf("docs/formats.md does not explain the failure %s", m[1])
		}
	}
	for _, m := range regexp.MustCompile(`"(\.[a-z]+)"`).FindAllStringSubmatch(read("format.go"), -1) {
		if !strings.Contains(page, "`"+m[1]+"`") {
			t.Errorf("docs/formats.md does not name %s", m[1])
		}
	}
}
