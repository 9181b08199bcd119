package main

import (
	"bufio"
	"errors"
	"os"
	"slices"
	"strconv"

	"github.com/onomast/onomast/plugins/crf/template"
)

// items prints the tag and the features of each token, and an empty line behind
// each sequence. A feature is its key in base 36.
func items(args []string) error {
	if len(args) != 2 {
		return errors.New("usage: crf items TEMPLATE SEQUENCES")
	}
	x, err := extractor(args[0])
	if err != nil {
		return err
	}
	all, err := readSequences(args[1])
	if err != nil {
		return err
	}
	out := bufio.NewWriter(os.Stdout)
	p := printer{x: x, out: out}
	for _, s := range all {
		p.print(s)
	}
	return out.Flush()
}

// extractor compiles one of the templates that are built in.
func extractor(preset string) (*template.Extractor, error) {
	t, err := template.Preset(preset)
	if err != nil {
		return nil, err
	}
	return t.Compile(nil)
}

// A printer writes sequences as items.
type printer struct {
	x       *template.Extractor
	out     *bufio.Writer
	word    template.Word
	keys    [][]uint64 // of each token
	scratch []byte
}

func (p *printer) print(s sequence) {
	p.collect(s.Words)
	for i, tag := range s.Tags {
		_, _ = p.out.WriteString(tag) // a bufio.Writer tells of errors when it is flushed
		for _, key := range p.keys[i] {
			p.scratch = strconv.AppendUint(append(p.scratch[:0], '\t'), key, 36)
			_, _ = p.out.Write(p.scratch)
		}
		_ = p.out.WriteByte('\n')
	}
	_ = p.out.WriteByte('\n')
}

// collect finds the features of every token.
func (p *printer) collect(words []string) {
	n := len(words)
	p.keys = make([][]uint64, n)
	known := template.Sentence{Parts: make([][]uint64, n)}
	before, behind := 0, 0
	for _, o := range p.x.Offsets() {
		before, behind = max(before, -o), max(behind, o)
	}
	for j := -before; j < n+behind; j++ {
		switch {
		case j < 0:
			p.x.Outside(j, &p.word)
		case j >= n:
			p.x.Outside(j-n+1, &p.word)
		default:
			p.x.Word(words[j], &p.word)
			known.Parts[j] = slices.Clone(p.word.Parts)
		}
		for k, o := range p.x.Offsets() {
			if i := j - o; 0 <= i && i < n {
				p.keys[i] = append(p.keys[i], p.word.Keys[k]...)
			}
		}
	}
	p.x.Fill(&known)
	for i := range n {
		p.between(i, &known)
	}
}

// between adds the features of token i that depend on more than one word.
func (p *printer) between(i int, s *template.Sentence) {
	add := func(key uint64) {
		if key != 0 {
			p.keys[i] = append(p.keys[i], key)
		}
	}
	for t, track := range p.x.Tracks() {
		for k, o := range track.Offsets {
			if j := i + o; 0 <= j && j < len(p.keys) {
				add(p.x.Key(t, k, s.Tracks[t][j]))
			}
		}
	}
	for j := range p.x.Joins() {
		add(p.x.Join(j, i, s))
	}
}
