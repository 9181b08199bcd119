package regexset

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// dataRoot is the folder of annotated sets.
func dataRoot() string {
	if root := os.Getenv("ONOMAST_DATA"); root != "" {
		return root
	}
	return filepath.Join("..", "..", "..", "..", "shared", "data")
}

// entityExprs are the expressions that engines are compared with.
func entityExprs(t testing.TB) (exprs []string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dataRoot(), "..", "bench", "entity_patterns.json"))
	if err != nil {
		t.Skip("the entity patterns are not there; ONOMAST_DATA names their folder: ", err)
	}
	var given []struct{ Re string }
	if err := json.Unmarshal(data, &given); err != nil {
		t.Fatal(err)
	}
	for _, g := range given {
		exprs = append(exprs, g.Re)
	}
	return exprs
}

// TestRealTexts reads the beginning of each set, in a dozen languages.
func TestRealTexts(t *testing.T) {
	t.Parallel()
	exprs := append(entityExprs(t), `\b\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)*`, `\pL+-\pL+`, `(?i)\b(?:und|et|y|og) (\w+)`,
		`[^\x00-\x7f]{3,}`, `\p{Han}+`, `\p{Arabic}+ \p{Arabic}+`, `(?m)^.{1,3}|.{1,3}$`, `\d+[.,]\d+`)
	files, err := filepath.Glob(filepath.Join(dataRoot(), "*", "train.jsonl"))
	if err != nil || len(files) == 0 {
		t.Skip("no sets in ", dataRoot())
	}
	s, m := newSet(t, exprs...), &Matches{}
	for _, file := range files {
		text := beginning(t, file, 20_000)
		if diff := cmp.Diff(alone(exprs, text), together(s, m, text)); diff != "" {
			t.Errorf("%s (-alone +together):\n%s", filepath.Base(filepath.Dir(file)), diff)
		}
	}
}

// beginning returns the first texts of a set, about size bytes.
func beginning(t *testing.T, file string, size int) string {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var b strings.Builder
	for d := json.NewDecoder(bufio.NewReader(f)); d.More() && b.Len() < size; {
		var doc struct{ Text string }
		if err := d.Decode(&doc); err != nil {
			t.Fatal(err)
		}
		b.WriteString(doc.Text + "\n")
	}
	return b.String()
}
