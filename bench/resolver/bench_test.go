package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
)

// BenchmarkResolve measures one document from candidate layers to entities.
func BenchmarkResolve(b *testing.B) {
	for _, mode := range []string{"flat", "nested"} {
		for i, s := range scenes() {
			b.Run(fmt.Sprintf("%s/%s/1000", mode, []string{"dense", "point", "chain"}[i]), func(b *testing.B) {
				benchmark(b, fmt.Sprintf(`{"mode": %q}`, mode), s.make, 1000)
			})
		}
		for _, n := range []int{1_000, 10_000, 100_000} {
			b.Run(fmt.Sprintf("%s/sparse/%d", mode, n), func(b *testing.B) {
				benchmark(b, fmt.Sprintf(`{"mode": %q}`, mode), sparse, n)
			})
		}
	}
}

func benchmark(b *testing.B, options string, make func(*rand.Rand, int) (int, []span), n int) {
	stage, err := open(options)
	if err != nil {
		b.Fatal(err)
	}
	doc, err := build(make(rand.New(rand.NewPCG(1, 2)), n))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := stage.Process(context.Background(), fresh(doc)); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/candidate")
}

// The quality table is only worth something if the exact values are reached.
func TestQuality(t *testing.T) {
	for _, nested := range []bool{false, true} {
		q, err := compare(nested, 300)
		if err != nil {
			t.Fatal(err)
		}
		if q.exact != q.documents {
			t.Errorf("nested=%v: %d of %d documents reach the greatest value", nested, q.exact, q.documents)
		}
		if q.greedy == q.documents {
			t.Errorf("nested=%v: greedy is never worse; the documents are too easy", nested)
		}
	}
}
