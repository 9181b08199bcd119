// Package parallel shares work among goroutines so that the outcome does not depend on
// how many there are: work is cut into chunks whose borders follow from the data alone,
// and what chunks yield is added up in the order of the chunks.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// A Pool runs chunks of work on a number of goroutines. The zero Pool uses one
// goroutine for each processor that Go may use.
type Pool struct {
	// Workers is the number of goroutines, 0 for GOMAXPROCS.
	Workers int
}

// Size returns how many goroutines the pool uses.
func (p Pool) Size() int {
	if p.Workers > 0 {
		return p.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// Do calls work once for each chunk from 0 to chunks, exclusive, and returns when all
// are done. worker is in 0 to Size, exclusive, and no two calls with the same worker
// run at a time: it may index scratch memory.
func (p Pool) Do(chunks int, work func(worker, chunk int)) {
	workers := min(p.Size(), chunks)
	if workers <= 1 {
		for c := range chunks {
			work(0, c)
		}
		return
	}
	var next atomic.Int64
	run := func(worker int) {
		for {
			c := int(next.Add(1)) - 1
			if c >= chunks {
				return
			}
			work(worker, c)
		}
	}
	var group sync.WaitGroup
	for w := 1; w < workers; w++ {
		group.Go(func() { run(w) })
	}
	run(0)
	group.Wait()
}

// Sum adds up what work returns for each chunk, in the order of the chunks.
func (p Pool) Sum(chunks int, work func(worker, chunk int) float64) float64 {
	parts := make([]float64, chunks)
	p.Do(chunks, func(worker, chunk int) { parts[chunk] = work(worker, chunk) })
	total := 0.0
	for _, part := range parts {
		total += part
	}
	return total
}

// Cut returns the borders of chunks of items: chunk c goes from borders[c] to
// borders[c+1], exclusive. cost(i) is what item i costs; a chunk is closed by the item
// with which it costs at least enough.
func Cut(items, enough int, cost func(i int) int) (borders []int) {
	borders = append(borders, 0)
	sum := 0
	for i := range items {
		if sum += cost(i); sum >= enough {
			borders, sum = append(borders, i+1), 0
		}
	}
	if borders[len(borders)-1] < items {
		borders = append(borders, items)
	}
	return borders
}
