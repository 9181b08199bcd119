package document_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/proto"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin/pluginpb"
)

// Each number of a vector comes back within what the layer says it loses,
// whatever its neighbours are; a span without a vector has zeros.
func TestVectorsComeBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		l := document.NewVectors("vectors", rapid.IntRange(1, 9).Draw(t, "dim"))
		if rapid.Bool().Draw(t, "has room") {
			l.Grow(rapid.IntRange(0, 9).Draw(t, "room"))
		}
		zeros := make([]float32, l.Dim())
		var want [][]float32
		for i := range rapid.IntRange(0, 30).Draw(t, "spans") {
			v := zeros
			if rapid.Bool().Draw(t, "bare") {
				l.AddRange(i, i+1, "bare")
			} else {
				v = drawVector(t, l.Dim())
				l.AddVector(i, i+1, v)
			}
			want = append(want, v)
		}
		for i, v := range want {
			if got := l.AppendVector([]float32{7}, i); got[0] != 7 || !within(v, got[1:]) {
				t.Fatalf("span %d: %v came back as %v", i, v, got[1:])
			}
		}
		if err := l.Validate(strings.Repeat("x", 30)); err != nil {
			t.Fatal(err)
		}
	})
}

// drawVector returns a vector of any size, from numbers next to nothing to the
// largest there are.
func drawVector(t *rapid.T, dim int) []float32 {
	size := rapid.SampledFrom([]float32{1e-35, 1e-20, 1, 1e20, math.MaxFloat32}).Draw(t, "size")
	v := rapid.SliceOfN(rapid.Float32Range(-1, 1), dim, dim).Draw(t, "vector")
	for i := range v {
		v[i] *= size
	}
	return v
}

// within reports whether the numbers are at most 1/254 of the largest apart, where
// the largest is no larger than 0.99 of what a number can be, and counts.
func within(want, got []float32) bool {
	largest := 0.0
	for _, v := range want {
		largest = max(largest, math.Abs(float64(v)))
	}
	room := largest / 254 * 1.0001
	if largest > 0.99*math.MaxFloat32 {
		room = largest / 100
	}
	for i := range want {
		off := math.Abs(float64(want[i]) - float64(got[i]))
		if !(off <= max(room, 1e-35)) {
			return false
		}
	}
	return len(want) == len(got)
}

// What the comment on the column says of directions, on vectors of 384 numbers.
func TestVectorsKeepTheirDirection(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	for name, tt := range map[string]struct {
		first, want float64
	}{
		"normal":               {1, 0.9999},
		"one number dominates": {15, 0.999},
	} {
		worst := 1.0
		for range 500 {
			v := make([]float32, 384)
			for i := range v {
				v[i] = float32(random.NormFloat64())
			}
			v[0] *= float32(tt.first)
			l := document.NewVectors("vectors", len(v))
			l.AddVector(0, 1, v)
			worst = min(worst, cosine(v, l.AppendVector(nil, 0)))
		}
		if worst < tt.want {
			t.Errorf("%s: a vector turned to a cosine of %v, want at least %v", name, worst, tt.want)
		}
	}
}

func cosine(a, b []float32) float64 {
	var ab, aa, bb float64
	for i := range a {
		x, y := float64(a[i]), float64(b[i])
		ab, aa, bb = ab+x*y, aa+x*x, bb+y*y
	}
	return ab / math.Sqrt(aa*bb)
}

func TestVectorsThatAreNotFiniteAreRefused(t *testing.T) {
	t.Parallel()
	for _, bad := range []float32{float32(math.NaN()), float32(math.Inf(1)), float32(math.Inf(-1))} {
		l := document.NewVectors("vectors", 3)
		l.AddVector(0, 1, []float32{1, 2, 3})
		l.AddVector(1, 2, []float32{1, bad, 3})
		if err := l.Validate("ab"); err == nil || !strings.Contains(err.Error(), "span 1 has a vector with numbers that are not finite") {
			t.Errorf("%v: got error %v", bad, err)
		}
	}
}

