// Command tokenizer measures how many words a second the tokenizer splits, on one
// thread, and writes the same texts where compare.py finds them for spaCy.
//
//	go run ./bench/tokenizer [-runs 7] [-texts FILE] [-sentences=false]
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"runtime"
	"slices"
	"time"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/plugins/tokenizer"
)

func main() {
	runs := flag.Int("runs", 7, "how often to measure; the median counts")
	texts := flag.String("texts", "", "JSON file with the list of texts; empty: made-up texts")
	sentences := flag.Bool("sentences", true, "also find sentences")
	dump := flag.String("dump", "", "write the made-up texts to this JSON file and stop")
	flag.Parse()
	if err := run(*runs, *texts, *dump, *sentences); err != nil {
		fmt.Fprintln(os.Stderr, "tokenizer:", err)
		os.Exit(2)
	}
}

func run(runs int, file, dump string, sentences bool) error {
	texts, err := load(file)
	if err != nil {
		return err
	}
	if dump != "" {
		return save(dump, texts)
	}
	runtime.GOMAXPROCS(1)
	stage, err := open(sentences)
	if err != nil {
		return err
	}
	words, characters, took := 0, 0, make([]time.Duration, 0, runs)
	for range runs {
		begin := time.Now()
		words, characters, err = pass(stage, texts)
		if err != nil {
			return err
		}
		took = append(took, time.Since(begin))
	}
	slices.Sort(took)
	median := took[len(took)/2]
	return json.NewEncoder(os.Stdout).Encode(map[string]any{
		"tokens": words, "bytes": characters, "seconds": median.Seconds(),
		"tokens_per_second": float64(words) / median.Seconds(),
	})
}

func open(sentences bool) (plugin.Stage, error) {
	with := fmt.Appendf(nil, `{"language": "en", "sentences": %t}`, sentences)
	return tokenizer.Kind().Open(context.Background(), plugin.Config{Stage: "tokens", With: with})
}

// pass annotates all texts and counts tokens and bytes.
func pass(stage plugin.Stage, texts []string) (tokens, size int, err error) {
	for _, text := range texts {
		doc, err := document.New("", text)
		if err != nil {
			return 0, 0, err
		}
		if err := stage.Process(context.Background(), doc); err != nil {
			return 0, 0, err
		}
		tokens += doc.Layer(document.Tokens).Len()
		size += len(text)
	}
	return tokens, size, nil
}

func load(file string) ([]string, error) {
	if file == "" {
		return madeUp(), nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var texts []string
	return texts, json.Unmarshal(data, &texts)
}

func save(file string, texts []string) error {
	data, err := json.Marshal(texts)
	if err != nil {
		return err
	}
	return os.WriteFile(file, data, 0o600)
}
