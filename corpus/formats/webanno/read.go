// Package webanno reads and writes the TSV 3 of WebAnno and INCEpTION: a file for each
// document, a token on each line, layers as columns.
package webanno

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats/internal/lines"
	"github.com/onomast/onomast/corpus/formats/internal/perdoc"
)

// namedEntity is the layer that is written.
const namedEntity = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"

// Format describes the format.
func Format() annotation.Format {
	return annotation.Format{
		Name: "webanno", Title: "WebAnno TSV 3.3", Extension: ".tsv", PerDocument: true,
		Holds: annotation.Holds{
			Overlap: annotation.Any, Duplicates: true, DocumentIDs: true, Tokens: true, Sentences: true, NeedsTokens: true,
			NeedsSentences: true, SpacedTokens: true, Spacing: annotation.SentenceSpacing,
		},
		Guess: guess, Read: open, Write: create,
	}
}

func guess(_ string, head []byte) int {
	if bytes.HasPrefix(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), []byte("#FORMAT=WebAnno TSV 3")) {
		return 100
	}
	return 0
}

// A layer is what a line #T_SP= declares.
type layer struct {
	name     string
	features []string
	span     bool // its annotations are entities
	columns  int
}

func open(in *annotation.Input) (annotation.Source, error) {
	return &source{in: in, lines: lines.New(in), open: map[string]int{}}, nil
}

// A source yields the one document of a file.
type source struct {
	in     *annotation.Input
	lines  *lines.Reader
	done   bool
	layers []layer

	draft    *annotation.Draft
	text     strings.Builder
	sentence string // its text, as far as it is known
	begun    bool   // a token of the sentence has been read
	last     int    // where the last token ends, as the file counts
	at       int    // where its text ends in the sentence
	noted    bool
	open     map[string]int // entities by layer and number
}

// Next reads the document.
func (s *source) Next() (*annotation.Draft, error) {
	if s.done {
		return nil, io.EOF
	}
	s.done = true
	s.draft = &annotation.Draft{Stated: true, Unit: document.Byte}
	s.draft.ID, s.draft.Origin = perdoc.ID(s.in.Path), annotation.Origin{Path: s.in.Path}
	for {
		line, err := s.lines.Next()
		var problem *annotation.Problem
		switch {
		case errors.Is(err, io.EOF):
			s.draft.Text = s.text.String()
			return s.draft, nil
		case errors.As(err, &problem):
			return nil, problem
		case err != nil:
			return nil, err
		}
		if int64(s.text.Len()) > s.in.Limit {
			return nil, s.lines.Problem("too-large", "raise --max-document", "the document has more than %d bytes", s.in.Limit)
		}
		s.line(line)
	}
}

func (s *source) line(line string) {
	switch {
	case strings.HasPrefix(line, "#T_"):
		s.declare(line)
	case strings.HasPrefix(line, "#Text="):
		text := unescapeText(strings.TrimPrefix(line, "#Text="))
		if s.sentence != "" && !s.begun { // one of several lines
			text = s.sentence + "\n" + text
		}
		s.sentence, s.begun, s.at = text, false, 0
	case strings.HasPrefix(line, "#"), strings.TrimSpace(line) == "":
	default:
		s.row(strings.Split(line, "\t"))
	}
}

// declare takes a layer. Those that are no entities are counted for their columns.
func (s *source) declare(line string) {
	kind, rest, _ := strings.Cut(strings.TrimPrefix(line, "#T_"), "=")
	parts := strings.Split(rest, "|")
	l := layer{name: parts[0], features: parts[1:], columns: max(1, len(parts)-1)}
	short := shortName(l.name)
	l.span = kind == "SP" && (short == "NamedEntity" || strings.HasPrefix(l.name, "webanno.custom.") || strings.HasPrefix(l.name, "custom."))
	if !l.span {
		p := s.lines.Problem("layer", "", "the layer %s is not read", annotation.Shorten(short))
		if p.Effect = annotation.Noted; kind == "RL" || kind == "CH" {
			p.Effect = annotation.Reduced
		}
		s.in.Report(*p)
	}
	s.layers = append(s.layers, l)
}

func shortName(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }

func (s *source) broken(format string, args ...any) {
	p := s.draft.Problem(annotation.Changed, "broken-line", format, args...)
	p.Line = s.lines.Number
	s.in.Report(p)
}

// row takes a token, or a part of the last one: 1-3.1.
func (s *source) row(cells []string) {
	if len(cells) < 3 {
		s.broken("a line has %d columns instead of at least 3: it is left out", len(cells))
		return
	}
	from, to, _ := strings.Cut(cells[1], "-")
	start, err := strconv.Atoi(from)
	end, err2 := strconv.Atoi(to)
	if err != nil || err2 != nil || end <= start {
		s.broken("the place of a token is not two numbers: it is left out")
		return
	}
	if strings.Contains(cells[0], ".") {
		s.part(cells, start)
		return
	}
	form := unescape(cells[2])
	if form == "" {
		s.broken("a token has no text: it is left out")
		return
	}
	place := s.token(form, start, end)
	s.columns(cells, place)
}

