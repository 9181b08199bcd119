// Command tokenizer measures how many tokens the tokenizer splits in a second of
// processor time, on one thread, and writes texts and spans for compare.py.
//
//	go run ./bench/tokenizer [-runs 7] [-texts FILE] [-sentences=false]
//	go run ./bench/tokenizer -texts FILE -spans FILE
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

	"github.com/onomast/onomast/bench/cpu"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/plugins/tokenizer"
)

func main() {
	spans := flag.String("spans", "", "write the spans of tokens and sentences of -texts to this JSON file and stop")
	runs := flag.Int("runs", 7, "how often to measure; the median counts")
	texts := flag.String("texts", "", "JSON file with the list of texts; empty: made-up texts")
	sentences := flag.Bool("sentences", true, "also find sentences")
	dump := flag.String("dump", "", "write the made-up texts to this JSON file and stop")
	flag.Parse()
	work := func() error { return run(*runs, *texts, *dump, *sentences) }
	if *spans != "" {
		work = func() error { return writeSpans(*texts, *spans) }
	}
	if err := work(); err != nil {
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
	words, characters, rates := 0, 0, make([]float64, 0, runs)
	for range runs {
		passes, from := 0, cpu.Time()
		for ; passes == 0 || cpu.Time()-from < least; passes++ {
			words, characters, err = pass(stage, texts)
			if err != nil {
				return err
			}
		}
		rates = append(rates, float64(words*passes)/(cpu.Time()-from).Seconds())
	}
	slices.Sort(rates)
	return json.NewEncoder(os.Stdout).Encode(map[string]any{
		"tokens": words, "bytes": characters, "tokens_per_second": rates[len(rates)/2],
	})
}

// least is how long one run takes at least; shorter ones say little.
const least = 100 * time.Millisecond

// textSpans are offsets in bytes.
type textSpans struct {
	Tokens    [][2]int `json:"tokens"`
	Sentences [][2]int `json:"sentences"`
}

func writeSpans(file, out string) error {
	texts, err := load(file)
	if err != nil {
		return err
	}
	stage, err := open(true)
	if err != nil {
		return err
	}
	all := make([]textSpans, len(texts))
	for i, text := range texts {
		doc, err := document.New("", text)
		if err != nil {
			return err
		}
		if err := stage.Process(context.Background(), doc); err != nil {
			return err
		}
		all[i] = textSpans{offsets(doc.Layer(document.Tokens)), offsets(doc.Layer(document.Sentences))}
	}
	return save(out, all)
}

func offsets(l *document.Layer) [][2]int {
	spans := make([][2]int, l.Len())
	for i := range spans {
		spans[i] = [2]int{l.Start(i), l.End(i)}
	}
	return spans
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

func save(file string, value any) error {
	data, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return os.WriteFile(file, data, 0o600)
}
