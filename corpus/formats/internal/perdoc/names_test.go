package perdoc_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/onomast/onomast/corpus/formats/internal/perdoc"
)

func TestNames(t *testing.T) {
	t.Parallel()
	var n perdoc.Names
	for _, c := range [][2]string{
		{"mail-17", "mail-17"}, {"a/b", "a_b"}, {"a b", "a_b-2"}, {"../../etc", "_.._etc"}, {"", "document-5"}, {"Łódź", "Łódź"}, {"A_B", "A_B-3"}, {"..", "document-8"},
	} {
		if got := n.Of(c[0]); got != c[1] {
			t.Errorf("%q is named %q, want %q", c[0], got, c[1])
		}
	}
}

// TestNamesAreNames: whatever the id, the name is a file of its own in this directory.
func TestNamesAreNames(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var n perdoc.Names
		used := map[string]bool{}
		for _, id := range rapid.SliceOfN(rapid.String(), 1, 10).Draw(t, "ids") {
			name := n.Of(strings.Repeat(id, rapid.IntRange(1, 50).Draw(t, "times")))
			if used[strings.ToLower(name)] || name == "" || name[0] == '.' || strings.ContainsAny(name, "/\\\x00\n") || len(name) > 110 || !utf8.ValidString(name) {
				t.Fatalf("%q is named %q", id, name)
			}
			used[strings.ToLower(name)] = true
		}
	})
}
