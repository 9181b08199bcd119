package template

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestJoinedIsJoin: the keys of all conjunctions together are those of each alone, of any
// template and sentence, also when the memory of another sentence is used again.
func TestJoinedIsJoin(t *testing.T) {
	t.Parallel()
	more := []string{
		"{join: [{of: lower, at: -3}, {of: shape, at: 2}, {of: class}]}",
		"{join: [{of: suffix, length: 3, at: 1}, {of: lower, at: -1}]}", // short words have none
		"{join: [{of: cluster, file: c.tsv, at: 4}, {of: lower}]}",
		"{join: [{of: position}, {of: casing, at: 1}]}",
	}
	res := Disk(folder(t, map[string]string{"l.tsv": "Elm\tCITY\nNew Elm\tCITY\n", "c.tsv": "elm\t0110\t3\nnew\t0111\n"}))
	rapid.Check(t, func(r *rapid.T) {
		chosen := rapid.Permutation(append(declarations(), more...)).Draw(r, "declarations")
		chosen = chosen[:rapid.IntRange(1, len(chosen)).Draw(r, "many")]
		x, err := parsed(t, "features:\n  - "+strings.Join(chosen, "\n  - ")+"\n").Compile(res)
		if err != nil {
			r.Fatal(err)
		}
		var s Sentence
		for range 3 {
			words := rapid.SliceOfN(rapid.SampledFrom([]string{"Elm", "elm", "New", "a", "12", ""}), 0, 7).Draw(r, "words")
			layers := make([][]uint64, len(x.Layers()))
			for i := range layers {
				layers[i] = rapid.SliceOfN(rapid.SampledFrom([]uint64{0, Hash("B-CITY")}), len(words), len(words)).Draw(r, "tags")
			}
			next := sentence(x, words, layers)
			s.Parts, s.Tracks = next.Parts, next.Tracks
			joined := x.Joined(&s)
			if len(joined) != len(words)*x.Joins() {
				r.Fatalf("%d keys of %d conjunctions at %d tokens", len(joined), x.Joins(), len(words))
			}
			for at, key := range joined {
				if i, j := at/x.Joins(), at%x.Joins(); key != x.Join(j, i, &s) {
					r.Fatalf("%q: conjunction %d at token %d: got %x, want %x", words, j, i, key, x.Join(j, i, &s))
				}
			}
		}
	})
}
