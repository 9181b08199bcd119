// Command subword encodes the texts of annotated sets with a tokenizer, on one thread:
// it prints how fast, and writes the pieces for compare.py to judge.
package main

import (
	"bufio"
	"encoding/binary"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/go-json-experiment/json"

	"github.com/onomast/onomast/bench/cpu"
	"github.com/onomast/onomast/plugins/transformer/subword"
)

func main() {
	tokenizer := flag.String("tokenizer", "", "tokenizer.json or vocab.txt")
	data := flag.String("data", "../shared/data", "folder of annotated sets")
	out := flag.String("out", "", "file for the pieces")
	runs := flag.Int("runs", 3, "passes over all texts; the first fills caches")
	flag.Parse()
	if err := run(*tokenizer, *data, *out, *runs); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(path, data, out string, runs int) error {
	runtime.GOMAXPROCS(1)
	texts, err := texts(data)
	if err != nil {
		return err
	}
	start := time.Now()
	t, err := subword.Load(path)
	if err != nil {
		return err
	}
	load := time.Since(start)
	words := 0
	for _, text := range texts {
		words += len(strings.Fields(text))
	}
	debug.FreeOSMemory()
	e := t.Encoder()
	var enc subword.Encoding
	fmt.Printf("{\"load\": %.3f, \"words\": %d, \"seconds\": [", load.Seconds(), words)
	for i := range runs {
		start := cpu.Time()
		for _, text := range texts {
			if err := e.Encode(text, &enc); err != nil {
				return err
			}
		}
		if i > 0 {
			fmt.Print(", ")
		}
		fmt.Printf("%.4f", (cpu.Time() - start).Seconds())
	}
	fmt.Println("]}")
	if out == "" {
		return nil
	}
	return write(out, t, texts)
}

// texts reads the texts of all sets, in the order of their paths.
func texts(data string) ([]string, error) {
	files, err := filepath.Glob(filepath.Join(data, "*", "*.jsonl"))
	if err != nil {
		return nil, err
	}
	slices.Sort(files)
	var all []string
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(string(b)) {
			var doc struct {
				Text string `json:"text"`
			}
			if err := json.Unmarshal([]byte(line), &doc); err != nil {
				return nil, fmt.Errorf("%s: %w", file, err)
			}
			all = append(all, doc.Text)
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("no sets in %s", data)
	}
	return all, nil
}

// write writes, for each text, the number of its pieces and then their ids, starts,
// ends and words, offsets being code points: little-endian, four bytes each.
func write(path string, t *subword.Tokenizer, texts []string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	e := t.Encoder()
	var enc subword.Encoding
	for _, text := range texts {
		if err := e.Encode(text, &enc); err != nil {
			return err
		}
		at := points(text)
		rows := []int32{int32(enc.Len())}
		rows = append(rows, enc.IDs...)
		for _, offsets := range [][]int32{enc.Starts, enc.Ends} {
			for _, o := range offsets {
				rows = append(rows, at[o])
			}
		}
		if err := binary.Write(w, binary.LittleEndian, append(rows, enc.Words...)); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}

// points returns the number of code points before each byte that begins one; -1 for the
// others.
func points(text string) []int32 {
	at := make([]int32, len(text)+1)
	n := int32(0)
	for i := range at {
		at[i] = -1
		if i == len(text) || utf8.RuneStart(text[i]) {
			at[i] = n
			n++
		}
	}
	return at
}
