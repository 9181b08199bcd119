package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"unicode"

	"github.com/cespare/xxhash/v2"

	"github.com/onomast/onomast/core/scheme"
)

// An example is a record as one sequence, with its flat entities.
type example struct {
	words []string
	spans []labelled
}

// labelled is an entity over words, half-open.
type labelled struct {
	start, end int
	label      string
}

// record is a line of a set; offsets are code points.
type record struct {
	Text     string   `json:"text"`
	Tokens   [][2]int `json:"tokens"`
	Entities []struct {
		Start int    `json:"start"`
		End   int    `json:"end"`
		Label string `json:"label"`
	} `json:"entities"`
}

// halves reads what to train on and what to judge by. A set without dev gives the
// fifth of train that the hash of the text says.
func halves(folder, judge string) (train, held []example, err error) {
	if train, err = read(filepath.Join(folder, "train.jsonl"), nil); err != nil {
		return nil, nil, err
	}
	held, err = read(filepath.Join(folder, judge+".jsonl"), nil)
	if judge != "dev" || !errors.Is(err, fs.ErrNotExist) {
		return train, held, err
	}
	fifth := func(text string) bool { return xxhash.Sum64String(text)%5 == 0 }
	if held, err = read(filepath.Join(folder, "train.jsonl"), fifth); err != nil {
		return nil, nil, err
	}
	train, err = read(filepath.Join(folder, "train.jsonl"), func(text string) bool { return !fifth(text) })
	return train, held, err
}

func read(path string, want func(text string) bool) ([]example, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 64<<20)
	var out []example
	for n := 1; lines.Scan(); n++ {
		var r record
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		if want != nil && !want(r.Text) {
			continue
		}
		if e := r.example(); len(e.words) > 0 {
			out = append(out, e)
		}
	}
	return out, lines.Err()
}

// example reduces overlapping entities to the outermost, and widens them to words.
func (r *record) example() example {
	text := []rune(r.Text)
	tokens := r.Tokens
	if tokens == nil {
		tokens = split(text)
	}
	var e example
	for _, t := range tokens {
		e.words = append(e.words, string(text[t[0]:t[1]]))
	}
	slices.SortStableFunc(r.Entities, func(a, b entity) int {
		return cmp.Or(cmp.Compare(a.Start-a.End, b.Start-b.End), cmp.Compare(a.Start, b.Start))
	})
	for i, x := range r.Entities {
		if slices.ContainsFunc(r.Entities[:i], func(y entity) bool { return y.Label != "" && x.End > y.Start && x.Start < y.End }) {
			r.Entities[i].Label = "" // inside of one that counts
			continue
		}
		s := labelled{start: len(tokens), label: x.Label}
		for k, t := range tokens {
			if t[0] < x.End && t[1] > x.Start {
				s.start, s.end = min(s.start, k), k+1
			}
		}
		taken := func(y labelled) bool { return s.end > y.start && s.start < y.end }
		if s.start < s.end && !slices.ContainsFunc(e.spans, taken) {
			e.spans = append(e.spans, s)
		}
	}
	slices.SortFunc(e.spans, func(a, b labelled) int { return cmp.Compare(a.start, b.start) })
	return e
}

// entity is an element of record.Entities.
type entity = struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Label string `json:"label"`
}

// split is the rule of sets without tokens: letters, digits and underscores
// together, anything else alone.
func split(text []rune) [][2]int {
	inWord := func(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) }
	var out [][2]int
	for i := 0; i < len(text); {
		j := i + 1
		if inWord(text[i]) {
			for j < len(text) && inWord(text[j]) {
				j++
			}
		}
		if !unicode.IsSpace(text[i]) {
			out = append(out, [2]int{i, j})
		}
		i = j
	}
	return out
}

// types are the labels of the entities.
func types(sets ...[]example) []string {
	var out []string
	for _, examples := range sets {
		for _, e := range examples {
			for _, s := range e.spans {
				out = append(out, s.label)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// tags are those of an example.
func (e example) tags(set scheme.Set) []int32 {
	var spans []scheme.Span
	for _, s := range e.spans {
		typ, _ := slices.BinarySearch(set.Types, s.label)
		spans = append(spans, scheme.Span{Start: s.start, End: s.end, Type: typ})
	}
	return set.Encode(nil, len(e.words), spans)
}
