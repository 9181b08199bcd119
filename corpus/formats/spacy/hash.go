package spacy

import (
	_ "embed"
	"encoding/binary"
	"strconv"
	"strings"
)

// symbols are the strings that spaCy 3 numbers instead of hashing them: its attributes
// and the tags and labels of common corpora. A line is a number and a name.
//
//go:embed symbols.txt
var symbols string

// A store maps strings to the numbers that stand for them in a DocBin, and back.
type store struct {
	names   map[string]uint64 // of symbols
	strings map[uint64]string
}

func newStore() *store {
	s := &store{names: map[string]uint64{"": 0}, strings: map[uint64]string{0: ""}}
	for line := range strings.Lines(symbols) {
		number, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		if n, err := strconv.ParseUint(number, 10, 64); err == nil {
			s.names[name], s.strings[n] = n, name
		}
	}
	return s
}

// add returns the number of a string, and remembers it.
func (s *store) add(text string) uint64 {
	if n, ok := s.names[text]; ok {
		return n
	}
	n := hash(text)
	s.strings[n] = text
	return n
}

// hash is MurmurHash64A of the UTF-8 with seed 1, by which spaCy numbers strings.
func hash(text string) uint64 {
	const m, r, seed = 0xc6a4a7935bd1e995, 47, 1
	h := uint64(seed) ^ uint64(len(text))*m
	data := []byte(text)
	for ; len(data) >= 8; data = data[8:] {
		k := binary.LittleEndian.Uint64(data) * m
		k = (k ^ k>>r) * m
		h = (h ^ k) * m
	}
	if len(data) > 0 {
		for i, c := range data {
			h ^= uint64(c) << (8 * i)
		}
		h *= m
	}
	h = (h ^ h>>r) * m
	return h ^ h>>r
}
