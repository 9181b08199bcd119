// Command rules measures how fast engines for regular expressions find the
// matches of many expressions, one thread, in CPU time, and whether they find
// the same. See README.md.
//
//	go run ./bench/rules -patterns FILE [-data DIR | -text FILE] [-peers=false]
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
)

// A report is what a run of one engine prints.
type report struct {
	Engine  string
	Seconds []float64 // CPU time of each round
	Build   float64   // CPU time to compile the expressions
	Matches int
	// Digest is of all matches, in order of expression and place; "": the
	// engine does not say what the others say.
	Digest string
	Note   string
}

func main() {
	var c comparison
	engine := flag.String("engine", "", "run only this engine of Go and print a report; for the command itself")
	data := flag.String("data", "", "folder of annotated sets: their English texts are read, again and again up to 20 MB")
	flag.StringVar(&c.text, "text", "", "file of text to read instead; without either, text is made up")
	flag.StringVar(&c.patterns, "patterns", "", "JSON file: a list of {name, re}")
	flag.IntVar(&c.rounds, "rounds", 5, "rounds of a fast engine; an engine that takes over 5 s for one has one")
	peers := flag.Bool("peers", true, "build and run the engines of other languages too")
	flag.Parse()
	if err := c.run(*engine, *data, *peers); err != nil {
		fmt.Fprintln(os.Stderr, "rules:", err)
		os.Exit(2)
	}
}

// A comparison is what all engines are given.
type comparison struct {
	text, patterns string
	rounds         int
}

func (c *comparison) run(engine, data string, peers bool) error {
	if engine != "" {
		return c.one(engine)
	}
	scratch, err := os.MkdirTemp("", "bench-rules-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	if c.text == "" {
		if c.text, err = writeText(filepath.Join(scratch, "text.txt"), data); err != nil {
			return err
		}
	}
	if c.patterns == "" {
		if c.patterns, err = writePatterns(filepath.Join(scratch, "patterns.json")); err != nil {
			return err
		}
	}
	reports, err := c.all(scratch, peers)
	if err != nil {
		return err
	}
	return c.print(reports)
}

// one runs an engine of this program and prints its report as JSON.
func (c *comparison) one(name string) error {
	text, patterns, err := c.load()
	if err != nil {
		return err
	}
	r, err := measure(name, patterns, text, c.rounds)
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(r)
}

func (c *comparison) load() (text string, patterns []string, err error) {
	raw, err := os.ReadFile(c.text)
	if err != nil {
		return "", nil, err
	}
	data, err := os.ReadFile(c.patterns)
	if err != nil {
		return "", nil, err
	}
	var given []struct{ Re string }
	if err := json.Unmarshal(data, &given); err != nil {
		return "", nil, fmt.Errorf("%s: %w", c.patterns, err)
	}
	for _, g := range given {
		patterns = append(patterns, g.Re)
	}
	return string(raw), patterns, nil
}

func (c *comparison) print(reports []report) error {
	text, patterns, err := c.load()
	if err != nil {
		return err
	}
	size := float64(len(text)) / 1e6
	fmt.Printf("%d expressions, %.1f MB of text, one thread, CPU time, median of the rounds\n\n", len(patterns), size)
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "engine\tMB/s\tOnomast is\tcompile ms\trounds\tmatches\tthe same\t")
	ours, reference := median(reports[0].Seconds), reports[0].Digest
	var notes []string
	for _, r := range reports {
		s := median(r.Seconds)
		same := "no"
		if r.Digest == reference {
			same = "yes"
		}
		if r.Note != "" {
			same += "*"
			notes = append(notes, "* "+r.Engine+": "+r.Note)
		}
		fmt.Fprintf(w, "%s\t%.2f\t%.1fx\t%.1f\t%d\t%d\t%s\t\n", r.Engine, size/s, s/ours, 1000*r.Build, len(r.Seconds), r.Matches, same)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	fmt.Println("\n" + strings.Join(notes, "\n"))
	return nil
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}
