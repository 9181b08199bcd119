package read

import (
	"bytes"
	"encoding/json"
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
			rec := j.file.record(at.number)
			rec.Offset = at.offset
			return j.file.object(rec, at.bytes, place{"line", at.number}), nil
		}
	}
	return corpus.Record{}, io.EOF
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
	if !json.Valid(object) {
		rec.Failure = brokenJSON(object, where.String())
		return rec
	}
	return s.fields(rec, object, encoded, where)
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

// fields takes the text, the id and the language from a well-formed object.
func (s *source) fields(rec corpus.Record, object []byte, encoded *document.SourceMap, where place) corpus.Record {
	if kind := jsonKind(object[skipSpace(object, 0):]); kind != "an object" {
		rec.Failure = failure(codeJSON, "write one object a line, such as {\"text\": \"...\"}", "%s is %s, not an object", where, kind)
		return rec
	}
	all := members(object)
	if id := find(all, s.opts.IDField); id != nil {
		rec.ID = or(scalar(object, *id), rec.ID)
	}
	field := find(all, s.opts.TextField)
	if field == nil {
		rec.Failure = noField(s.opts.TextField, all, where.String())
		return rec
	}
	if kind := jsonKind(object[field.start:field.end]); kind != "a string" {
		rec.Failure = failure(codeNotText, "name another field with --text-field, or mend the record",
			"%s: the field %q is %s, not a string", where, shorten(s.opts.TextField), kind)
		return rec
	}
	text, origin, lone := unescape(object, field.start, field.end)
	rec = s.withText(rec, text, origin.Then(encoded))
	if lone > 0 && rec.Document != nil {
		rec.Document.AddNote(document.Note{Stage: "reader", Code: "reader.lone-surrogate",
			Message: fmt.Sprintf("%d escapes for half a surrogate pair became U+FFFD", lone)})
	}
	return s.gold(withLanguage(rec, s.language(object, all)), object, all, where)
}

// find returns the last field of a name, which is the one that counts.
func find(all []member, name string) *member {
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].name == name {
			return &all[i]
		}
	}
	return nil
}

// scalar returns a string, or a number as it is written; "" for anything else.
func scalar(object []byte, m member) string {
	switch jsonKind(object[m.start:m.end]) {
	case "a string":
		return unquote(object, m.start, m.end)
	case "a number":
		return string(object[m.start:m.end])
	}
	return ""
}

func (s *source) language(object []byte, all []member) string {
	for _, name := range s.opts.languageFields() {
		if m := find(all, name); m != nil {
			if code := scalar(object, *m); code != "" {
				return code
			}
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

func noField(name string, all []member, where string) *corpus.Failure {
	names := make([]string, len(all))
	for i, m := range all {
		names[i] = m.name
	}
	return failure(codeField, closest(name, names, "name the field that holds the text with --text-field"),
		"%s has no field %q; it has %s", where, shorten(name), quoteAll(names))
}

// inPlace puts a place before the message of a failure.
func inPlace(f *corpus.Failure, where string) *corpus.Failure {
	placed := *f
	placed.Message = where + ": " + f.Message
	return &placed
}
