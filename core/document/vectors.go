package document

import (
	"fmt"
	"math"
)

// MaxDim is how many numbers a vector may have at most.
const MaxDim = 1 << 14

const (
	quanta   = 127                   // the largest component becomes this, or its negative
	least    = 1e-35                 // a vector without a larger component is zero
	maxScale = math.MaxFloat32 / 128 // no component that comes back is infinite
)

// vectorColumn holds a vector for each span of a layer: dim numbers of one
// signed byte each, and a factor for all of them.
//
// Bytes, because of what a vector of 384 numbers weighs: 388 bytes, where
// float16 takes 768 and float32 1,536. What they lose is little: no component is
// off by more than 1/254 of the largest one of its vector. Those of MiniLM-L6 keep
// their direction to a cosine of 0.99995 on average and 0.9992 at worst; with one
// component 15 times as large as the others it is still 0.999 (float16: 0.9999999).
type vectorColumn struct {
	dim   int
	quant []int8 // dim for each span
	scale []float32
}

// NewVectors returns an empty layer whose spans have vectors of dim numbers, 1 to
// [MaxDim]. Another dimension panics, as the length of a slice does.
func NewVectors(name string, dim int) *Layer {
	if dim < 1 || dim > MaxDim {
		panic(fmt.Sprintf("layer %q: vectors of %d numbers; they have 1 to %d", name, dim, MaxDim))
	}
	return &Layer{name: name, more: &extras{vec: &vectorColumn{dim: dim}}}
}

// AddVector appends an unlabelled span of two byte offsets with its vector and
// returns its index. The vector is kept in signed bytes: each number comes back
// within 1/254 of the largest. There must be [Layer.Dim] numbers: another count
// panics. One that is not finite makes [Layer.Validate] refuse the layer.
func (l *Layer) AddVector(start, end int, vector []float32) int {
	c := l.vectors()
	if c == nil || c.dim != len(vector) {
		panic(fmt.Sprintf("layer %q: a vector of %d numbers in a layer of %d", l.name, len(vector), l.Dim()))
	}
	i := l.push(start, end, l.labelID(""))
	c.scale[i] = PackVector(c.at(i), vector)
	return i
}

// Dim returns how many numbers the vectors of the layer have, 0 where it has no
// vectors. A layer without spans comes out of a frame without its dimension.
func (l *Layer) Dim() int {
	if c := l.vectors(); c != nil {
		return c.dim
	}
	return 0
}

// AppendVector appends the vector of span i to dst: [Layer.Dim] numbers, zeros for
// a span that was added without one.
func (l *Layer) AppendVector(dst []float32, i int) []float32 {
	quant, scale := l.PackedVector(i)
	for _, q := range quant {
		dst = append(dst, scale*float32(q))
	}
	return dst
}

// copyVector gives span i the vector of span j of another layer of the same dimension.
func (l *Layer) copyVector(i int, from *Layer, j int) {
	if to, c := l.vectors(), from.vectors(); c != nil {
		copy(to.at(i), c.at(j))
		to.scale[i] = c.scale[j]
	}
}

// PackedVector returns the vector of span i as it is kept: numbers, which must not
// be changed, and the factor that each is to be multiplied by.
func (l *Layer) PackedVector(i int) ([]int8, float32) {
	c := l.vectors()
	if c == nil {
		return nil, 0
	}
	return c.at(i), c.scale[i]
}

func (l *Layer) vectors() *vectorColumn {
	if l == nil || l.more == nil {
		return nil
	}
	return l.more.vec
}

func (c *vectorColumn) at(i int) []int8 { return c.quant[i*c.dim : (i+1)*c.dim : (i+1)*c.dim] }

// push gives one more span a vector of zeros; room is for how many spans there is
// room in the other columns.
func (c *vectorColumn) push(room int) {
	size := len(c.quant) + c.dim
	if cap(c.quant) < size {
		c.quant = append(make([]int8, 0, max(room*c.dim, size)), c.quant...)
	}
	c.quant = c.quant[:size]
	c.scale = append(c.scale, 0)
}

// finite reports whether all numbers of the vector of span i are.
func (c *vectorColumn) finite(i int) bool {
	return c.scale[i] >= 0 && c.scale[i] <= maxScale // NaN is neither
}

// PackVector writes a vector as a layer keeps it: signed bytes, as many as it has numbers,
// and the factor it returns, which is NaN where some number is not finite. See
// [Layer.PackedVector].
func PackVector(dst []int8, vector []float32) float32 {
	largest := 0.0
	for _, v := range vector {
		a := math.Abs(float64(v))
		if !(a <= math.MaxFloat32) {
			return float32(math.NaN())
		}
		largest = max(largest, a)
	}
	if largest < least {
		return 0
	}
	scale := min(float32(largest/quanta), maxScale)
	times := 1 / float64(scale)
	for i, v := range vector {
		q := math.RoundToEven(float64(v) * times)
		dst[i] = int8(max(-quanta, min(quanta, q)))
	}
	return scale
}
