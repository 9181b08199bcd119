package uima

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats/internal/perdoc"
	"github.com/onomast/onomast/corpus/formats/internal/records"
)

// JSON describes the JSON CAS 0.4.
func JSON() annotation.Format {
	return annotation.Format{
		Name: "cas-json", Title: "UIMA CAS JSON", Extension: ".json", PerDocument: true, Holds: holds(), Units: units(),
		Guess: guessJSON, Read: openJSON, Write: createJSON,
	}
}

func guessJSON(_ string, head []byte) int {
	if bytes.Contains(head, []byte(`"%FEATURE_STRUCTURES"`)) || bytes.Contains(head, []byte(`"%TYPES"`)) {
		return 100
	}
	return 0
}

func openJSON(in *annotation.Input) (annotation.Source, error) {
	return &whole{in: in, read: readJSON}, nil
}

// readJSON reads the feature structures, which are a list, or an object by their ids.
func readJSON(in *annotation.Input, v *view) error {
	data, err := io.ReadAll(io.LimitReader(in.Body, in.Whole+1))
	switch {
	case err != nil:
		return err
	case int64(len(data)) > in.Whole:
		return fmt.Errorf("it has more than %d bytes; raise --max-file", in.Whole)
	}
	var cas struct {
		Structures jsontext.Value `json:"%FEATURE_STRUCTURES"`
	}
	if err := json.Unmarshal(data, &cas, jsontext.AllowDuplicateNames(true)); err != nil {
		return errors.New("it is not JSON: " + records.Explain(err))
	}
	var list []jsontext.Value
	if cas.Structures.Kind() == '{' {
		var byID map[string]jsontext.Value
		if err := json.Unmarshal(cas.Structures, &byID); err != nil {
			return errors.New(records.Explain(err))
		}
		for _, f := range records.Fields(cas.Structures) {
			list = append(list, jsontext.Value(f.JSON))
		}
	} else if err := json.Unmarshal(cas.Structures, &list); err != nil {
		return errors.New("%FEATURE_STRUCTURES is neither a list nor an object")
	}
	for i, raw := range list {
		if raw.Kind() != '{' {
			return fmt.Errorf("feature structure %d is no object", i+1)
		}
		member(v, raw)
	}
	return nil
}

// member takes one feature structure.
func member(v *view, raw jsontext.Value) {
	var s structure
	var has [2]bool
	id, text, sofa := "", "", false
	for _, f := range records.Fields(raw) {
		value := scalar(f.JSON)
		switch strings.TrimPrefix(f.Name, "^") {
		case "%ID":
			id = value
		case "%TYPE":
			s.kind = value
		case "@sofa":
			s.sofa = value
		case "sofaString":
			text, sofa = value, true
		case "begin":
			has[0] = json.Unmarshal([]byte(f.JSON), &s.begin) == nil
		case "end":
			has[1] = json.Unmarshal([]byte(f.JSON), &s.end) == nil
		default:
			if !strings.HasPrefix(f.Name, "@") && !strings.HasPrefix(f.Name, "%") && value != "" {
				s.features = append(s.features, feature{f.Name, value})
			}
		}
	}
	if s.kind == typeSofa {
		if sofa {
			v.text(id, text)
		}
		return
	}
	s.placed = has[0] && has[1]
	v.list = append(v.list, s)
}

// scalar is the text of a scalar, "" for null and whatever is none.
func scalar(raw string) string {
	var t records.Text
	if json.Unmarshal([]byte(raw), &t, jsontext.AllowInvalidUTF8(true)) != nil {
		return ""
	}
	return string(t)
}

func createJSON(out *annotation.Output) (annotation.Sink, error) { return &jsonSink{out: out}, nil }

type jsonSink struct {
	out   *annotation.Output
	names perdoc.Names
}

// Close has nothing to write.
func (s *jsonSink) Close() error { return nil }

// types declares what is written.
const types = `{"%HEADER":{"%VERSION":"0.4.0"},"%TYPES":{` +
	`"` + typeEntity + `":{"%NAME":"` + typeEntity + `","%SUPER_TYPE":"uima.tcas.Annotation",` +
	`"value":{"%NAME":"value","%RANGE":"uima.cas.String"},"identifier":{"%NAME":"identifier","%RANGE":"uima.cas.String"}},` +
	`"` + typeSentence + `":{"%NAME":"` + typeSentence + `","%SUPER_TYPE":"uima.tcas.Annotation"},` +
	`"` + typeToken + `":{"%NAME":"` + typeToken + `","%SUPER_TYPE":"uima.tcas.Annotation"}},` +
	"\n\"%FEATURE_STRUCTURES\":[\n"

// Write writes a CAS.
func (s *jsonSink) Write(d *annotation.Document) error {
	w := jsonWriter{ruler: records.NewRuler(s.out.Unit, d.Text), next: 2}
	w.b = append(w.b, types...)
	w.b = append(w.b, `{"%ID":1,"%TYPE":"`+typeSofa+`","sofaNum":1,"sofaID":"_InitialView","mimeType":"text","sofaString":`...)
	w.b = append(records.AppendString(w.b, d.Text), '}')
	w.structure(typeDocument, annotation.Range{End: len(d.Text)}, "language", d.Language)
	for _, t := range d.Sentences {
		w.structure(typeSentence, t, "", "")
	}
	for _, t := range d.Tokens {
		w.structure(typeToken, t, "", "")
	}
	for i := range d.Entities {
		w.structure(typeEntity, d.Entities[i].Hull(), "value", d.Entities[i].Label)
	}
	w.b = append(w.b, "\n],\n\"%VIEWS\":{\"_InitialView\":{\"%SOFA\":1,\"%MEMBERS\":["...)
	for id := 2; id < w.next; id++ {
		if id > 2 {
			w.b = append(w.b, ',')
		}
		w.b = fmt.Append(w.b, id)
	}
	w.b = append(w.b, "]}}}\n"...)
	return file(s.out, s.names.Of(d.ID)+".json", w.b)
}

type jsonWriter struct {
	b     []byte
	ruler records.Ruler
	next  int
}

func (w *jsonWriter) structure(kind string, place annotation.Range, feature, value string) {
	w.b = records.AppendInt(append(w.b, ",\n{"...), "%ID", w.next)
	w.next++
	w.b = records.AppendText(w.b, "%TYPE", kind)
	w.b = records.AppendInt(w.b, "@sofa", 1)
	w.b = records.AppendInt(w.b, "begin", w.ruler.At(place.Start))
	w.b = records.AppendInt(w.b, "end", w.ruler.At(place.End))
	if feature != "" {
		w.b = records.AppendText(w.b, feature, value)
	}
	w.b = append(w.b, '}')
}
