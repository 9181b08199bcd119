package read

import (
	"strings"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus"
)

// A textField is a field or column that holds text.
type textField struct {
	name     string
	optional bool // it may be missing or null
}

// textFields reads a list of names with commas between them. A question mark
// behind a name makes it optional.
func textFields(list string) []textField {
	var all []textField
	for name := range strings.SplitSeq(list, ",") {
		name, optional := strings.CutSuffix(strings.TrimSpace(name), "?")
		all = append(all, textField{name, optional})
	}
	return all
}

// fieldPart is the label of the part that each of several fields is; the attribute
// "name" says which.
const fieldPart = "FIELD"

// A joined is the text of one or several fields of a record, with the map back to
// it.
type joined struct {
	text   strings.Builder
	origin document.Builder
	parts  []document.Span
	lone   int // escapes for half a surrogate pair

	only       string // instead of them, where one field is asked for
	onlyOrigin *document.SourceMap
}

// result returns the text and its map.
func (j *joined) result() (string, *document.SourceMap) {
	if j.text.Len() == 0 {
		return j.only, j.onlyOrigin
	}
	return j.text.String(), j.origin.Map()
}

// add appends the text of a field whose map leads to the whole record. Of several,
// empty ones are left out.
func (j *joined) add(name, text string, origin *document.SourceMap, several bool) {
	if !several {
		j.only, j.onlyOrigin = text, origin
		return
	}
	if text == "" {
		return
	}
	if j.text.Len() > 0 {
		j.text.WriteString("\n\n")
		j.origin.Convert(2, 0)
	}
	from := j.text.Len()
	j.text.WriteString(text)
	j.origin.Seek(0)
	j.origin.Append(origin, len(text))
	j.parts = append(j.parts, document.Span{
		Start: from, End: j.text.Len(), Label: fieldPart, Attributes: []document.Attr{{Key: "name", Value: name}},
	})
}

// join returns an empty joined, the same memory for each record.
func (s *source) join() *joined {
	s.fieldTexts = joined{}
	return &s.fieldTexts
}

// joined takes the fields of text from the object that the parser has before it.
func (s *source) joined(where place) (*joined, *corpus.Failure) {
	p, j, fields := &s.parser, s.join(), s.opts.fields
	found := 0
	for _, f := range fields {
		field := p.find(f.name)
		if f.optional && (field == nil || jsonKind(p.raw(*field)) == "null") {
			continue
		}
		if field == nil {
			return nil, s.noField(f.name, where)
		}
		if kind := jsonKind(p.raw(*field)); kind != "a string" {
			return nil, failure(codeNotText, "name another field with --text-field, or mend the record",
				"%s: the field %q is %s, not a string", where, shorten(f.name), kind)
		}
		found++
		text, origin, lone := unescape(p.b, field.start, field.end)
		j.lone += lone
		j.add(f.name, text, origin, len(fields) > 1)
	}
	if found == 0 {
		return nil, s.noField(fields[0].name, where)
	}
	return j, nil
}

func (s *source) noField(name string, where place) *corpus.Failure {
	names := make([]string, len(s.parser.parts))
	for i := range names {
		names[i] = s.parser.name(i)
	}
	return failure(codeField, closestField(name, names),
		"%s has no field %q; it has %s", where, shorten(name), quoteAll(names))
}
