package uima

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"github.com/onomast/onomast/corpus/annotation"
)

// XMI describes the XML.
func XMI() annotation.Format {
	return annotation.Format{
		Name: "xmi", Title: "UIMA CAS XMI", Extension: ".xmi", PerDocument: true, Holds: holds(), Units: units(),
		Guess: guessXMI, Read: openXMI, Write: createXMI,
	}
}

func guessXMI(name string, head []byte) int {
	switch {
	case bytes.Contains(head, []byte("http://www.omg.org/XMI")):
		return 100
	case strings.EqualFold(path.Ext(name), ".xmi"):
		return 50
	}
	return 0
}

func openXMI(in *annotation.Input) (annotation.Source, error) {
	return &whole{in: in, read: readXMI}, nil
}

// A whole is a source of one document.
type whole struct {
	in   *annotation.Input
	read func(*annotation.Input, *view) error
	done bool
}

// Next reads the document.
func (w *whole) Next() (*annotation.Draft, error) {
	if w.done {
		return nil, io.EOF
	}
	w.done = true
	v := newView(w.in)
	if err := w.read(w.in, v); err != nil {
		var problem *annotation.Problem
		if errors.As(err, &problem) {
			return nil, problem
		}
		return nil, &annotation.Problem{Effect: annotation.Failed, Code: "broken-cas", Origin: annotation.Origin{Path: w.in.Path}, Message: err.Error()}
	}
	return v.draft()
}

// readXMI reads the elements below the root: each is a feature structure.
func readXMI(in *annotation.Input, v *view) error {
	dec := xml.NewDecoder(io.LimitReader(in.Body, in.Whole))
	depth := 0
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			line, column := dec.InputPos()
			return fmt.Errorf("line %d, column %d: it is not XML: %s", line, column, strings.TrimPrefix(err.Error(), fmt.Sprintf("XML syntax error on line %d: ", line)))
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth++; depth == 2 {
				element(v, &t)
			}
		case xml.EndElement:
			depth--
		}
	}
}

// element takes one feature structure.
func element(v *view, t *xml.StartElement) {
	s := structure{kind: typeOf(t.Name)}
	id, text, sofa := "", "", false
	begin, end := "", ""
	for _, a := range t.Attr {
		switch {
		case a.Name.Local == "id" && strings.HasSuffix(a.Name.Space, "XMI"):
			id = a.Value
		case a.Name.Space != "":
		case a.Name.Local == "sofaString":
			text, sofa = a.Value, true
		case a.Name.Local == "sofa":
			s.sofa = a.Value
		case a.Name.Local == "begin":
			begin = a.Value
		case a.Name.Local == "end":
			end = a.Value
		default:
			s.features = append(s.features, feature{a.Name.Local, a.Value})
		}
	}
	if s.kind == typeSofa {
		if sofa {
			v.text(id, text)
		}
		return
	}
	var err, err2 error
	s.begin, err = strconv.Atoi(begin)
	s.end, err2 = strconv.Atoi(end)
	s.placed = err == nil && err2 == nil
	if !s.placed && begin != "" {
		v.in.Report(annotation.Problem{Effect: annotation.Lost, Code: "broken-span", Origin: annotation.Origin{Path: v.in.Path},
			Message: "an annotation's begin and end are not two numbers"})
	}
	v.list = append(v.list, s)
}

// typeOf makes a type of the name of an element: http:///a/b/type.ecore and X are
// a.b.type.X.
func typeOf(n xml.Name) string {
	space := strings.TrimSuffix(strings.TrimPrefix(n.Space, "http:///"), ".ecore")
	if space == "uima/noNamespace" || space == "" {
		return n.Local
	}
	return strings.ReplaceAll(space, "/", ".") + "." + n.Local
}
