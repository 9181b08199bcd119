// Package conll reads and writes columns: a token and its tag on each line, an empty
// line behind each sentence, as in CoNLL-2003, WNUT-17 and GermEval 2014. The tag schemes
// are those of the package tags; which one a file has is found out from its tags.
package conll

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats/internal/lines"
	"github.com/onomast/onomast/corpus/tags"
)

const docStart = "-DOCSTART-"

// Format describes the format.
func Format() annotation.Format {
	return annotation.Format{
		Name: "conll", Title: "CoNLL columns", Extension: ".conll",
		Holds: annotation.Holds{DocumentIDs: true, Tokens: true, Sentences: true, NeedsTokens: true, NeedsSentences: true},
		Guess: guess, Read: open, Write: create,
	}
}

func guess(name string, head []byte) int {
	rows := sample(string(head))
	if len(rows) == 0 {
		return 0
	}
	l := layoutOf(rows)
	if len(l.tags) == 0 {
		return 0
	}
	sure := 45
	switch strings.ToLower(path.Ext(name)) {
	case ".conll", ".bio", ".iob", ".iob2", ".bioes", ".bilou", ".conll03", ".conll2003":
		sure = 80
	}
	if bytes.HasPrefix(head, []byte(docStart)) {
		sure = 90
	}
	return sure
}

// sample splits the first lines that hold tokens into their cells.
func sample(head string) [][]string {
	const enough = 500
	var rows [][]string
	all := strings.Split(head, "\n")
	if len(all) > 1 {
		all = all[:len(all)-1] // the last one may be cut
	}
	for _, line := range all {
		line = strings.TrimSuffix(strings.TrimPrefix(line, "\ufeff"), "\r")
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, docStart) || strings.HasPrefix(line, "# ") || strings.HasPrefix(line, "#\t") {
			continue
		}
		if rows = append(rows, cells(line)); len(rows) == enough {
			break
		}
	}
	return rows
}

// cells splits a line at tabs, or at runs of spaces where it has no tab.
func cells(line string) []string {
	if strings.Contains(line, "\t") {
		return strings.Split(line, "\t")
	}
	return strings.FieldsFunc(line, func(r rune) bool { return r == ' ' })
}

// A layout says which columns of a file hold what.
type layout struct {
	width int
	token int
	tags  []int // of nested files the outermost first
	other int   // columns that are not read
}

// layoutOf looks at rows, of which few may be damaged: the tag is in the last column; a
// file whose first column counts the tokens can have several columns of tags.
func layoutOf(rows [][]string) layout {
	whole := widest(rows)
	if len(whole) == 0 || 5*len(whole) < 4*len(rows) || len(whole[0]) < 2 {
		return layout{}
	}
	l := layout{width: len(whole[0])}
	counted := l.width > 2 && column(whole, 0, isNumber)
	if counted {
		l.token = 1
	}
	for c := l.width - 1; c > l.token && column(whole, c, tags.Looks); c-- {
		l.tags = append([]int{c}, l.tags...)
		if !counted {
			break
		}
	}
	l.other = l.width - 1 - l.token - len(l.tags)
	return l
}

// widest returns the rows that have as many cells as most have.
func widest(rows [][]string) [][]string {
	counts := map[int]int{}
	best := 0
	for _, row := range rows {
		n := len(row)
		if counts[n]++; counts[n] > counts[best] {
			best = n
		}
	}
	return slices.DeleteFunc(slices.Clone(rows), func(row []string) bool { return len(row) != best })
}

func column(rows [][]string, c int, holds func(string) bool) bool {
	return !slices.ContainsFunc(rows, func(row []string) bool { return !holds(row[c]) })
}

func isNumber(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// open finds out the layout and the scheme, and prepares to read.
func open(in *annotation.Input) (annotation.Source, error) {
	s := &source{in: in, lines: lines.New(in)}
	rows := sample(string(s.lines.Peek()))
	if len(rows) == 0 {
		return s, nil
	}
	if s.layout = layoutOf(rows); len(s.layout.tags) == 0 {
		n := len(widest(rows)[0])
		s.layout = layout{width: n, tags: []int{n - 1}, other: n - 2}
	}
	if s.layout.width < 2 {
		return nil, fmt.Errorf("%s: the lines have no two columns: a token and its tag", in.Path)
	}
	return s, s.findScheme()
}

// findScheme reads the file once before.
func (s *source) findScheme() error {
	if s.in.Again == nil {
		return nil
	}
	body, done, err := s.in.Again()
	if err != nil {
		return err
	}
	again := *s.in
	again.Body, again.Again, again.Report = body, nil, func(annotation.Problem) {}
	first := &source{in: &again, lines: lines.New(&again), layout: s.layout, tally: &tags.Tally{}}
	for {
		_, err := first.Next()
		var problem *annotation.Problem
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil && !errors.As(err, &problem) {
			return errors.Join(err, done())
		}
	}
	s.scheme = first.tally.Scheme()
	s.in.Report(annotation.Problem{
		Effect: annotation.Noted, Code: "scheme", Scheme: string(s.scheme), Origin: annotation.Origin{Path: s.in.Path},
		Message: fmt.Sprintf("the tags are %s, read as %s", s.scheme, s.in.Repair),
	})
	if s.layout.other > 0 {
		s.in.Report(annotation.Problem{
			Effect: annotation.Noted, Code: "columns", Origin: annotation.Origin{Path: s.in.Path},
			Message: fmt.Sprintf("%d columns beside token and tag are not read", s.layout.other),
		})
	}
	return done()
}
