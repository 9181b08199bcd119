package resolver

import (
	"testing"

	"github.com/onomast/onomast/core/document"
)

// Vectors of tokens are no candidates, also for a host that does not say what
// the layers are.
func TestVectorsAreNoCandidates(t *testing.T) {
	t.Parallel()
	doc := newDocument(t, "Ada met Bob", cand{stage: "names", text: "Ada", label: "PERSON", score: 0.5})
	vectors := document.NewVectors("encoder", 2)
	vectors.AddVector(0, 3, []float32{1, 2})
	vectors.AddVector(8, 11, []float32{3, 4})
	if err := doc.Add(vectors); err != nil {
		t.Fatal(err)
	}
	process(t, newStage(t, `{}`), doc)
	if l := doc.Layer(document.Entities); l.Len() != 1 || l.Label(0) != "PERSON" {
		t.Errorf("%d entities", l.Len())
	}
}
