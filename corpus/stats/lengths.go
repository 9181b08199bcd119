package stats

import (
	"math/bits"
)

// exact is how many lengths have a count of their own.
const exact = 64

// A tape counts lengths. The zero value is empty.
type tape struct {
	counts  []int // by slot
	n, sum  int
	longest int
}

// slot of a length: itself up to 63, then 16 for each power of 2.
func slot(length int) int {
	if length < exact {
		return length
	}
	shift := bits.Len(uint(length)) - 5 // so that 16 to 31 are left
	return exact + (shift-2)*16 + (length>>shift - 16)
}

// lengthOf is the smallest length of a slot.
func lengthOf(slot int) int {
	if slot < exact {
		return slot
	}
	slot -= exact
	return (slot%16 + 16) << (slot/16 + 2)
}

func (t *tape) add(length int) {
	at := slot(length)
	for len(t.counts) <= at {
		t.counts = append(t.counts, 0)
	}
	t.counts[at]++
	t.n++
	t.sum += length
	t.longest = max(t.longest, length)
}

func (t *tape) merge(other *tape) {
	for len(t.counts) < len(other.counts) {
		t.counts = append(t.counts, 0)
	}
	for at, n := range other.counts {
		t.counts[at] += n
	}
	t.n, t.sum, t.longest = t.n+other.n, t.sum+other.sum, max(t.longest, other.longest)
}

// quantile returns the length that a share of all do not go beyond.
func (t *tape) quantile(share float64) int {
	left := int(share*float64(t.n) + 0.999999)
	for at, n := range t.counts {
		if left -= n; left <= 0 && n > 0 {
			return lengthOf(at)
		}
	}
	return t.longest
}

func (t *tape) lengths() Lengths {
	l := Lengths{Longest: t.longest, Histogram: []Bin{}}
	if t.n == 0 {
		return l
	}
	l.Mean, l.Median, l.P95 = float64(t.sum)/float64(t.n), t.quantile(.5), t.quantile(.95)
	for at, n := range t.counts {
		length := lengthOf(at)
		for len(l.Histogram) == 0 || l.Histogram[len(l.Histogram)-1].To < length {
			l.Histogram = append(l.Histogram, nextBin(l.Histogram))
		}
		l.Histogram[len(l.Histogram)-1].Count += n
	}
	return l
}

// nextBin: 0 to 1, then each length up to 8, 9 to 15, then 16 to 31 and so on: borders are
// those of slots.
func nextBin(bins []Bin) Bin {
	if len(bins) == 0 {
		return Bin{From: 0, To: 1}
	}
	from := bins[len(bins)-1].To + 1
	switch {
	case from <= 8:
		return Bin{From: from, To: from}
	case from == 9:
		return Bin{From: 9, To: 15}
	}
	return Bin{From: from, To: 2*from - 1}
}
