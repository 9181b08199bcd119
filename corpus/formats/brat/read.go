// Package brat reads and writes the standoff of brat: a file .ann beside each text.
package brat

import (
	"bytes"
	"errors"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats/internal/lines"
	"github.com/onomast/onomast/corpus/formats/internal/perdoc"
)

// Format describes the format.
func Format() annotation.Format {
	return annotation.Format{
		Name: "brat", Title: "brat standoff", Extension: ".ann", PerDocument: true,
		Holds: annotation.Holds{
			Overlap: annotation.Any, Discontinuous: true, Duplicates: true, Attributes: true, Relations: true, DocumentIDs: true,
			EntityIDs: true, Spacing: annotation.FullSpacing,
		},
		Units: annotation.Units(), Guess: guess, Read: open, Write: create,
	}
}

func guess(name string, head []byte) int {
	if !strings.EqualFold(filepath.Ext(name), ".ann") {
		return 0
	}
	if len(head) == 0 || bytes.ContainsRune([]byte("TREAMN#*"), rune(head[0])) {
		return 95
	}
	return 0
}

func open(in *annotation.Input) (annotation.Source, error) {
	if in.Sibling == nil {
		return nil, errors.New("the text of a .ann file is beside it: give the file itself, not standard input")
	}
	return &source{in: in, lines: lines.New(in)}, nil
}

// A source yields the one document of a file.
type source struct {
	in    *annotation.Input
	lines *lines.Reader
	done  bool

	draft *annotation.Draft
	index map[string]int // of the entities, by id
	rest  []row          // what leads to entities
}

// A row is a line that is not an entity.
type row struct {
	id, what, text string
	line           int
}

// Next reads the document. Lines that cannot be read are reported.
func (s *source) Next() (*annotation.Draft, error) {
	if s.done {
		return nil, io.EOF
	}
	s.done = true
	id := perdoc.ID(s.in.Path)
	text, err := s.in.Sibling(strings.TrimSuffix(filepath.Base(s.in.Path), filepath.Ext(s.in.Path)) + ".txt")
	if err != nil {
		return nil, s.lines.Problem("no-text", "it has the same name and the extension .txt", "its text cannot be read: %s", err)
	}
	if !utf8.Valid(text) {
		return nil, s.lines.Problem("invalid-utf8", "", "its text is not valid UTF-8")
	}
	s.draft = &annotation.Draft{Document: annotation.Document{ID: id, Text: string(text), Origin: annotation.Origin{Path: s.in.Path}}}
	s.index = map[string]int{}
	for {
		line, err := s.lines.Next()
		var problem *annotation.Problem
		switch {
		case errors.As(err, &problem):
			problem.Effect = annotation.Lost
			s.in.Report(*problem)
		case errors.Is(err, io.EOF):
			s.link()
			return s.draft, nil
		case err != nil:
			return nil, err
		case strings.TrimSpace(line) != "":
			s.line(line)
		}
	}
}

// broken reports a line.
func (s *source) broken(effect annotation.Effect, code, format string, args ...any) {
	p := s.draft.Problem(effect, code, format, args...)
	p.Line = s.lines.Number
	s.in.Report(p)
}

// line takes a line: an entity, or something for later.
func (s *source) line(line string) {
	id, rest, ok := strings.Cut(line, "\t")
	if !ok || id == "" {
		s.broken(annotation.Lost, "broken-line", "it has no tab behind its id")
		return
	}
	what, text, _ := strings.Cut(rest, "\t")
	if id[0] != 'T' {
		s.rest = append(s.rest, row{id, what, text, s.lines.Number})
		return
	}
	label, places, _ := strings.Cut(what, " ")
	e := annotation.Entity{ID: id, Label: label, Parent: annotation.NoParent}
	for _, place := range strings.Split(places, ";") {
		from, to, _ := strings.Cut(place, " ")
		start, err := strconv.Atoi(from)
		end, err2 := strconv.Atoi(to)
		if err != nil || err2 != nil {
			s.broken(annotation.Lost, "broken-line", "its place is not two numbers, or several pairs of them with ; between")
			return
		}
		e.Fragments = append(e.Fragments, annotation.Range{Start: start, End: end})
	}
	if _, again := s.index[id]; again {
		s.broken(annotation.Reduced, "duplicate-id", "another entity has its id: what leads there leads to the first")
	} else {
		s.index[id] = len(s.draft.Entities)
	}
	s.draft.Entities = append(s.draft.Entities, e)
	s.draft.Surfaces = append(s.draft.Surfaces, text)
}

// link takes the lines that lead to entities.
func (s *source) link() {
	for _, r := range s.rest {
		s.lines.Number = r.line
		switch r.id[0] {
		case 'R':
			s.relation(r)
		case 'A', 'M':
			name, rest, _ := strings.Cut(r.what, " ")
			target, value, valued := strings.Cut(rest, " ")
			if !valued {
				value = "true"
			}
			s.attribute(target, name, value)
		case 'N':
			fields := strings.Fields(r.what)
			if len(fields) != 3 {
				s.broken(annotation.Reduced, "broken-line", "a normalisation has a type, an entity and a reference")
				continue
			}
			s.attribute(fields[1], fields[0], fields[2])
		case '#':
			name, target, _ := strings.Cut(r.what, " ")
			s.attribute(target, name, r.text)
		case 'E':
			s.broken(annotation.Reduced, "event", "an event is left out: only its trigger is kept")
		case '*':
			s.broken(annotation.Reduced, "relation", "a relation without direction is left out")
		default:
			s.broken(annotation.Lost, "broken-line", "no line begins with such an id")
		}
	}
}

// relation takes `WorksFor Arg1:T1 Arg2:T2`.
func (s *source) relation(r row) {
	fields := strings.Fields(r.what)
	if len(fields) != 3 {
		s.broken(annotation.Reduced, "broken-line", "a relation has a type and two arguments")
		return
	}
	_, from, _ := strings.Cut(fields[1], ":")
	_, to, _ := strings.Cut(fields[2], ":")
	i, ok := s.index[from]
	j, ok2 := s.index[to]
	if !ok || !ok2 {
		s.broken(annotation.Reduced, "relation", "the relation %s is left out: it leads to something that is no entity", annotation.Shorten(fields[0]))
		return
	}
	s.draft.Relations = append(s.draft.Relations, annotation.Relation{ID: r.id, Label: fields[0], From: i, To: j})
}

func (s *source) attribute(target, name, value string) {
	if i, ok := s.index[target]; ok {
		e := &s.draft.Entities[i]
		e.Attributes = append(e.Attributes, document.Attr{Key: name, Value: value})
		return
	}
	s.broken(annotation.Reduced, "attribute", "%s is left out: it leads to something that is no entity", annotation.Shorten(name))
}
