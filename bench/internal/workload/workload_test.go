package workload

import (
	"testing"
	"unicode/utf8"
)

func TestTextIsTheSameEveryTime(t *testing.T) {
	t.Parallel()
	seen := make(map[string]int)
	for i := range 2000 {
		text := Text(i, 300)
		if text != Text(i, 300) {
			t.Fatalf("document %d differs from itself", i)
		}
		if len(text) < 300 || !utf8.ValidString(text) {
			t.Fatalf("document %d: %d bytes, valid: %v", i, len(text), utf8.ValidString(text))
		}
		if before, again := seen[text]; again {
			t.Fatalf("documents %d and %d are the same", before, i)
		}
		seen[text] = i
	}
}
