package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/klauspost/compress/gzip"

	"github.com/onomast/onomast/bench/internal/workload"
)

const (
	textSize   = 300  // bytes of a document, about
	poisonRate = 4001 // one document of so many ends the plugin
)

// write makes the inputs: a packed file of records, one that is not packed, and
// a directory of texts with some files no reader is for. It returns their paths.
func (c *chaos) write(poisoned bool) ([]string, error) {
	name := "calm"
	if poisoned {
		name = "poisoned"
	}
	dir := filepath.Join(c.dir, name)
	if err := os.MkdirAll(filepath.Join(dir, "texts"), 0o755); err != nil {
		return nil, err
	}
	texts := c.documents / 10
	packed, plain := filepath.Join(dir, "packed.jsonl.gz"), filepath.Join(dir, "plain.jsonl")
	half := (c.documents - texts) / 2
	if err := records(packed, 0, half, poisoned); err != nil {
		return nil, err
	}
	if err := records(plain, half, c.documents-texts, poisoned); err != nil {
		return nil, err
	}
	for i := c.documents - texts; i < c.documents; i++ {
		ending := ".txt"
		if i%97 == 0 {
			ending = ".bin"
		}
		path := filepath.Join(dir, "texts", workload.ID(i)+ending)
		if err := os.WriteFile(path, []byte(text(i, poisoned)), 0o600); err != nil {
			return nil, err
		}
	}
	return []string{packed, plain, filepath.Join(dir, "texts")}, nil
}

func text(i int, poison bool) string {
	if poison && i%poisonRate == 7 {
		return poisoned + workload.Text(i, textSize)
	}
	return workload.Text(i, textSize)
}

// records writes documents from on, up to to, one a line.
func records(path string, from, to int, poison bool) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	var out io.Writer = f
	if filepath.Ext(path) == ".gz" {
		packer := gzip.NewWriter(f)
		defer packer.Close()
		out = packer
	}
	buffered := bufio.NewWriter(out)
	lines := json.NewEncoder(buffered)
	for i := from; i < to; i++ {
		if err := lines.Encode(map[string]string{"id": workload.ID(i), "text": text(i, poison)}); err != nil {
			return err
		}
	}
	return buffered.Flush()
}

// pipeline writes the pipeline file and returns its path.
func (c *chaos) pipeline(replicas int, delay time.Duration) (string, error) {
	path := filepath.Join(c.dir, fmt.Sprintf("pipeline-%d.yaml", replicas))
	return path, os.WriteFile(path, fmt.Appendf(nil, `name: chaos
language: en
stages:
  - {id: tokens, uses: tokenizer, replicas: %[1]d}
  - id: rules
    uses: rules
    replicas: %[1]d
    with:
      patterns:
        - {id: code, label: CODE, regex: '\b[A-Z]{2}-\d{4}\b', score: 0.9}
        - {id: ticket, label: TICKET, regex: '\bOPS-\d+\b', score: 0.8}
      lists:
        - {id: goods, label: GOODS, terms: [lamp, desk lamp, router, label printer], score: 0.7}
  - id: first
    uses: exec
    command: [%[2]q, %[3]s]
    replicas: %[1]d
    with: {delay: %[4]s}
  - {id: entities, uses: resolver}
`, replicas, c.self, servePlugin, delay), 0o600)
}
