// Command gazetteer measures the gazetteer of the stage rules on the terms and
// the text that compare.py prepares, on one thread, and prints JSON.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"

	"github.com/onomast/onomast/bench/cpu"
	"github.com/onomast/onomast/plugins/rules/alphabet"
	"github.com/onomast/onomast/plugins/rules/gazetteer"
)

// report is what one run prints: CPU times in seconds.
type report struct {
	Build   float64   `json:"build"`
	Load    float64   `json:"load"`
	Seconds []float64 `json:"seconds"`
	Matches uint64    `json:"matches"`
	Sum     uint64    `json:"sum"` // of start*31+end over all matches
	File    int64     `json:"file"`
}

func main() {
	if len(os.Args) != 5 {
		fmt.Fprintln(os.Stderr, "usage: gazetteer TERMS TEXT ROUNDS FOLDER")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2], os.Args[3], gazetteer.Cache{Dir: os.Args[4]}); err != nil {
		fmt.Fprintln(os.Stderr, "gazetteer:", err)
		os.Exit(1)
	}
}

// run builds and keeps the index in a first call; in a second one it loads it,
// so that the process's memory is that of a loaded index.
func run(terms, text, rounds string, cache gazetteer.Cache) error {
	runtime.GOMAXPROCS(1)
	n, err := strconv.Atoi(rounds)
	if err != nil {
		return fmt.Errorf("ROUNDS is no number: %w", err)
	}
	table := alphabet.New()
	var r report
	begin := cpu.Time()
	x, err := cache.Load(gazetteer.Key{}, table)
	r.Load = (cpu.Time() - begin).Seconds()
	if err != nil {
		begin = cpu.Time()
		if x, err = build(terms, table); err != nil {
			return err
		}
		r.Build = (cpu.Time() - begin).Seconds()
		if err := cache.Save(gazetteer.Key{}, x); err != nil {
			return err
		}
	}
	data, err := os.ReadFile(text)
	if err != nil {
		return err
	}
	r.measure(x, string(data), n)
	return json.NewEncoder(os.Stdout).Encode(r)
}

// build reads one term a line.
func build(path string, table *alphabet.Table) (*gazetteer.Index, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	b := gazetteer.NewBuilder(table, gazetteer.Mode{Words: true, Mode: alphabet.Mode{Fold: true}})
	list := b.AddList(gazetteer.List{All: true})
	line := int32(0)
	for term := range strings.Lines(string(data)) {
		line++
		b.Add(strings.TrimSuffix(term, "\n"), gazetteer.Entry{List: list, Label: "TERM", Lines: []int32{line}})
	}
	return b.Build(nil), nil
}

func (r *report) measure(x *gazetteer.Index, text string, rounds int) {
	for range rounds {
		r.Matches, r.Sum = 0, 0
		begin := cpu.Time()
		_ = x.Find(context.Background(), text, func(h gazetteer.Hit) bool {
			r.Matches++
			r.Sum += uint64(h.Start)*31 + uint64(h.End)
			return true
		}) // its error would be that of the context
		r.Seconds = append(r.Seconds, (cpu.Time() - begin).Seconds())
	}
}
