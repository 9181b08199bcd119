package read

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus"
)

// A jsonl is a file of one JSON object a line.
type jsonl struct {
	file  *source
	lines lines
	ended bool
}

func (j *jsonl) next() (corpus.Record, error) {
	for !j.ended {
		at, err := j.lines.next()
		switch {
		case errors.Is(err, io.EOF):
			return corpus.Record{}, io.EOF
		case err != nil:
			j.ended = true
			rec := j.file.record(at.number)
			rec.Failure = j.file.stream.failure(err)
			return rec, nil
		case at.bytes == nil:
			rec := j.file.record(at.number)
			rec.Failure = tooLarge("the line", fmt.Sprintf("%d bytes", at.size), j.file.opts.MaxDocument)
			return rec, nil
		case len(bytes.TrimSpace(at.bytes)) > 0:
			return j.record(at), nil
		}
	}
	return corpus.Record{}, io.EOF
}

// record makes a record of a line. One of a file that was put behind another may
// begin with a byte order mark.
func (j *jsonl) record(at line) corpus.Record {
	rec := j.file.record(at.number)
	rec.Offset = at.offset
	if object, marked := bytes.CutPrefix(at.bytes, []byte(bomUTF8)); marked {
		at.bytes = object
		rec.Offset += int64(j.file.body.size([]byte(bomUTF8)))
	}
	return j.file.object(rec, at.bytes, place{"line", at.number})
}

// A place is where in a file a record is. It becomes text only in messages.
type place struct {
	unit   string // "line" or "record"
	number int
}

func (p place) String() string { return fmt.Sprintf("%s %d", p.unit, p.number) }

// object completes a record from one JSON object. where names its place in
// messages.
func (s *source) object(rec corpus.Record, raw []byte, where place) corpus.Record {
	object, encoded, fail := s.body.convert(raw)
	if fail != nil {
		rec.Failure = inPlace(fail, where.String())
		return rec
	}
	if !s.parser.parse(object) {
		rec.Failure = brokenJSON(object, where.String())
		return rec
	}
	return s.fields(rec, encoded, where)
}

// brokenJSON says what is wrong with an object. A record of a .json file may
// have several lines.
func brokenJSON(object []byte, where string) *corpus.Failure {
	message, at := jsonMistake(object)
	if n := bytes.Count(object[:at], []byte("\n")); n > 0 {
		where += fmt.Sprintf(", its line %d", n+1)
	}
	begin := bytes.LastIndexByte(object[:at], '\n') + 1
	return failure(codeJSON, "mend it, or leave it out", "%s, column %d: %s", where, 1+utf8.RuneCount(object[begin:at]), message)
}

// fields takes the text, the id and the language from the object that the parser
// has before it.
func (s *source) fields(rec corpus.Record, encoded *document.SourceMap, where place) corpus.Record {
	p := &s.parser
	if kind := jsonKind(bytes.TrimLeft(p.b, " \t\r\n")); kind != "an object" {
		rec.Failure = failure(codeJSON, "write one object a line, such as {\"text\": \"...\"}", "%s is %s, not an object", where, kind)
		return rec
	}
	rec.ID = or(p.scalar(p.find(s.opts.IDField)), rec.ID)
	joined, fail := s.joined(where)
	if fail != nil {
		rec.Failure = fail
		return rec
	}
	text, origin := joined.result()
	rec = s.withText(rec, text, origin.Then(encoded))
	if rec.Document == nil {
		return rec
	}
	rec.Parts = joined.parts
	if joined.lone > 0 {
		rec.Document.AddNote(document.Note{Stage: "reader", Code: "reader.lone-surrogate",
			Message: fmt.Sprintf("%d escapes for half a surrogate pair became U+FFFD", joined.lone)})
	}
	return s.gold(withLanguage(rec, s.language()), where)
}

func (s *source) language() string {
	for _, name := range s.opts.languages {
		if code := s.parser.scalar(s.parser.find(name)); code != "" {
			return code
		}
	}
	return ""
}

// withLanguage adds the language layer, if there is a language and text to be in
// it. An underscore, as in pt_BR, becomes the hyphen of BCP 47.
func withLanguage(rec corpus.Record, code string) corpus.Record {
	code = strings.ReplaceAll(strings.TrimSpace(code), "_", "-")
	if rec.Document == nil || code == "" || rec.Document.Text() == "" {
		return rec
	}
	layer := document.NewLayer(document.Language)
	layer.AddRange(0, len(rec.Document.Text()), code)
	if err := rec.Document.Add(layer); err != nil { // a new document has no layers
		rec.Document, rec.Failure = nil, failure(codeNotText, "", "%s", err.Error())
	}
	return rec
}

// inPlace puts a place before the message of a failure.
func inPlace(f *corpus.Failure, where string) *corpus.Failure {
	placed := *f
	placed.Message = where + ": " + f.Message
	return &placed
}
