// Command language identifies the language of the texts of a file for compare.py, and
// times it.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/onomast/onomast/plugins/multilingual/detect"
	"github.com/onomast/onomast/plugins/multilingual/lid"
)

// item is one text; what a program answers has the language and its score filled in.
type item struct {
	Text     string  `json:"text,omitempty"`
	Language string  `json:"language"`
	Score    float32 `json:"score"`
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	languages := flag.String("languages", "", "only these, separated by commas")
	parts := flag.Bool("parts", false, "look for parts, too, as the stage does by default")
	flag.Parse()
	m, err := lid.Shipped()
	if err != nil {
		return err
	}
	items, err := read(flag.Arg(0))
	if err != nil {
		return err
	}
	only := strings.Split(*languages, ",")
	start := now()
	if *parts {
		d := detect.New(m, detect.Options{Grain: detect.Sentence})
		for i := range items {
			f := d.Detect(items[i].Text)
			items[i].Language, items[i].Score = f.Language, f.Score
		}
	} else {
		for i := range items {
			items[i].Language, items[i].Score = best(m.Identify(items[i].Text), only)
		}
	}
	spent := now() - start
	out := json.NewEncoder(os.Stdout)
	for _, it := range items {
		it.Text = ""
		if err := out.Encode(it); err != nil {
			return err
		}
	}
	return out.Encode(map[string]float64{"seconds": spent})
}

// best returns the likeliest of some languages, and its share among them.
func best(guesses []lid.Guess, only []string) (string, float32) {
	language, score, total := "", float32(0), float32(0)
	for _, g := range guesses {
		if only[0] != "" && !slices.Contains(only, g.Language) {
			continue
		}
		if total += g.Score; language == "" {
			language, score = g.Language, g.Score
		}
	}
	return language, score / max(total, 1e-9)
}

func read(path string) ([]item, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	var items []item
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		var it item
		if err := json.Unmarshal(lines.Bytes(), &it); err != nil {
			return nil, err
		}
		items = append(items, item{Text: it.Text})
	}
	return items, lines.Err()
}