// token appends a token behind what stands between it and the last one.
func (s *source) token(form string, start, end int) annotation.Range {
	first := !s.begun
	s.begun = true
	gap := max(0, start-s.last)
	switch {
	case first:
		if gap > 0 && len(s.draft.Tokens) > 0 {
			s.text.WriteString("\n" + strings.Repeat(" ", s.within(gap)-1))
		} else {
			s.text.WriteString(strings.Repeat(" ", s.within(gap)))
		}
		if strings.HasPrefix(s.sentence, form) {
			s.at = len(form)
		}
	default:
		between, ok := "", false
		if s.at <= len(s.sentence) {
			between, _, ok = strings.Cut(s.sentence[s.at:], form)
		}
		if !ok || strings.TrimSpace(between) != "" {
			between = strings.Repeat(" ", s.within(gap))
		} else {
			s.at += len(between) + len(form)
		}
		s.text.WriteString(between)
	}
	place := annotation.Range{Start: s.text.Len(), End: s.text.Len() + len(form)}
	s.text.WriteString(form)
	s.last = end
	s.draft.Tokens = append(s.draft.Tokens, place)
	if n := len(s.draft.Sentences); first || n == 0 {
		s.draft.Sentences = append(s.draft.Sentences, place)
	} else {
		s.draft.Sentences[n-1].End = place.End
	}
	return place
}

// within keeps a gap that a file claims from filling the memory.
func (s *source) within(gap int) int { return int(min(int64(gap), s.in.Limit)) }

// part takes a part of the last token, which begins at a place the file counts in.
func (s *source) part(cells []string, start int) {
	n := len(s.draft.Tokens)
	if n == 0 {
		return
	}
	token := s.draft.Tokens[n-1]
	form := unescape(cells[2])
	whole := s.text.String()[token.Start:token.End]
	o := document.NewOffsets(whole)
	begin := s.last - o.To(document.UTF16, len(whole))
	at, ok := o.From(document.UTF16, start-begin)
	if !ok || !strings.HasPrefix(whole[at:], form) {
		s.broken("a part of a token is not where it should be: it is left out")
		return
	}
	s.columns(cells, annotation.Range{Start: token.Start + at, End: token.Start + at + len(form)})
}

// columns takes the annotations of a token.
func (s *source) columns(cells []string, place annotation.Range) {
	c := 3
	for _, l := range s.layers {
		if c+l.columns > len(cells) {
			if l.span && !s.noted {
				s.noted = true
				s.broken("a line has fewer columns than its layers need")
			}
			return
		}
		if l.span {
			s.layer(&l, cells[c:c+l.columns], place)
		}
		c += l.columns
	}
}

// layer takes the annotations of one layer. The first number of a stack is shared by
// all its features.
func (s *source) layer(l *layer, cells []string, place annotation.Range) {
	stacks := make([][]string, len(cells))
	depth := 0
	for i, cell := range cells {
		if stacks[i] = splitStack(cell); len(stacks[i]) > depth {
			depth = len(stacks[i])
		}
	}
	for n := range depth {
		e := annotation.Entity{Parent: annotation.NoParent, Fragments: []annotation.Range{place}}
		number, any := "", false
		for i, stack := range stacks {
			if n >= len(stack) || stack[n] == "_" {
				continue
			}
			any = true
			value, id := cutNumber(stack[n])
			if id != "" {
				number = id
			}
			s.feature(l, i, value, &e)
		}
		if !any {
			continue
		}
		if e.Label == "" {
			e.Label = shortName(l.name)
		}
		s.add(l, number, e)
	}
}

// feature takes the value of one feature: the label is that of "value", or of the
// first one that has any.
func (s *source) feature(l *layer, i int, value string, e *annotation.Entity) {
	name := ""
	if i < len(l.features) {
		name = l.features[i]
	}
	switch {
	case value == "*" || value == "":
	case name == "value" || name == "label" || e.Label == "" && name != "identifier":
		e.Label = unescape(value)
	default:
		e.Attributes = append(e.Attributes, document.Attr{Key: name, Value: unescape(value)})
	}
}

// add adds an entity, or makes the one of the same number longer.
func (s *source) add(l *layer, number string, e annotation.Entity) {
	if number == "" {
		s.draft.Entities = append(s.draft.Entities, e)
		return
	}
	key := l.name + "\x00" + number
	if i, ok := s.open[key]; ok {
		s.draft.Entities[i].Fragments[0].End = e.Fragments[0].End
		return
	}
	s.open[key] = len(s.draft.Entities)
	s.draft.Entities = append(s.draft.Entities, e)
}
