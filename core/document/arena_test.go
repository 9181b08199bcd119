package document_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/document"
)

// Layers out of one arena are what layers made one by one are, also when they
// get more spans than there was room for.
func TestArenaLayersAreTheirOwn(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var a document.Arena
		var got, want []*document.Layer
		for i := range rapid.IntRange(1, 80).Draw(t, "layers") {
			name, room := fmt.Sprint("layer ", i), rapid.IntRange(0, 700).Draw(t, "room")
			got, want = append(got, a.NewLayer(name, room)), append(want, document.NewLayer(name))
		}
		for range rapid.IntRange(0, 300).Draw(t, "spans") {
			i := rapid.IntRange(0, len(got)-1).Draw(t, "layer")
			s := document.Span{Start: i, End: i + 1, Label: drawWord(t), Evidence: drawWords(t)}
			got[i].Add(s)
			want[i].Add(s)
		}
		for i := range got {
			if diff := cmp.Diff(flattenLayer(want[i]), flattenLayer(got[i])); diff != "" {
				t.Fatalf("layer %d (-want +got):\n%s", i, diff)
			}
		}
	})
}

func TestArenaLeavesLabelsAlone(t *testing.T) {
	t.Parallel()
	var a document.Arena
	labels := append(make([]string, 0, 4), "word")
	for i := range 3 {
		l := a.NewLabelled("tokens", labels, 2)
		l.AddNumbered(0, 1, 0)
		l.AddRange(1, 2, fmt.Sprint(i))
		if l.Label(0) != "word" || l.Label(1) != fmt.Sprint(i) {
			t.Errorf("labels %q and %q", l.Label(0), l.Label(1))
		}
	}
	if got := labels[:2][1]; got != "" {
		t.Errorf("the array behind the labels now holds %q", got)
	}
}

// Short documents must not cost an allocation each.
func TestArenaSparesAllocations(t *testing.T) {
	var a document.Arena
	labels := []string{"word"}
	if n := testing.AllocsPerRun(1000, func() { a.NewLabelled("tokens", labels, 12).AddNumbered(0, 1, 0) }); n >= 1 {
		t.Errorf("%v allocations for each layer", n)
	}
}
