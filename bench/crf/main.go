// Command crf is Onomast's side of the comparisons of this folder: compare.py
// calls it, and prints the tables.
//
//	crf items TEMPLATE SEQUENCES              prints the features of each token, as other programs read them
//	crf train [OPTIONS] SEQUENCES MODEL       trains; crf train -h names the options
//	crf tag MODEL SEQUENCES TAGS              writes the tags found, a line a sequence
//	crf speed MODEL SEQUENCES BEFORE ROUNDS   tags on one thread, also when it has tagged BEFORE
//	crf load MODEL SEQUENCES                  tags the first sequence of a fresh process
//	crf calibrate MODEL DEV TEST              how far scores are probabilities
//
// SEQUENCES is a file of one JSON object a line, of words and their tags. All
// but items print what they measured as JSON.
package main

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "crf:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	commands := map[string]func([]string) error{
		"items": items, "train": trainModel, "tag": tag, "speed": speed, "load": load, "calibrate": calibrated,
	}
	if len(args) == 0 || commands[args[0]] == nil {
		return fmt.Errorf("say what to do: %s", strings.Join(slices.Sorted(maps.Keys(commands)), ", "))
	}
	return commands[args[0]](args[1:])
}
