package subword

import (
	"math"
	"testing"

	"github.com/onomast/onomast/plugins/transformer/subword/internal/trie"
	"pgregory.net/rapid"
)

// TestTheBestWayIsTaken tries all ways of cutting short words.
func TestTheBestWayIsTaken(t *testing.T) {
	pieces := []string{"<unk>", "a", "b", "ab", "ba", "aba", "bb", "abb", "ü", "aü"}
	rapid.Check(t, func(t *rapid.T) {
		m := &unigram{penalty: -30}
		var words []trie.Word
		for i, p := range pieces {
			m.scores = append(m.scores, rapid.Float64Range(-10, 0).Draw(t, p))
			words = append(words, trie.Word{Text: p, Value: int32(i)})
		}
		m.words = trie.Build(words)
		word := rapid.StringMatching(`[abüx]{0,9}`).Draw(t, "word")
		s := scratch{limit: 1 << 20}
		m.pieces(&s, []byte(word))
		got := 0.0
		for _, p := range s.pieces {
			got += m.score(word[p.from:p.to], p.id)
		}
		if want := m.best(word); math.Abs(got-want) > 1e-9 {
			t.Fatalf("%q: score %v, best %v", word, got, want)
		}
	})
}

// score is that of a piece; unknown ones are fused.
func (m *unigram) score(text string, id int32) float64 {
	if id == m.unknown {
		return m.penalty * float64(len([]rune(text)))
	}
	return m.scores[id]
}

func (m *unigram) best(word string) float64 {
	if word == "" {
		return 0
	}
	best := math.Inf(-1)
	for end := 1; end <= len(word); end++ {
		if id := m.words.Find([]byte(word[:end])); id != trie.None {
			best = max(best, m.scores[id]+m.best(word[end:]))
		}
	}
	first := len(string([]rune(word)[:1]))
	if m.words.Find([]byte(word[:first])) == trie.None {
		best = max(best, m.penalty+m.best(word[first:]))
	}
	return best
}
