// Package conllu reads and writes CoNLL-U. Entities are tags of the scheme IOB2 in the
// last column: NER=B-PER. White space is held there too, as UDPipe does: SpaceAfter=No,
// SpacesAfter=\n.
package conllu

import (
	"bytes"
	"errors"
	"io"
	"path"
	"strings"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats/internal/build"
	"github.com/onomast/onomast/corpus/formats/internal/lines"
)

// Format describes the format.
func Format() annotation.Format {
	return annotation.Format{
		Name: "conllu", Title: "CoNLL-U", Extension: ".conllu",
		Holds: annotation.Holds{
			DocumentIDs: true, Tokens: true, Sentences: true, NeedsTokens: true, NeedsSentences: true, Spacing: annotation.FullSpacing,
		},
		Guess: guess, Read: open, Write: create,
	}
}

func guess(name string, head []byte) int {
	for line := range bytes.Lines(head) {
		if len(bytes.TrimSpace(line)) == 0 || line[0] == '#' {
			continue
		}
		if bytes.Count(line, []byte("\t")) < 9 || line[0] < '0' || line[0] > '9' {
			return 0
		}
		if strings.EqualFold(path.Ext(name), ".conllu") {
			return 100
		}
		return 85
	}
	return 0
}

func open(in *annotation.Input) (annotation.Source, error) {
	return &source{in: in, lines: lines.New(in)}, nil
}

// A source reads documents: what stands between two lines `# newdoc`, or, in a file
// without them, each sentence.
type source struct {
	in        *annotation.Input
	lines     *lines.Reader
	documents bool
	noted     bool // that there are columns that are not read
	pending   error
	next      sentence // read, and the first of the next document
	have      bool
}

// A sentence is what stands between two empty lines.
type sentence struct {
	newdoc, newpar bool
	docID, id      string
	line           int
	words          []word
}

// A word is a token with its own surface.
type word struct {
	form, tag     string
	before, after string // white space; after is "?" where the file says nothing
}

const unsaid = "?"

// Next reads a document.
func (s *source) Next() (*annotation.Draft, error) {
	if err := s.pending; err != nil {
		s.pending = nil
		return nil, err
	}
	var text *build.Text
	last := ""
	for {
		sen, err := s.sentence()
		if len(sen.words) > 0 {
			s.documents = s.documents || sen.newdoc
			if text != nil && (sen.newdoc || !s.documents) {
				s.next, s.have = sen, true // where the file ends, it ends again
				return s.finish(text, last)
			}
			if text == nil {
				text = build.New(s.in, sen.line)
				if text.ID = sen.docID; !s.documents {
					text.ID = sen.id
				}
			}
			last = add(text, sen, last)
		}
		switch {
		case err == nil:
			continue
		case text == nil:
			return nil, err
		}
		s.pending = err
		return s.finish(text, last)
	}
}

// finish ends a document; last is the white space that is said to follow.
func (s *source) finish(text *build.Text, last string) (*annotation.Draft, error) {
	if last != unsaid {
		text.End(last)
	}
	return text.Draft()
}

// add appends a sentence, and returns what stands behind it.
func add(text *build.Text, sen sentence, last string) string {
	switch {
	case last == unsaid && sen.newpar:
		text.Space("\n")
	case last == unsaid:
		text.Space(" ")
	}
	text.Begin("")
	tags := make([]string, len(sen.words))
	for i, w := range sen.words {
		if w.before != "" {
			text.Space(w.before)
		}
		after := w.after
		if after == unsaid {
			after = " "
		}
		text.Token(w.form, after)
		tags[i] = w.tag
		last = w.after
	}
	text.Tagged(tags, "", nil)
	return last
}

// sentence reads on to the next empty line.
func (s *source) sentence() (sentence, error) {
	if s.have {
		s.have = false
		return s.next, nil
	}
	var sen sentence
	covered := "" // number of the last word that a range covers
	for {
		line, err := s.lines.Next()
		var problem *annotation.Problem
		switch {
		case errors.As(err, &problem):
			problem.Effect = annotation.Changed
			s.in.Report(*problem)
		case errors.Is(err, io.EOF):
			return sen, io.EOF
		case err != nil:
			return sen, err
		case strings.TrimSpace(line) == "":
			if len(sen.words) > 0 {
				return sen, nil
			}
		case strings.HasPrefix(line, "#"):
			sen.comment(line)
		default:
			if len(sen.words) == 0 {
				sen.line = s.lines.Number
			}
			covered = s.row(&sen, line, covered)
		}
	}
}

// comment takes `# newdoc id = x`, `# newpar` and `# sent_id = x`.
func (sen *sentence) comment(line string) {
	name, value, _ := strings.Cut(strings.TrimSpace(strings.TrimLeft(line, "#")), "=")
	value = strings.TrimSpace(value)
	switch strings.TrimSpace(name) {
	case "newdoc", "newdoc id":
		sen.newdoc, sen.docID = true, value
	case "newpar", "newpar id":
		sen.newpar = true
	case "sent_id":
		sen.id = value
	}
}

// row takes a word, or a range of words that has the surface of all of them.
func (s *source) row(sen *sentence, line, covered string) string {
	cells := strings.Split(line, "\t")
	if len(cells) < 10 || cells[1] == "" {
		p := s.lines.Problem("columns", "", "the line has %d columns instead of 10: it is left out", len(cells))
		p.Effect = annotation.Changed
		s.in.Report(*p)
		return covered
	}
	id, misc := cells[0], miscOf(cells[9])
	if !s.noted && strings.Trim(strings.Join(cells[2:9], ""), "_") != "" {
		s.noted = true
		p := s.lines.Problem("columns", "", "lemmas, parts of speech and syntax are not read")
		p.Effect, p.Line = annotation.Noted, 0
		s.in.Report(*p)
	}
	switch {
	case strings.Contains(id, "."): // an empty node
		return covered
	case covered != "":
		if w := &sen.words[len(sen.words)-1]; w.tag == "O" {
			w.tag = misc.tag
		}
		if id == covered {
			return ""
		}
		return covered
	}
	sen.words = append(sen.words, word{form: cells[1], tag: misc.tag, before: misc.before, after: misc.after})
	_, last, _ := strings.Cut(id, "-")
	return last
}

type misc struct{ tag, before, after string }

// miscOf reads the last column.
func miscOf(cell string) misc {
	m := misc{tag: "O", after: unsaid}
	for part := range strings.SplitSeq(cell, "|") {
		name, value, _ := strings.Cut(part, "=")
		switch name {
		case "NER", "ner", "NE":
			m.tag = value
		case "SpaceAfter":
			if value == "No" {
				m.after = ""
			}
		case "SpacesAfter":
			m.after = unescape(value)
		case "SpacesBefore":
			m.before = unescape(value)
		}
	}
	return m
}

func unescape(s string) string {
	return strings.NewReplacer(`\\`, `\`, `\s`, " ", `\t`, "\t", `\n`, "\n", `\r`, "\r", `\p`, "|").Replace(s)
}
