package chain

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/scheme"
)

// Tags that training never saw forbid nothing to the others: calculating with scaled
// exponentials, which is several times as fast, is for chains with such tags, too, and
// comes to the same as logarithms.
func TestTagsThatNeverOccurSlowNothingDown(t *testing.T) {
	set := scheme.Set{Scheme: scheme.BIOES, Types: []string{"X", "Y"}}
	rapid.Check(t, func(t *rapid.T) {
		s := sentence{Transitions: Allowed(set)}
		never := rapid.IntRange(1, s.N-1).Draw(t, "never")
		for a := range s.N {
			s.Pair[a*s.N+never], s.Pair[never*s.N+a] = weightIf(false), weightIf(false)
		}
		starts := s.Start[never]
		s.Start[never] = weightIf(false)
		tokens := rapid.IntRange(1, 6).Draw(t, "tokens")
		s.emissions = rapid.SliceOfN(rapid.Float32Range(-40, 40), tokens*s.N, tokens*s.N).Draw(t, "emissions")
		l := filled(s)
		if typ, inner := set.Types[(never-1)/4], set.Tag(never)[:1] == "I"; inner && l.pass.space != l.pass.fast {
			t.Fatalf("I-%s, which never occurs, made it slow", typ)
		}
		slow := NewLattice(s.Transitions)
		slow.pass.fast = slow.pass.slow
		slow.Fill(s.emissions)
		if !near(l.LogZ(), slow.LogZ()) {
			t.Fatalf("log Z %v, want %v", l.LogZ(), slow.LogZ())
		}
		for i := range tokens {
			for tag := range s.N {
				if a, b := l.Marginal(i, tag), slow.Marginal(i, tag); math.Abs(a-b) > 1e-9 {
					t.Fatalf("token %d tag %d: %v, want %v", i, tag, a, b)
				}
			}
		}
		if s.Start[never] = starts; !forbidden(float64(starts)) && s.weights().spread() >= 0 {
			t.Fatal("a sentence may begin with what nothing follows, and is trusted to scaled numbers")
		}
	})
}
