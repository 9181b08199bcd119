package model

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func drawFeatures(t *rapid.T, tags int) []Feature {
	keys := rapid.SliceOfNDistinct(rapid.OneOf(rapid.Uint64(), rapid.Uint64Max(500)), 0, 400, rapid.ID).Draw(t, "keys")
	var features []Feature
	for _, key := range keys {
		f := Feature{Key: key}
		for range rapid.IntRange(1, 3).Draw(t, "weights") {
			tag := rapid.Uint16Max(uint16(tags-1)).Draw(t, "tag")
			if !slices.Contains(f.Tags, tag) {
				f.Tags = append(f.Tags, tag)
				f.Weights = append(f.Weights, rapid.Float32Range(0.1, 9).Draw(t, "weight"))
			}
		}
		slices.Sort(f.Tags)
		features = append(features, f)
	}
	return features
}

func TestATableAnswersAsAMap(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		tags := rapid.SampledFrom([]int{3, 9, 255, 256, 3000}).Draw(t, "tags")
		features := drawFeatures(t, tags)
		b, err := build(features, tags, Exact)
		if err != nil {
			t.Fatal(err)
		}
		want := map[uint64]Feature{}
		for _, f := range features {
			want[f.Key] = f
		}
		asked := append(rapid.SliceOf(rapid.Uint64()).Draw(t, "others"), slices.Collect(func(yield func(uint64) bool) {
			for key := range uint64(600) {
				if !yield(key) {
					return
				}
			}
		})...)
		for _, f := range features {
			asked = append(asked, f.Key)
		}
		for _, key := range asked {
			f, known := want[key]
			gotTags, gotWeights := b.Lookup(key, nil, nil)
			if !slices.Equal(gotTags, f.Tags) || !slices.Equal(gotWeights, f.Weights) {
				t.Fatalf("key %x: got %v %v, want %v %v", key, gotTags, gotWeights, f.Tags, f.Weights)
			}
			row := make([]float32, tags)
			if b.Add(row, key) != known {
				t.Fatalf("key %x: known is %t", key, known)
			}
			for i, tag := range f.Tags {
				row[tag] -= f.Weights[i]
			}
			if slices.ContainsFunc(row, func(w float32) bool { return w != 0 }) {
				t.Fatalf("key %x: the row is off by %v", key, row)
			}
		}
		testFindAll(t, &b.Table, append(asked, 0), tags)
	})
}

// testFindAll compares FindAll and AddRecord with Add.
func testFindAll(t *rapid.T, table *Table, keys []uint64, tags int) {
	found := table.FindAll(nil, keys)
	for i, key := range keys {
		want, got := make([]float32, tags), make([]float32, tags)
		known := key != 0 && table.Add(want, key)
		if (len(found) > 0 && int(found[0].Key) == i) != known {
			t.Fatalf("key %x is known: %t; next is %v", key, known, found[:min(1, len(found))])
		}
		if known {
			table.AddRecord(got, found[0].Record)
			found = found[1:]
		}
		if !slices.Equal(got, want) {
			t.Fatalf("key %x: among others it gives %v, alone %v", key, got, want)
		}
	}
	if len(found) > 0 {
		t.Fatalf("%v are no keys", found)
	}
}

// crowd returns keys that all call one bucket of a table home.
func crowd(n int, buckets uint64) []Feature {
	var features []Feature
	for key := uint64(1); len(features) < n; key++ {
		if mix(key, 0).home(buckets) == buckets-1 {
			features = append(features, Feature{Key: key, Tags: []uint16{0}, Weights: []float32{float32(key)}})
		}
	}
	return features
}

func TestBucketsOverflowIntoTheNextOnes(t *testing.T) {
	t.Parallel()
	features := crowd(100, 100/perBucket+1) // ten buckets, over the end of the index
	b, err := build(features, 1, Exact)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range features {
		if _, w := b.Lookup(f.Key, nil, nil); len(w) != 1 || w[0] != f.Weights[0] {
			t.Fatalf("key %d: got %v", f.Key, w)
		}
	}
}

