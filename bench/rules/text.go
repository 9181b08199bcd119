package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// enough is how many bytes of text to read at least.
const enough = 20_000_000

// writeText writes the text to search into a file: that of English sets, or
// made up.
func writeText(file, data string) (string, error) {
	texts := inventedTexts()
	if data != "" {
		var err error
		if texts, err = englishTexts(data); err != nil {
			return "", err
		}
	}
	f, err := os.Create(file)
	if err != nil {
		return "", err
	}
	w := bufio.NewWriter(f)
	for written := 0; written < enough; {
		for _, text := range texts {
			n, _ := fmt.Fprintln(w, text) // Flush reports the error
			written += n
		}
	}
	if err := w.Flush(); err != nil {
		return "", err
	}
	return file, f.Close()
}

// englishTexts reads the texts of all English documents in a folder of sets.
func englishTexts(root string) ([]string, error) {
	files, err := filepath.Glob(filepath.Join(root, "*", "*.jsonl"))
	if err != nil {
		return nil, err
	}
	slices.Sort(files)
	var texts []string
	for _, file := range files {
		more, err := englishTextsOf(file)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		texts = append(texts, more...)
	}
	if len(texts) == 0 {
		return nil, fmt.Errorf("no English text in %s", root)
	}
	return texts, nil
}

func englishTextsOf(file string) ([]string, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var texts []string
	decoder := json.NewDecoder(bufio.NewReader(f))
	for decoder.More() {
		var doc struct{ Text, Lang string }
		if err := decoder.Decode(&doc); err != nil {
			return nil, err
		}
		if doc.Lang == "en" {
			texts = append(texts, doc.Text)
		}
	}
	return texts, nil
}

// inventedTexts are sentences in which something is to be found now and then.
func inventedTexts() []string {
	words := strings.Fields(`the of and to in is that for it with as was on be at by this have from or had not are but
		what all were when we there can an your which their said if do will each about how up out them then she many some
		so these would other into has more her two like him see time could no make than first been its who now people my
		made over did down only way find use may water long little very after words called just where most know committee
		patient agreement decision reported however during treatment evidence between department company results`)
	rare := strings.Fields(`March,15,2023 $1,250.00 jo.doe@example.com 500,mg XG-4500 14:05 Dr.,Smith www.example.org 37%
		University,of,Oslo section,4.2 Monday 192.0.2.14 CVE-2024-1234 three,days Acme,Widgets,Inc. #hashtag 212-555-0187`)
	rng := rand.New(rand.NewPCG(1, 2))
	texts := make([]string, 2000)
	for i := range texts {
		var b strings.Builder
		for b.Len() < 500 {
			word := words[rng.IntN(len(words))]
			if rng.IntN(60) == 0 {
				word = strings.ReplaceAll(rare[rng.IntN(len(rare))], ",", " ")
			}
			b.WriteString(word + " ")
		}
		texts[i] = b.String()
	}
	return texts
}

// writePatterns writes a few expressions, for want of a file of them.
func writePatterns(file string) (string, error) {
	type pattern struct {
		Name string `json:"name"`
		Re   string `json:"re"`
	}
	var all []pattern
	for i, re := range []string{
		`\b(?:January|March|June|October) \d{1,2},? \d{4}\b`, `\b\d{4}-\d{2}-\d{2}\b`, `\b[A-Z]{2,4}-\d{3,5}\b`,
		`\b[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+\b`, `(?i)\bhttps?://[^\s<>")]+`, `[$€£] ?\d+(?:,\d{3})*(?:\.\d+)?\b`,
		`\b(?:Mr|Mrs|Dr)\.? [A-Z][a-z]+\b`, `\b(?:[A-Z][A-Za-z]+ ){1,4}(?:Inc|Ltd|Corp)\b`, `(?i)\b(?:mon|tues|wednes|thurs|fri)day\b`,
	} {
		all = append(all, pattern{fmt.Sprint("P", i), re})
	}
	data, err := json.Marshal(all)
	if err != nil {
		return "", err
	}
	return file, os.WriteFile(file, data, 0o600)
}
