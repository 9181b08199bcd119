package subword

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestBothWaysOfJoiningAgree holds the one for few symbols against the heap, and both
// against the definition: again and again, the leftmost pair of the lowest rank.
func TestBothWaysOfJoiningAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const letters = 3
		n := rapid.IntRange(0, 12).Draw(t, "merges")
		m := &bpe{merges: newMerges(n)}
		for rank := range n {
			left, right := rapid.Int32Range(0, int32(letters+rank-1)).Draw(t, "left"), rapid.Int32Range(0, int32(letters+rank-1)).Draw(t, "right")
			m.merges.set(left, right, int32(rank), int32(letters+rank))
		}
		word := rapid.SliceOfN(rapid.Int32Range(0, letters-1), 0, 60).Draw(t, "word")
		want := joinSlowly(m, word)
		for name, join := range map[string]func(*scratch){"few": m.joinFew, "many": m.joinMany} {
			s := scratch{limit: 1 << 20}
			for i, id := range word {
				s.symbols = append(s.symbols, symbol{id: id, from: int32(i), to: int32(i + 1)})
			}
			join(&s)
			var ids []int32
			at := int32(0)
			for _, y := range s.symbols {
				if y.from != at {
					t.Fatalf("%s: a symbol from %d, want %d", name, y.from, at)
				}
				ids, at = append(ids, y.id), y.to
			}
			if !slices.Equal(ids, want) || int(at) != len(word) {
				t.Fatalf("%s: %v, want %v", name, ids, want)
			}
		}
	})
}

func joinSlowly(m *bpe, word []int32) []int32 {
	out := slices.Clone(word)
	for {
		at, lowest, id := -1, int32(noRank), none
		for i := range max(len(out)-1, 0) {
			if rank, to := m.merges.get(out[i], out[i+1]); rank < lowest {
				at, lowest, id = i, rank, to
			}
		}
		if at < 0 {
			return out
		}
		out[at] = id
		out = slices.Delete(out, at+1, at+2)
	}
}

func TestCuttingAtMarksChangesNothing(t *testing.T) {
	tok := parityTokenizer(t, "bpe fallback")
	if tok.model.(*bpe).mark == nil {
		t.Fatal("the model is not cut at marks")
	}
	if joined := parityTokenizer(t, "bpe fallback, joined over spaces").model.(*bpe).mark; joined != nil {
		t.Fatal("a model that joins over marks is cut at them")
	}
	whole := *tok
	model := *tok.model.(*bpe)
	model.mark = nil
	whole.model = &model
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.StringMatching(`[ ▁a-fé世\n]{0,80}`).Draw(rt, "text")
		if got, want := encoded(t, tok, text), encoded(t, &whole, text); !slices.Equal(got.IDs, want.IDs) || !slices.Equal(got.Ends, want.Ends) {
			rt.Fatalf("%v, want %v", got, want)
		}
	})
}

func TestMergesAreFoundAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		type pair struct{ left, right int32 }
		all := rapid.SliceOf(rapid.Custom(func(t *rapid.T) pair {
			return pair{rapid.Int32Range(0, 40).Draw(t, "left"), rapid.Int32Range(0, 40).Draw(t, "right")}
		})).Draw(t, "pairs")
		m := newMerges(len(all))
		want := map[pair]int32{}
		for rank, p := range all {
			m.set(p.left, p.right, int32(rank), int32(rank)+100)
			want[p] = int32(rank)
		}
		for left := range int32(41) {
			for right := range int32(41) {
				rank, ok := want[pair{left, right}]
				if got, id := m.get(left, right); ok && (got != rank || id != rank+100) || !ok && got != noRank {
					t.Fatalf("%d %d: rank %d of %d", left, right, got, id)
				}
			}
		}
	})
}