func TestAKeyThatIsThereTwiceIsRefused(t *testing.T) {
	t.Parallel()
	one := Feature{Key: 5, Name: "a", Tags: []uint16{0}, Weights: []float32{1}}
	other := one
	other.Name = "b"
	if _, err := build([]Feature{one, other}, 2, Exact); err == nil {
		t.Fatal("no error")
	}
}

// bell draws weights as training yields them: most are small.
func bell(n int) []Feature {
	r := rand.New(rand.NewPCG(1, 2))
	features := make([]Feature, n)
	for i := range features {
		features[i] = Feature{Key: r.Uint64(), Tags: []uint16{0}, Weights: []float32{float32(math.Pow(r.NormFloat64(), 3))}}
	}
	return features
}

func TestRoundingIsWithinItsBound(t *testing.T) {
	t.Parallel()
	features := bell(20_000)
	for q, most := range map[Quantise]float64{Exact: 0, Int16: 0.0002, Int8: 0.01} { // of the spread of the weights
		b, err := build(features, 1, q)
		if err != nil {
			t.Fatal(err)
		}
		total, squares, spread, largest, dropped := 0.0, 0.0, 0.0, 0.0, 0
		for _, f := range features {
			_, got := b.Lookup(f.Key, nil, nil)
			w, r := float64(f.Weights[0]), 0.0
			if len(got) == 1 {
				r = float64(got[0])
			} else {
				dropped++
			}
			off := math.Abs(w - r)
			total, squares, spread, largest = total+off, squares+off*off, spread+w*w, max(largest, off)
		}
		if share := math.Sqrt(squares / spread); share > most {
			t.Errorf("%q: rounding moves weights by %.5f of their spread, more than %.5f", q, share, most)
		}
		l := b.loss
		if math.Abs(l.Mean-total/float64(len(features))) > 1e-9 || math.Abs(l.Largest-largest) > 1e-9 || l.Dropped != dropped {
			t.Errorf("%q: the loss is said to be %+v; it is %g, %g and %d", q, l, largest, total/float64(len(features)), dropped)
		}
	}
}

func TestRoundingTwiceIsRoundingOnce(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		features := drawFeatures(t, 3)
		c := newCode(rapid.SampledFrom([]Quantise{Exact, Int16, Int8}).Draw(t, "quantise"), features)
		for _, f := range features {
			for _, w := range f.Weights {
				once := c.round(w)
				if c.round(once) != once || c.weight(c.append(nil, w), 0) != once {
					t.Fatalf("%g is rounded to %g, then to %g; read as %g", w, once, c.round(once), c.weight(c.append(nil, w), 0))
				}
			}
		}
	})
}

func TestOddWeightsAreRoundedToo(t *testing.T) {
	t.Parallel()
	for _, weights := range [][]float32{{}, {0}, {1e-45}, {math.MaxFloat32, -math.MaxFloat32, 1}, {2, 2, 2}} {
		f := Feature{Key: 1}
		for i, w := range weights {
			f.Tags, f.Weights = append(f.Tags, uint16(i)), append(f.Weights, w)
		}
		for _, q := range []Quantise{Int16, Int8} {
			b, err := build([]Feature{f}, 5, q)
			if err != nil {
				t.Fatal(err)
			}
			_, got := b.Lookup(1, nil, nil)
			if slices.ContainsFunc(got, notFinite) {
				t.Errorf("%s: %v became %v", q, weights, got)
			}
		}
	}
}

func BenchmarkTable(b *testing.B) {
	features := bell(1_000_000)
	t, err := build(features, 9, Exact)
	if err != nil {
		b.Fatal(err)
	}
	row := make([]float32, 9)
	b.Run("known", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			t.Add(row, features[i%len(features)].Key)
		}
	})
	b.Run("unknown", func(b *testing.B) {
		r := rand.NewPCG(3, 4)
		for b.Loop() {
			t.Add(row, r.Uint64())
		}
	})
}
