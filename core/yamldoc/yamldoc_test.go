package yamldoc

import (
	"testing"

	"go.yaml.in/yaml/v3"
)

func TestRead(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]struct {
		documents int
		failed    bool
	}{
		"":                {},
		"a: 1\n":          {documents: 1},
		"a: 1\n---\nb: 2": {documents: 2},
		"a: 1\n---\nb: [": {documents: 1, failed: true},
		"a: [1":           {failed: true},
		"a: \x00":         {failed: true},
	} {
		var nodes [2]yaml.Node
		err := Read([]byte(text), &nodes[0], &nodes[1])
		got := 0
		for _, n := range nodes {
			if n.Kind != 0 {
				got++
			}
		}
		if (err != nil) != want.failed || got != want.documents {
			t.Errorf("%q: %d documents, %v", text, got, err)
		}
	}
}

// Whatever the bytes are, they are read or refused.
func FuzzRead(f *testing.F) {
	f.Add([]byte("a: &a [1, *a]\n"))
	f.Add([]byte("<<: [*x]\n"))
	f.Fuzz(func(_ *testing.T, data []byte) {
		var node yaml.Node
		_ = Read(data, &node)
	})
}
