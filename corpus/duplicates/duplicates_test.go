package duplicates_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/corpus/duplicates"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestSame(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"Ada met Grace in Bonn.", "ada  met\nGRACE in Bonn", true},
		{"Ada met Grace in Bonn.", "Ada met Grace in Köln.", false},
		{"Straße 5", "STRASSE 5", false}, // only case is ignored
		{"ÄRGER heute", "ärger heute", true},
		{"", "", true},
		{"", "  \n", true},
		{"!", "?", false},
		{"one two", "two one", false},
		{"ab c", "a bc", false},
		{"東京に行く", "東京 に 行く", true},
		{"\x00a", "a", true},
	} {
		a, b := duplicates.Sign(c.a), duplicates.Sign(c.b)
		if (a.Same == b.Same) != c.same {
			t.Errorf("%q and %q: same is %v", c.a, c.b, !c.same)
		}
		if c.same && a.Similarity(&b) != 1 {
			t.Errorf("%q and %q are the same, but only alike to %.2f", c.a, c.b, a.Similarity(&b))
		}
	}
}

// shingles are the sets that a signature stands for, made in the obvious way.
func shingles(text string) map[string]bool {
	fields, set := strings.Fields(text), map[string]bool{}
	for i := range max(0, len(fields)-2) {
		set[strings.Join(fields[i:i+3], " ")] = true
	}
	return set
}

func jaccard(a, b map[string]bool) float64 {
	both := 0
	for s := range a {
		if b[s] {
			both++
		}
	}
	return float64(both) / float64(len(a)+len(b)-both)
}

// vary replaces some words of a text of n.
func vary(r *rand.Rand, text []string, share float64) []string {
	out := append([]string(nil), text...)
	for i := range out {
		if r.Float64() < share {
			out[i] = fmt.Sprint("x", r.IntN(1_000_000))
		}
	}
	return out
}

func text(r *rand.Rand, n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprint("w", r.IntN(5000))
	}
	return out
}

// TestSimilarityIsThatOfTheSets compares estimates with what they estimate: over many
// pairs the mean error is near none, and the root of the mean square no more than the
// standard error that the package states.
func TestSimilarityIsThatOfTheSets(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	var sum, square float64
	const pairs = 1000
	for range pairs {
		a := text(r, 20+r.IntN(200))
		b := vary(r, a, r.Float64()*0.2)
		x, y := strings.Join(a, " "), strings.Join(b, " ")
		s, u := duplicates.Sign(x), duplicates.Sign(y)
		off := s.Similarity(&u) - jaccard(shingles(x), shingles(y))
		sum += off
		square += off * off
	}
	if mean := sum / pairs; mean < -0.01 || mean > 0.01 {
		t.Errorf("the estimate is off by %.4f on average", mean)
	}
	if variance := square / pairs; variance > 0.0625*0.0625 {
		t.Errorf("the variance is %.5f", variance)
	}
}

func TestNearDuplicatesAreFound(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 4))
	x := duplicates.NewIndex(0)
	var originals [][]string
	for range 2000 {
		a := text(r, 100)
		s := duplicates.Sign(strings.Join(a, " "))
		if _, fresh, near := x.Add(&s); !fresh || len(near) > 0 {
			t.Fatalf("texts made at random are alike: %v", near)
		}
		originals = append(originals, a)
	}
	missed := 0
	for i, a := range originals {
		b := append([]string(nil), a...)
		b[50] = "changed" // 3 of 98 shingles: an index of 0.94
		s := duplicates.Sign(strings.Join(b, " "))
		_, fresh, near := x.Add(&s)
		if !fresh {
			t.Fatal("a changed text is the same")
		}
		if len(near) != 1 || near[0].Text != i {
			missed++
		}
	}
	if missed > 10 {
		t.Errorf("%d of 2000 were missed", missed)
	}
	if x.Len() != 4000 {
		t.Errorf("%d distinct texts", x.Len())
	}
}

// TestOneTemplate: texts of one template fill one bucket, which must not take quadratic
// time or be lost.
func TestOneTemplate(t *testing.T) {
	t.Parallel()
	x := duplicates.NewIndex(0.8)
	body := strings.Join(text(rand.New(rand.NewPCG(5, 6)), 100), " ") + " "
	for i := range 3000 {
		s := duplicates.Sign(fmt.Sprint(body, i))
		if _, fresh, near := x.Add(&s); !fresh || i > 0 && len(near) == 0 {
			t.Fatalf("text %d: new %v, %d near", i, fresh, len(near))
		} else if len(near) > 1280 {
			t.Fatalf("text %d is compared with %d", i, len(near))
		}
	}
}

func TestThreshold(t *testing.T) {
	t.Parallel()
	words := strings.Fields("a b c d e f g h i j k l m n o p q r s t u v w x y z")
	a := duplicates.Sign(strings.Join(words, " "))
	words[12] = "other"
	b := duplicates.Sign(strings.Join(words, " ")) // an index of 21/27
	for threshold, want := range map[float64]int{0.5: 1, 1: 0} {
		x := duplicates.NewIndex(threshold)
		x.Add(&a)
		if _, _, near := x.Add(&b); len(near) != want {
			t.Errorf("%g: %v", threshold, near)
		}
	}
}

func TestSetsAreDisjoint(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var sets duplicates.Sets
		const n = 20
		model := make([]int, n)
		for i := range model {
			model[i] = i
		}
		for range rapid.IntRange(0, 30).Draw(t, "joins") {
			a, b := rapid.IntRange(0, n-1).Draw(t, "a"), rapid.IntRange(0, n-1).Draw(t, "b")
			sets.Join(a, b)
			from, to := model[a], model[b]
			for i := range model {
				if model[i] == from {
					model[i] = to
				}
			}
		}
		for i := range n {
			for j := range n {
				if (sets.Find(i) == sets.Find(j)) != (model[i] == model[j]) {
					t.Fatalf("%d and %d: joined is %v", i, j, model[i] != model[j])
				}
			}
		}
	})
}

func FuzzSign(f *testing.F) {
	f.Add("Ada met Grace in Bonn.")
	f.Add("\xff\x00 東京\U0001f468\u200d\U0001f469")
	f.Fuzz(func(t *testing.T, text string) {
		a, b := duplicates.Sign(text), duplicates.Sign(text)
		if a != b || a.Similarity(&b) != 1 {
			t.Error("a text is not the same as itself")
		}
		if a.Words > len(text) {
			t.Errorf("%d words in %d bytes", a.Words, len(text))
		}
	})
}
