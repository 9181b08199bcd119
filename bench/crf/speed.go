package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"time"

	"github.com/onomast/onomast/bench/cpu"
)

// A pace is what `crf speed` prints: tokens a second of processor time.
type pace struct {
	Tokens int `json:"tokens"`
	// Rates are of a worker that has tagged other text before, Fresh those of one
	// that knows no word yet.
	Rates    []float64 `json:"rates"`
	Fresh    []float64 `json:"fresh"`
	Entities int       `json:"entities"`
}

// speed tags sequences on one thread, features included.
func speed(args []string) error {
	if len(args) != 4 {
		return errors.New("usage: crf speed MODEL SEQUENCES BEFORE ROUNDS")
	}
	rounds, err := strconv.Atoi(args[3])
	if err != nil {
		return fmt.Errorf("ROUNDS is no number: %w", err)
	}
	all, err := readSequences(args[1])
	if err != nil {
		return err
	}
	before, err := readSequences(args[2])
	if err != nil {
		return err
	}
	runtime.GOMAXPROCS(1)
	p := pace{Tokens: countTokens(all)}
	for range rounds {
		if err := p.round(args[0], all, before); err != nil {
			return err
		}
	}
	return report(p)
}

func (p *pace) round(path string, all, before []sequence) error {
	fresh, err := openEngine(path)
	if err != nil {
		return err
	}
	used, err := openEngine(path)
	if err != nil {
		return err
	}
	if _, err := used.findAll(before); err != nil {
		return err
	}
	for e, rates := range map[*engine]*[]float64{fresh: &p.Fresh, used: &p.Rates} {
		runtime.GC()
		begin := cpu.Time()
		if p.Entities, err = e.findAll(all); err != nil {
			return err
		}
		*rates = append(*rates, float64(p.Tokens)/(cpu.Time()-begin).Seconds())
	}
	return errors.Join(fresh.close(), used.close())
}

// A start is what `crf load` prints, in milliseconds of the clock.
type start struct {
	// Load is the time until the model is ready, First that until the first
	// sentence has been tagged.
	Load  float64 `json:"load"`
	First float64 `json:"first"`
	Bytes int64   `json:"bytes"`
}

// load opens a model and tags one sentence.
func load(args []string) error {
	if len(args) != 2 {
		return errors.New("usage: crf load MODEL SEQUENCES")
	}
	all, err := readSequences(args[1])
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return fmt.Errorf("%s has no sequence", args[1])
	}
	begin := time.Now()
	e, err := openEngine(args[0])
	if err != nil {
		return err
	}
	s := start{Load: milliseconds(begin)}
	if _, err := e.find(all[0].Words); err != nil {
		return err
	}
	s.First = milliseconds(begin)
	info, err := os.Stat(args[0])
	if err != nil {
		return err
	}
	s.Bytes = info.Size()
	return errors.Join(report(s), e.close())
}

func milliseconds(since time.Time) float64 { return float64(time.Since(since).Microseconds()) / 1000 }

// report writes a result as one line of JSON.
func report(result any) error { return json.NewEncoder(os.Stdout).Encode(result) }