// A factor from another process that would give numbers out of range is the
// fault of its document alone.
func TestBadScalesConcernOneDocument(t *testing.T) {
	t.Parallel()
	one, two := []byte{1, 0, 0, 0}, []byte{2, 0, 0, 0}
	for name, scale := range map[string]float32{
		"not a number": float32(math.NaN()), "infinite": float32(math.Inf(1)), "negative": -1, "too large": math.MaxFloat32,
	} {
		bits := math.Float32bits(scale)
		data, err := proto.Marshal(&pluginpb.Frame{Documents: 2, Layers: []*pluginpb.Layer{{
			Name: "vectors", SpanEnd: append(one[:4:4], two...), Start: make([]byte, 8), End: append(one[:4:4], one...),
			Label: make([]byte, 8), Strings: [][]byte{nil},
			Dim: append(one[:4:4], one...), Vector: []byte{0x80, 0x80},
			VectorScale: []byte{0, 0, 0x80, 0x3f, byte(bits), byte(bits >> 8), byte(bits >> 16), byte(bits >> 24)},
		}}})
		if err != nil {
			t.Fatal(err)
		}
		r, err := document.DecodeReply(data)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Layers[0][0].Validate("a"); err != nil {
			t.Errorf("%s: the other document: %v", name, err)
		}
		if got := r.Layers[0][0].AppendVector(nil, 0); !cmp.Equal(got, []float32{-128}) {
			t.Errorf("%s: the other document has %v", name, got)
		}
		if err := r.Layers[1][0].Validate("a"); err == nil || !strings.Contains(err.Error(), "not finite") {
			t.Errorf("%s: got error %v", name, err)
		}
	}
}

// Whoever adds to a decoded layer changes no other document's vectors.
func TestDecodedVectorsAreTheirOwn(t *testing.T) {
	t.Parallel()
	docs := []*document.Document{newDocument(t, "a", "abc"), newDocument(t, "b", "abc")}
	for i, d := range docs {
		l := document.NewVectors("vectors", 2)
		l.AddVector(0, 1, []float32{float32(i), 127})
		if err := d.Add(l); err != nil {
			t.Fatal(err)
		}
	}
	frame, err := document.DecodeFrame(document.AppendFrame(nil, 1, docs, []string{"vectors"}))
	if err != nil {
		t.Fatal(err)
	}
	first, second := frame.Documents[0].Layer("vectors"), frame.Documents[1].Layer("vectors")
	first.AddVector(1, 2, []float32{-127, 9})
	first.AddRange(2, 3, "bare")
	got := [][]float32{first.AppendVector(nil, 0), first.AppendVector(nil, 1), first.AppendVector(nil, 2), second.AppendVector(nil, 0)}
	if diff := cmp.Diff([][]float32{{0, 127}, {-127, 9}, {0, 0}, {1, 127}}, got); diff != "" {
		t.Error(diff)
	}
}

func TestLayersWithoutVectors(t *testing.T) {
	t.Parallel()
	var none *document.Layer
	plain := document.NewLayer("rules")
	plain.Add(document.Span{Start: 0, End: 1, Label: "X", Score: 1, Kind: document.Raw})
	for _, l := range []*document.Layer{none, plain} {
		quant, scale := l.PackedVector(0)
		if l.Dim() != 0 || l.AppendVector(nil, 0) != nil || quant != nil || scale != 0 {
			t.Errorf("dimension %d, vector %v", l.Dim(), quant)
		}
	}
}

func TestDimensionsThatCannotBePanic(t *testing.T) {
	t.Parallel()
	for name, f := range map[string]func(){
		"none":           func() { document.NewVectors("v", 0) },
		"negative":       func() { document.NewVectors("v", -1) },
		"too many":       func() { document.NewVectors("v", document.MaxDim+1) },
		"another length": func() { document.NewVectors("v", 2).AddVector(0, 1, []float32{1}) },
		"no vectors":     func() { document.NewLayer("v").AddVector(0, 1, nil) },
	} {
		func() {
			defer func() {
				if said, _ := recover().(string); !strings.Contains(said, `layer "v"`) {
					t.Errorf("%s: panic %q", name, said)
				}
			}()
			f()
		}()
	}
}

// BenchmarkVectors adds a vector of 384 numbers.
func BenchmarkVectors(b *testing.B) {
	v := make([]float32, 384)
	for i := range v {
		v[i] = float32(i%13) - 6
	}
	l := document.NewVectors("vectors", len(v))
	for b.Loop() {
		if l.Len() == 1000 {
			l = document.NewVectors("vectors", len(v))
		}
		l.AddVector(0, 1, v)
	}
}
