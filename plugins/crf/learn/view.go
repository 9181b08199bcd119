package learn

import (
	"slices"

	"github.com/onomast/onomast/plugins/crf/train/gold"
	"github.com/onomast/onomast/plugins/crf/train/tune"
)

// A view is sentences with what earlier chains found in them.
type view struct {
	sentences []gold.Sentence
	earlier   []map[string][]gold.Span // by sentence, then by the name of the chain
}

func newView(sentences []gold.Sentence) *view {
	v := &view{sentences: sentences, earlier: make([]map[string][]gold.Span, len(sentences))}
	for i := range v.earlier {
		v.earlier[i] = map[string][]gold.Span{}
	}
	return v
}

// add puts down what a chain found.
func (v *view) add(name string, found []Found) {
	for i := range v.earlier {
		v.earlier[i][name] = nil
	}
	for _, f := range found {
		at := v.earlier[f.Sentence]
		at[name] = append(at[name], f.Span)
	}
}

// addGold puts down what is true on a level.
func (v *view) addGold(name string, level int) {
	for i := range v.earlier {
		v.earlier[i][name] = v.sentences[i].Levels[level]
	}
}

// part returns the sentences of which something holds, and their indices.
func (v *view) part(holds func(i int) bool) (*view, []int) {
	out := &view{}
	var indices []int
	for i := range v.sentences {
		if holds(i) {
			out.sentences, out.earlier = append(out.sentences, v.sentences[i]), append(out.earlier, v.earlier[i])
			indices = append(indices, i)
		}
	}
	return out, indices
}

// has reports whether a level has an entity.
func (v *view) has(level int) bool {
	return slices.ContainsFunc(v.sentences, func(s gold.Sentence) bool { return len(s.Levels[level]) > 0 })
}

// parts puts each sentence in one of n parts: those of a document in the same one,
// where there are enough documents.
func (v *view) parts(n int, seed uint64) ([]int, error) {
	documents := make([]int, len(v.sentences))
	for i := 1; i < len(documents); i++ {
		documents[i] = documents[i-1]
		if v.sentences[i].Document != v.sentences[i-1].Document {
			documents[i]++
		}
	}
	if last := len(documents) - 1; last < 0 || documents[last]+1 < n {
		for i := range documents {
			documents[i] = i
		}
	}
	return tune.Folds(documents, n, seed)
}
