package ort

import (
	"encoding/binary"
	"math"
)

// halves reads numbers of 16 bits, lower byte first, as IEEE 754 has them.
func halves(data []byte) []float32 {
	out := make([]float32, len(data)/2)
	for i := range out {
		out[i] = half(binary.LittleEndian.Uint16(data[2*i:]))
	}
	return out
}

// half widens a number of 1 bit sign, 5 bits exponent and 10 bits fraction.
func half(h uint16) float32 {
	sign := uint32(h>>15) << 31
	exponent, fraction := uint32(h>>10)&0x1f, uint32(h)&0x3ff
	switch exponent {
	case 0:
		return math.Float32frombits(sign | math.Float32bits(float32(fraction)*0x1p-24))
	case 0x1f:
		return math.Float32frombits(sign | 0xff<<23 | fraction<<13)
	}
	return math.Float32frombits(sign | (exponent+127-15)<<23 | fraction<<13)
}
