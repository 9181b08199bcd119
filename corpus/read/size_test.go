package read

import (
	"context"
	"strings"
	"testing"
)

// What Size foretells is what BytesRead comes to.
func TestSizeIsWhatIsRead(t *testing.T) {
	t.Parallel()
	dir := tree(t, map[string]string{
		"a.txt": "some text", "b.jsonl": `{"id":"x","text":"y"}` + "\n", "sub/c.md": strings.Repeat("long ", 5000),
		"no.reader": "is passed over", ".hidden.txt": "is passed over", "sub/old.txt": "is left out",
	})
	opts := Options{Exclude: []string{"old.txt"}}
	size, known, err := Size(t.Context(), []string{dir}, opts)
	if err != nil || !known {
		t.Fatal(known, err)
	}
	r, err := Open([]string{dir}, opts)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	drain(t, r)
	if got := r.BytesRead(); got != size || size != 9+22+25000 {
		t.Errorf("%d bytes were foretold, %d read", size, got)
	}
}

func TestSizeIsNotAlwaysKnown(t *testing.T) {
	t.Parallel()
	if _, known, err := Size(t.Context(), []string{"-"}, Options{}); known || err != nil {
		t.Errorf("the size of standard input: %v, %v", known, err)
	}
	if _, _, err := Size(t.Context(), []string{"no-such-file"}, Options{}); err == nil {
		t.Error("there is no such file, and no error")
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := Size(ended, []string{t.TempDir()}, Options{}); err == nil {
		t.Error("it goes on when nobody wants to know")
	}
}
