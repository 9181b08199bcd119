package output

import (
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestNames(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]int{"part-00000.jsonl": 0, "part-00012.csv": 12, "part-123456.html": 123456} {
		if n, ok := partNumber(name); !ok || n != want {
			t.Errorf("%s is part %d, %v", name, n, ok)
		}
	}
	for _, name := range []string{"", "part-", "part-1.jsonl", "part-00001", "part-00001.jsonl.bak", "part--0001.csv", "part-+0001.csv", "apart-00001.csv", "00001.csv"} {
		if n, ok := partNumber(name); ok {
			t.Errorf("%q passes for part %d", name, n)
		}
	}
	for _, name := range []string{"", "1-a.json", "000000001.json", "000000000-a.json", "000000001-a.txt", "-00000001-a.json"} {
		if n, ok := deadOrdinal(name); ok {
			t.Errorf("%q passes for dead letter %d", name, n)
		}
	}
}

func TestDeadNamesAreSafe(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		ordinal := rapid.IntRange(1, 1<<40).Draw(t, "ordinal")
		id := rapid.OneOf(rapid.String(), rapid.StringMatching(`(\.\./|/|[a-z]|\x00|\xff|é){0,200}`)).Draw(t, "id")
		name := deadName(ordinal, id)
		if n, ok := deadOrdinal(name); !ok || n != ordinal {
			t.Fatalf("%q gives %d, %v, want %d", name, n, ok, ordinal)
		}
		if !filepath.IsLocal(name) || strings.ContainsAny(name, "/\\:\x00 ") || len(name) > 120 {
			t.Fatalf("%q is no safe name", name)
		}
	})
}

func TestQuoting(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"a/b-c_1.txt": "a/b-c_1.txt", "": "''", "-": "'-'", "a b": "'a b'", "it's": `'it'\''s'`, "$(x)": "'$(x)'", "é": "'é'", "a\nb": "'a\nb'",
	} {
		if got := Quote(path); got != want {
			t.Errorf("%q is quoted %s, want %s", path, got, want)
		}
	}
}
