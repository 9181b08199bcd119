package dense

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"go.uber.org/goleak"
	"pgregory.net/rapid"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func drawVectors(t *rapid.T, n, dim int) []Vector {
	out := make([]Vector, n)
	for i := range out {
		if rapid.IntRange(0, 4).Draw(t, "none") == 0 {
			continue
		}
		out[i] = Vector{Numbers: rapid.SliceOfN(rapid.Int8(), dim, dim).Draw(t, "numbers"), Scale: rapid.Float32Range(0, 100).Draw(t, "scale")}
	}
	return out
}

// What a norm makes of the vectors it was measured by has the mean 0 at each index and
// the length Spread in the mean of squares, but for indices that do not vary.
func TestNorm(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		dim := rapid.IntRange(1, 6).Draw(t, "dim")
		vectors := drawVectors(t, rapid.IntRange(0, 20).Draw(t, "vectors"), dim)
		n := Measure(dim, slices.Values(vectors))
		if n.Dim() != dim || len(n.Factor) != dim {
			t.Fatalf("a norm of %d and %d numbers for vectors of %d", n.Dim(), len(n.Factor), dim)
		}
		count, sums, squares := 0.0, make([]float64, dim), make([]float64, dim)
		for _, v := range vectors {
			x := make([]float64, dim)
			for d := range x {
				x[d] = 7
			}
			Apply(x, &n, v)
			if len(v.Numbers) == 0 {
				if slices.ContainsFunc(x, func(x float64) bool { return x != 0 }) {
					t.Fatalf("no vector gives %v", x)
				}
				continue
			}
			count++
			for d, value := range x {
				sums[d], squares[d] = sums[d]+value, squares[d]+value*value
			}
		}
		for d := range dim {
			want := Spread * Spread / float64(dim) * count
			if n.Factor[d] == 0 {
				want = 0
			}
			if math.Abs(sums[d]) > 1e-2*max(1, count) || math.Abs(squares[d]-want) > 2e-2*max(1, want) {
				t.Fatalf("index %d of %d vectors: sum %v, squares %v, want %v", d, int(count), sums[d], squares[d], want)
			}
		}
	})
}

// An index whose numbers are all alike is left out instead of being blown up.
func TestNormOfWhatDoesNotVary(t *testing.T) {
	t.Parallel()
	vectors := make([]Vector, 1000)
	for i := range vectors {
		vectors[i] = Vector{Numbers: []int8{127, int8(i % 5)}, Scale: 0.1}
	}
	n := Measure(2, slices.Values(vectors))
	if n.Factor[0] != 0 || n.Factor[1] == 0 {
		t.Errorf("factors %v", n.Factor)
	}
	if n := Measure(3, slices.Values([]Vector(nil))); !slices.Equal(n.Factor, []float32{0, 0, 0}) {
		t.Errorf("of no vector: %+v", n)
	}
	if n := Measure(3, slices.Values(vectors)); !slices.Equal(n.Factor, []float32{0, 0, 0}) {
		t.Errorf("of vectors of another dimension: %+v", n)
	}
}

func random(r *rand.Rand, n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = r.NormFloat64()
	}
	return out
}

func TestProducts(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	for _, tags := range []int{1, 3, 4, 5, 9} {
		for _, dim := range []int{1, 2, 7, 64} {
			weights, x, scores := random(r, tags*dim), random(r, dim), random(r, tags)
			got := slices.Clone(scores)
			AddScores(got, weights, x)
			var by, vectors [Few][]float64
			for i := range by {
				by[i], vectors[i] = random(r, tags), random(r, dim)
				by[i][0] = 0
			}
			sums := random(r, tags*dim)
			outer := slices.Clone(sums)
			AddOuter(outer, &by, &vectors)
			for tag := range tags {
				want := scores[tag]
				for d := range dim {
					want += weights[tag*dim+d] * x[d]
					sum := sums[tag*dim+d]
					for i := range by {
						sum += by[i][tag] * vectors[i][d]
					}
					if math.Abs(outer[tag*dim+d]-sum) > 1e-12 {
						t.Fatalf("%d tags, %d numbers: %v, want %v", tags, dim, outer[tag*dim+d], sum)
					}
				}
				if math.Abs(got[tag]-want) > 1e-12 {
					t.Fatalf("%d tags, %d numbers: score %v, want %v", tags, dim, got[tag], want)
				}
			}
		}
	}
}

// A block adds to each token what the vectors at its offsets say, and nothing over the
// ends.
func TestBlock(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		const dim, tags = 3, 5
		b := Block{Layer: "encoder", Offsets: []int{-2, 0, 1}, Norm: Norm{Mean: []float32{1, 2, 3}, Factor: []float32{0.5, 1, 2}}}
		b.Weights = rapid.SliceOfN(rapid.Float32Range(-1, 1), 3*tags*dim, 3*tags*dim).Draw(t, "weights")
		if err := b.Check(tags); err != nil {
			t.Fatal(err)
		}
		vectors := drawVectors(t, rapid.IntRange(0, 6).Draw(t, "tokens"), dim)
		rows := make([]float32, len(vectors)*tags)
		b.Add(rows, tags, vectors, make([]float32, dim))
		for token := range vectors {
			for tag := range tags {
				want, size := 0.0, 1.0
				for k, o := range b.Offsets {
					if at := token + o; at >= 0 && at < len(vectors) {
						x := make([]float64, dim)
						Apply(x, &b.Norm, vectors[at])
						for d, w := range b.Row(k, tag, tags) {
							want += float64(w) * x[d]
							size += math.Abs(float64(w) * x[d])
						}
					}
				}
				if got := float64(rows[token*tags+tag]); math.Abs(got-want) > 1e-5*size {
					t.Fatalf("token %d, tag %d: %v, want %v", token, tag, got, want)
				}
			}
		}
	})
}

func TestBlocksThatCannotBeAreRefused(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(b *Block){
		"no numbers":      func(b *Block) { b.Norm = Norm{} },
		"other factors":   func(b *Block) { b.Norm.Factor = b.Norm.Factor[:1] },
		"no offsets":      func(b *Block) { b.Offsets = nil },
		"twice":           func(b *Block) { b.Offsets = []int{0, 0} },
		"not sorted":      func(b *Block) { b.Offsets = []int{1, 0} },
		"other weights":   func(b *Block) { b.Weights = b.Weights[1:] },
		"infinite weight": func(b *Block) { b.Weights[3] = float32(math.Inf(1)) },
		"a mean of none":  func(b *Block) { b.Norm.Mean[1] = float32(math.NaN()) },
	} {
		b := Block{Layer: "encoder", Offsets: []int{0, 1}, Norm: Norm{Mean: make([]float32, 2), Factor: make([]float32, 2)}, Weights: make([]float32, 12)}
		if err := b.Check(3); err != nil {
			t.Fatal(err)
		}
		change(&b)
		if err := b.Check(3); err == nil || !strings.Contains(err.Error(), "encoder") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// BenchmarkBlock scores a token of 9 tags by a vector of 384 numbers.
func BenchmarkBlock(b *testing.B) {
	const dim, tags = 384, 9
	block := Block{Offsets: []int{0}, Norm: Norm{Mean: make([]float32, dim), Factor: make([]float32, dim)}, Weights: make([]float32, tags*dim)}
	vectors := make([]Vector, 30)
	for i := range vectors {
		vectors[i] = Vector{Numbers: make([]int8, dim), Scale: 1}
	}
	rows, x := make([]float32, len(vectors)*tags), make([]float32, dim)
	for b.Loop() {
		block.Add(rows, tags, vectors, x)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(vectors)), "ns/token")
}
