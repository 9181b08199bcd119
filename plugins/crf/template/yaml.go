package template

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/schema"
	"github.com/onomast/onomast/core/yamldoc"
)

const (
	maxBytes  = 1 << 20 // of a template
	maxDepth  = 16
	maxValues = 50_000
)

// A source is a YAML file as JSON, with the places its values came from.
type source struct {
	file   string
	values int
	places map[string]diag.Position // by JSON pointer
	keyAt  map[string]diag.Position // of the keys of mappings
	found  diag.List
}

// readYAML returns the file's only document as JSON; what is wrong is in found.
func readYAML(file string, data []byte) (*source, json.RawMessage) {
	s := &source{file: file, places: map[string]diag.Position{}, keyAt: map[string]diag.Position{}}
	root := s.document(data)
	if root == nil {
		return s, nil
	}
	raw, err := json.Marshal(s.value(root, "", 0))
	if err != nil {
		s.fail(diag.Position{File: file}, "template.yaml", err.Error(), "")
	}
	return s, raw
}

func (s *source) document(data []byte) *yaml.Node {
	top := diag.Position{File: s.file, Line: 1, Column: 1}
	if len(data) > maxBytes {
		s.fail(top, "template.too-long", fmt.Sprintf("the template has more than %d bytes", maxBytes), "keep lists in files of their own")
		return nil
	}
	if !utf8.Valid(data) {
		s.fail(notUTF8(s.file, data), "template.encoding", "the template is not UTF-8", "save it as UTF-8")
		return nil
	}
	var document, second yaml.Node
	if err := yamldoc.Read(data, &document, &second); err != nil {
		s.fail(syntaxPlace(s.file, err), "template.yaml", "not valid YAML: "+message(err), "")
		return nil
	}
	switch {
	case len(document.Content) == 0 || document.Content[0].Tag == "!!null":
		s.fail(top, "template.empty", "the template is empty", "it has at least `features:`")
	case second.Kind != 0:
		s.fail(s.at(&second), "template.yaml", "a second YAML document begins here", "keep each template in a file of its own")
	case document.Content[0].Kind == yaml.SequenceNode || document.Content[0].Kind == yaml.ScalarNode:
		s.fail(s.at(document.Content[0]), "template.no-mapping", "a template is a mapping", "begin with `features:`")
	default:
		return document.Content[0]
	}
	return nil
}

// value returns what a node stands for and notes where it is.
func (s *source) value(n *yaml.Node, pointer string, depth int) any {
	if _, known := s.places[pointer]; !known {
		s.places[pointer] = s.at(n)
	}
	if s.values++; depth > maxDepth || s.values > maxValues {
		if s.values <= maxValues || s.values == maxValues+1 {
			s.fail(s.at(n), "template.too-deep", "the template nests too deep, or its aliases stand for too much", "flatten it")
		}
		s.values = max(s.values, maxValues+1)
		return nil
	}
	switch n.Kind {
	case yaml.MappingNode:
		return s.mapping(n, pointer, depth)
	case yaml.SequenceNode:
		out := make([]any, len(n.Content))
		for i, item := range n.Content {
			out[i] = s.value(item, pointer+"/"+strconv.Itoa(i), depth+1)
		}
		return out
	case yaml.AliasNode:
		return s.value(n.Alias, pointer, depth+1)
	case yaml.ScalarNode, yaml.DocumentNode:
	}
	return s.scalar(n)
}

func (s *source) mapping(n *yaml.Node, pointer string, depth int) any {
	out := make(map[string]any, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if key.Kind != yaml.ScalarNode || key.Tag == "!!merge" {
			s.fail(s.at(key), "template.bad-key", "a key is a plain word here", "write the keys out")
			continue
		}
		at := pointer + "/" + schema.Escape(key.Value)
		if _, twice := out[key.Value]; twice {
			s.fail(s.at(key), "template.duplicate-key", fmt.Sprintf("the key %q is given twice", key.Value), fmt.Sprintf("it was given in line %d before", s.keyAt[at].Line))
			continue
		}
		s.keyAt[at] = s.at(key)
		out[key.Value] = s.value(value, at, depth+1)
	}
	return out
}

// scalar returns a number, truth value or text.
func (s *source) scalar(n *yaml.Node) any {
	var err error
	switch n.ShortTag() {
	case "!!null":
		return nil
	case "!!bool":
		var v bool
		err = n.Decode(&v)
		return s.checked(n, v, err)
	case "!!int":
		var v int64
		err = n.Decode(&v)
		return s.checked(n, v, err)
	case "!!float":
		var v float64
		if err = n.Decode(&v); err == nil && (v != v || v > 1e300 || v < -1e300) {
			err = errors.New("no number that can be used here")
		}
		return s.checked(n, v, err)
	}
	return n.Value
}

func (s *source) checked(n *yaml.Node, v any, err error) any {
	if err != nil {
		s.fail(s.at(n), "template.bad-value", "the value can not be read: "+message(err), "put it in quotes if it is text")
		return nil
	}
	return v
}

func (s *source) at(n *yaml.Node) diag.Position {
	return diag.Position{File: s.file, Line: n.Line, Column: n.Column}
}

func (s *source) fail(at diag.Position, code, summary, hint string) {
	s.found = append(s.found, diag.Diagnostic{Severity: diag.Error, Code: code, Position: at, Summary: summary, Hint: hint})
}

// place returns the position of the value at a pointer, or of what holds it.
func (s *source) place(pointer string) diag.Position {
	for {
		if at, ok := s.places[pointer]; ok {
			return at
		}
		i := bytes.LastIndexByte([]byte(pointer), '/')
		if i < 0 {
			return diag.Position{File: s.file}
		}
		pointer = pointer[:i]
	}
}

// locate gives diagnostics that have pointers the positions behind them.
func (s *source) locate(list diag.List) diag.List {
	for i := range list {
		d := &list[i]
		d.Position = s.place(d.Pointer)
		if at, ok := s.keyAt[d.Pointer]; ok && d.Code == schema.CodeUnknownKey {
			d.Position = at
		}
		d.Pointer = ""
	}
	return list
}

var lineOf = regexp.MustCompile(`^yaml: line (\d+): `)

func syntaxPlace(file string, err error) diag.Position {
	at := diag.Position{File: file, Line: 1}
	if m := lineOf.FindStringSubmatch(err.Error()); m != nil {
		at.Line, _ = strconv.Atoi(m[1])
	}
	return at
}

func message(err error) string {
	text := lineOf.ReplaceAllString(err.Error(), "")
	return regexp.MustCompile(`^yaml: `).ReplaceAllString(text, "")
}

// notUTF8 is the place of the first byte that is no UTF-8.
func notUTF8(file string, data []byte) diag.Position {
	at := diag.Position{File: file, Line: 1, Column: 1}
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		if r == utf8.RuneError && size == 1 {
			break
		}
		at.Column++
		if r == '\n' {
			at.Line, at.Column = at.Line+1, 1
		}
		data = data[size:]
	}
	return at
}
