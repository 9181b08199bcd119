package write

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/onomast/onomast/core/document"
)

// TestFormatsPageNamesEverything keeps docs/formats.md true: each key of a result
// line has its row, in the order of the line, and the columns are those of the CSV.
func TestFormatsPageNamesEverything(t *testing.T) {
	t.Parallel()
	content, err := os.ReadFile(filepath.Join("..", "..", "docs", "formats.md"))
	if err != nil {
		t.Fatal(err)
	}
	page := string(content)
	o := outcome(t, "x", "text")
	o.Document.AddNote(document.Note{Stage: "s"})
	o.Parts = []document.Span{{Start: 0, End: 4, Label: "PAGE"}}
	line := encode(t, "jsonl", Options{WithText: true, Origins: true, Layers: []string{"tokens"}}, o)
	var keys map[string]json.RawMessage
	if err := json.Unmarshal([]byte(line), &keys); err != nil {
		t.Fatal(err)
	}
	for key := range keys {
		if !strings.Contains(page, "| `"+key+"` |") {
			t.Errorf("docs/formats.md does not explain the key %s", key)
		}
		for other := range keys {
			inPage := strings.Index(page, "| `"+key+"` |") < strings.Index(page, "| `"+other+"` |")
			if inLine := strings.Index(line, `"`+key+`":`) < strings.Index(line, `"`+other+`":`); inPage != inLine {
				t.Errorf("docs/formats.md has %s and %s in another order than the line", key, other)
			}
		}
	}
	for _, format := range Formats() {
		if !strings.Contains(page, "`"+format+"`") && !strings.Contains(page, "`--format "+format+"`") {
			t.Errorf("docs/formats.md does not explain the format %s", format)
		}
	}
	if !strings.Contains(page, strings.TrimSpace(csvHeader)) {
		t.Error("docs/formats.md has other columns than the CSV")
	}
}
