package conll

import (
	"errors"
	"io"
	"strings"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats/internal/build"
	"github.com/onomast/onomast/corpus/formats/internal/lines"
	"github.com/onomast/onomast/corpus/tags"
)

// A source reads documents: what stands between two lines -DOCSTART-, or, in a file
// without them, each sentence.
type source struct {
	in     *annotation.Input
	lines  *lines.Reader
	layout layout
	scheme tags.Scheme
	tally  *tags.Tally // set when only the tags are looked at

	documents bool   // the file has lines -DOCSTART-
	id        string // of the document that begins
	origin    annotation.Origin
	pending   error
}

// A sentence is what stands between two empty lines.
type sentence struct {
	tokens []string
	tags   [][]string // by column, then by token
	lines  []int
}

// Next reads a document.
func (s *source) Next() (*annotation.Draft, error) {
	if err := s.pending; err != nil {
		s.pending = nil
		return nil, err
	}
	text := build.New(s.in, 0)
	for {
		sen, err := s.sentence(text.Len() == 0)
		if len(sen.tokens) > 0 {
			s.add(text, sen)
		}
		started := errors.Is(err, errStart)
		switch {
		case started && text.Len() == 0, err == nil && (s.documents || text.Len() == 0):
			continue
		case err == nil || started || errors.Is(err, io.EOF) && text.Len() > 0:
			if errors.Is(err, io.EOF) {
				s.pending = io.EOF
			}
			return s.finish(text)
		case errors.Is(err, io.EOF):
			return nil, err
		}
		if text.Len() > 0 { // what was read before is a document
			s.pending = err
			return s.finish(text)
		}
		return nil, err
	}
}

func (s *source) finish(text *build.Text) (*annotation.Draft, error) {
	d, err := text.Draft()
	if err != nil {
		return nil, err
	}
	d.ID = text.ID
	return d, nil
}

// errStart says that a document begins.
var errStart = errors.New("a document begins")

// sentence reads on to the next empty line, or the next document. first is set when
// nothing of a document has been read.
func (s *source) sentence(first bool) (sentence, error) {
	sen := sentence{tags: make([][]string, len(s.layout.tags))}
	for {
		line, err := s.lines.Next()
		if err != nil {
			return sen, err
		}
		switch {
		case strings.TrimSpace(line) == "":
			if len(sen.tokens) > 0 {
				return sen, nil
			}
		case strings.HasPrefix(line, docStart):
			return s.start(sen, line, first)
		case s.comment(line, len(sen.tokens)):
			s.named(line)
		default:
			s.row(&sen, line)
		}
	}
}

// start takes a line -DOCSTART-. What was read so far is handed out first.
func (s *source) start(sen sentence, line string, first bool) (sentence, error) {
	if !first || len(sen.tokens) > 0 {
		s.lines.Back()
		return sen, errStart
	}
	s.documents = true
	s.id = idOf(line)
	s.origin = s.lines.Origin()
	return sen, errStart
}

// idOf takes the id from -DOCSTART- (id).
func idOf(line string) string {
	rest := strings.TrimSpace(strings.TrimPrefix(line, docStart))
	if strings.HasPrefix(rest, "(") {
		if end := strings.LastIndex(rest, ")"); end > 0 {
			return rest[1:end]
		}
	}
	return ""
}

// comment reports a line that is no token: one before a sentence that begins with #
// and has other columns than a token.
func (s *source) comment(line string, tokens int) bool {
	return tokens == 0 && strings.HasPrefix(line, "#") && (len(cells(line)) != s.layout.width || strings.Contains(line, " = "))
}

// named takes the id of a document from a comment.
func (s *source) named(line string) {
	name, value, ok := strings.Cut(strings.TrimLeft(line, "# "), "=")
	if !ok {
		name, value, ok = strings.Cut(strings.TrimLeft(line, "# "), ":")
	}
	switch strings.TrimSpace(name) {
	case "id", "sent_id", "newdoc id":
		if ok && !s.documents {
			s.id = strings.TrimSpace(value)
		}
	}
}

// row takes a token and its tags.
func (s *source) row(sen *sentence, line string) {
	row := cells(line)
	if len(row) != s.layout.width || row[s.layout.token] == "" {
		p := s.lines.Problem("columns", "an empty line is missing, or the line is damaged", "the line has %d columns, the others have %d: the token is left out", len(row), s.layout.width)
		p.Effect = annotation.Changed
		s.in.Report(*p)
		return
	}
	sen.tokens = append(sen.tokens, row[s.layout.token])
	sen.lines = append(sen.lines, s.lines.Number)
	for i, c := range s.layout.tags {
		sen.tags[i] = append(sen.tags[i], row[c])
	}
}

// add appends a sentence to the text of a document.
func (s *source) add(text *build.Text, sen sentence) {
	if s.tally != nil {
		for _, column := range sen.tags {
			s.tally.Add(column)
		}
		if text.Len() > 0 {
			return
		}
	}
	if text.Len() == 0 {
		text.ID, s.id = s.id, ""
		text.Origin = s.origin
		if s.origin = (annotation.Origin{}); text.Origin.Line == 0 {
			text.Origin = annotation.Origin{Path: s.in.Path, Line: sen.lines[0]}
		}
	}
	text.Begin("\n")
	for _, token := range sen.tokens {
		text.Token(token, " ")
	}
	for _, column := range sen.tags {
		text.Tagged(column, s.scheme, sen.lines)
	}
}
