package ort

import (
	"math"
	"testing"
)

func TestHalf(t *testing.T) {
	t.Parallel()
	for h, want := range map[uint16]float32{
		0x0000: 0, 0x3c00: 1, 0xbc00: -1, 0x3555: 0.33325195, 0x7bff: 65504, 0x0400: 0x1p-14, 0x0001: 0x1p-24, 0x83ff: -0x3ffp-24,
		0x7c00: float32(math.Inf(1)), 0xfc00: float32(math.Inf(-1)),
	} {
		if got := half(h); got != want {
			t.Errorf("%#04x: got %v, want %v", h, got, want)
		}
	}
	if got := half(0x7e00); got == got {
		t.Errorf("no number is %v", got)
	}
	if got := half(0x8000); got != 0 || !math.Signbit(float64(got)) {
		t.Errorf("got %v, want -0", got)
	}
}

func TestHalves(t *testing.T) {
	t.Parallel()
	if got := halves([]byte{0x00, 0x3c, 0x00, 0xbc}); len(got) != 2 || got[0] != 1 || got[1] != -1 {
		t.Errorf("got %v", got)
	}
}
