package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
)

// A sequence is tokens of one text with a tag each: O, B-X or I-X.
type sequence struct {
	Words []string `json:"words"`
	Tags  []string `json:"tags"`
}

// An entity is tokens of a sequence, half-open.
type entity struct {
	start, end int
	label      string
}

// readSequences reads a file of JSON lines.
func readSequences(path string) ([]sequence, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all []sequence
	for from := json.NewDecoder(f); ; {
		var s sequence
		err := from.Decode(&s)
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s, line %d: %w", path, len(all)+1, err)
		}
		if len(s.Words) != len(s.Tags) {
			return nil, fmt.Errorf("%s, line %d: %d words with %d tags", path, len(all)+1, len(s.Words), len(s.Tags))
		}
		all = append(all, s)
	}
}

// countTokens returns how many words there are.
func countTokens(all []sequence) int {
	n := 0
	for _, s := range all {
		n += len(s.Words)
	}
	return n
}

// typesOf returns the labels of all entities, sorted.
func typesOf(all []sequence) []string {
	var types []string
	for _, s := range all {
		for _, e := range s.entities() {
			if i, known := slices.BinarySearch(types, e.label); !known {
				types = slices.Insert(types, i, e.label)
			}
		}
	}
	return types
}

// entities returns those that the tags spell. The tags are written by a program
// that makes no mistakes in them.
func (s sequence) entities() []entity {
	var found []entity
	for i, tag := range s.Tags {
		switch tag[0] {
		case 'B':
			found = append(found, entity{i, i + 1, tag[2:]})
		case 'I':
			found[len(found)-1].end = i + 1
		}
	}
	return found
}
