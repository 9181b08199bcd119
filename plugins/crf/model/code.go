package model

import (
	"encoding/binary"
	"math"
)

// A code is how weights are kept.
type code struct {
	quantise Quantise
	step     float32      // of Int16
	values   [256]float32 // of Int8
}

// size is that of one weight, in bytes.
func (c *code) size() int {
	switch c.quantise {
	case Int8:
		return 1
	case Int16:
		return 2
	}
	return 4
}

// weight reads the weight of number i.
func (c *code) weight(from []byte, i int) float32 {
	switch c.quantise {
	case Int8:
		return c.values[from[i]]
	case Int16:
		return float32(int16(binary.LittleEndian.Uint16(from[2*i:]))) * c.step
	}
	return math.Float32frombits(binary.LittleEndian.Uint32(from[4*i:]))
}

// append writes a weight, rounded.
func (c *code) append(to []byte, w float32) []byte {
	switch c.quantise {
	case Int8:
		return append(to, c.nearest(w))
	case Int16:
		return binary.LittleEndian.AppendUint16(to, uint16(c.steps(w)))
	}
	return binary.LittleEndian.AppendUint32(to, math.Float32bits(w))
}

// round returns what a weight is read as after it was written.
func (c *code) round(w float32) float32 {
	switch c.quantise {
	case Int8:
		return c.values[c.nearest(w)]
	case Int16:
		return float32(c.steps(w)) * c.step
	}
	return w
}

func (c *code) steps(w float32) int16 {
	steps := math.RoundToEven(float64(w) / float64(c.step))
	return int16(min(max(steps, -math.MaxInt16), math.MaxInt16))
}

// nearest is the number of the value next to w; values rise.
func (c *code) nearest(w float32) byte {
	low, high := 0, len(c.values)-1
	for low < high { // the first that is not below w
		if mid := (low + high) / 2; c.values[mid] < w {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low > 0 && w-c.values[low-1] <= c.values[low]-w {
		low--
	}
	return byte(low)
}

// newCode fits a code to weights that are finite.
func newCode(q Quantise, features []Feature) code {
	c := code{quantise: q}
	largest := float32(0)
	for _, f := range features {
		for _, w := range f.Weights {
			largest = max(largest, w, -w)
		}
	}
	switch q {
	case Int16:
		c.step = largest / math.MaxInt16
		if math.IsInf(float64(c.step*math.MaxInt16), 1) {
			c.step = math.Nextafter32(c.step, 0)
		}
		if c.step == 0 { // no weight, or one that is next to nothing
			c.step = 1
		}
	case Int8:
		c.values = fitValues(features, largest)
	}
	return c
}

// encode returns the values of Int8.
func (c *code) encode() []byte {
	out := make([]byte, 0, 4*len(c.values))
	for _, v := range c.values {
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(v))
	}
	return out
}

// decode is the inverse of encode.
func (c *code) decode(data []byte) bool {
	if len(data) != 4*len(c.values) {
		return false
	}
	copy(c.values[:], floats(data))
	return true
}
