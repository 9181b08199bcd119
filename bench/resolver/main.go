// Command resolver times the resolver on dense and on large documents, and
// compares what it keeps with a greedy choice and with the best of all subsets.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"time"

	"github.com/onomast/onomast/bench/cpu"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/plugins/resolver"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "bench/resolver:", err)
		os.Exit(1)
	}
}

func run() error {
	fmt.Printf("%s, GOMAXPROCS=%d; processor time, medians of 15 documents\n\n", runtime.Version(), runtime.GOMAXPROCS(0))
	fmt.Println("| 1,000 candidates in one document | mode | median | target |")
	fmt.Println("|---|---|---|---|")
	for _, s := range scenes() {
		for _, mode := range []string{"flat", "nested"} {
			if err := row(s.name, mode, "5 ms", s.make, 1000); err != nil {
				return err
			}
		}
	}
	if err := short(); err != nil {
		return err
	}
	fmt.Println("\n| large document, short spans | mode | median | per candidate |\n|---|---|---|---|")
	for _, mode := range []string{"flat", "nested"} {
		for _, n := range []int{1_000, 10_000, 100_000, 1_000_000} {
			if err := row(fmt.Sprintf("%d candidates", n), mode, "", sparse, n); err != nil {
				return err
			}
		}
	}
	fmt.Println("\n| over one word, nested | mode | median | per candidate |\n|---|---|---|---|")
	for _, n := range []int{2_000, 5_000, 20_000} {
		if err := row(fmt.Sprintf("%d candidates", n), "nested", "", point, n); err != nil {
			return err
		}
	}
	return quality()
}

// short prints what one of many documents with a handful of candidates costs.
func short() error {
	const documents, candidates = 1000, 5
	fmt.Println("\n| many short documents | mode | one document | per candidate |\n|---|---|---|---|")
	for _, mode := range []string{"flat", "nested"} {
		stage, err := open(fmt.Sprintf(`{"mode": %q}`, mode))
		if err != nil {
			return err
		}
		var times []time.Duration
		for i := range uint64(15) {
			docs := make([]*document.Document, documents)
			r := rand.New(rand.NewPCG(i, 7))
			for n := range docs {
				doc, err := build(sparse(r, candidates))
				if err != nil {
					return err
				}
				docs[n] = fresh(doc)
			}
			begin := cpu.Time()
			for _, doc := range docs {
				if err := stage.Process(context.Background(), doc); err != nil {
					return err
				}
			}
			times = append(times, (cpu.Time()-begin)/documents)
		}
		slices.Sort(times)
		median := times[len(times)/2]
		fmt.Printf("| %d candidates | %s | %.1f µs | %d ns |\n", candidates, mode, median.Seconds()*1e6, median.Nanoseconds()/candidates)
	}
	return nil
}

// open starts a resolver that knows the sources.
func open(options string) (plugin.Stage, error) {
	cfg := plugin.Config{Stage: "entities", With: json.RawMessage(options)}
	for s := range sources {
		name := fmt.Sprintf("source%d", s)
		cfg.Layers = append(cfg.Layers, plugin.LayerSpec{Name: name, Role: plugin.CandidatesRole, Stage: name})
	}
	return resolver.Kind().Open(context.Background(), cfg)
}

// row prints the median time of a scene.
func row(name, mode, target string, make func(*rand.Rand, int) (int, []span), n int) error {
	stage, err := open(fmt.Sprintf(`{"mode": %q}`, mode))
	if err != nil {
		return err
	}
	var times []time.Duration
	exactness := ""
	for i := range uint64(15) {
		doc, err := build(make(rand.New(rand.NewPCG(i, 7)), n))
		if err != nil {
			return err
		}
		doc = fresh(doc)
		runtime.GC()
		begin := cpu.Time()
		if err := stage.Process(context.Background(), doc); err != nil {
			return err
		}
		times = append(times, cpu.Time()-begin)
		if len(doc.Notes()) > 0 {
			exactness = " (approximate)"
		}
	}
	slices.Sort(times)
	median := times[len(times)/2]
	if target == "" {
		target = fmt.Sprintf("%.0f ns", float64(median.Nanoseconds())/float64(n))
	}
	fmt.Printf("| %s%s | %s | %.2f ms | %s |\n", name, exactness, mode, median.Seconds()*1e3, target)
	return nil
}

// qualityRow counts how often the greatest value is reached.
type qualityRow struct {
	documents, exact, greedy int
	lost                     float64 // share of the value that greedy misses
}

func quality() error {
	fmt.Println("\n| documents of 3-12 overlapping candidates | mode | resolver = best subset | greedy = best subset | value greedy misses |")
	fmt.Println("|---|---|---|---|---|")
	for _, nested := range []bool{false, true} {
		q, err := compare(nested, 2000)
		if err != nil {
			return err
		}
		fmt.Printf("| %d | %s | %d | %d | %.1f %% |\n", q.documents, modeName(nested), q.exact, q.greedy, 100*q.lost)
	}
	return nil
}

func modeName(nested bool) string {
	if nested {
		return "nested"
	}
	return "flat"
}

// compare resolves random small documents and looks at all their subsets.
func compare(nested bool, documents int) (qualityRow, error) {
	q := qualityRow{documents: documents}
	stage, err := open(fmt.Sprintf(`{"mode": %q}`, modeName(nested)))
	if err != nil {
		return q, err
	}
	r := rand.New(rand.NewPCG(3, 5))
	possible, reached := 0.0, 0.0
	for range documents {
		spans := random(r, 3+r.IntN(10), func() (int, int) { first := r.IntN(10); return first, first + r.IntN(5) })
		spans = merged(spans)
		doc, err := build(16, spans)
		if err != nil {
			return q, err
		}
		if err := stage.Process(context.Background(), doc); err != nil {
			return q, err
		}
		best := exhaustive(spans, nested)
		byGreed := value(greedy(spans, nested))
		if math.Abs(value(kept(doc))-best) < 1e-4 {
			q.exact++
		}
		if math.Abs(byGreed-best) < 1e-4 {
			q.greedy++
		}
		possible, reached = possible+best, reached+byGreed
	}
	q.lost = 1 - reached/possible
	return q, nil
}

// merged drops what is proposed twice, so that scores need not be combined.
func merged(spans []span) []span {
	var out []span
	for _, s := range spans {
		if !slices.ContainsFunc(out, func(o span) bool { return o.start == s.start && o.end == s.end && o.label == s.label }) {
			out = append(out, s)
		}
	}
	return out
}

func kept(doc *document.Document) []span {
	var out []span
	for _, s := range doc.Layer(document.Entities).All() {
		out = append(out, span{s.Start, s.End, s.Label, s.Score})
	}
	return out
}
