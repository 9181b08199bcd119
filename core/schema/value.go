package schema

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/onomast/onomast/core/diag"
)

// Codes of the diagnostics this package makes.
const (
	CodeUnknownKey = "config.unknown-key" // its pointer names the key itself
	CodeMissingKey = "config.missing-key" // its pointer names the mapping
	CodeWrongType  = "config.wrong-type"
	CodeBadValue   = "config.bad-value"
	CodeBadJSON    = "config.bad-json"
	CodeBadSchema  = "config.bad-schema"
)

// Parse reads JSON into map[string]any, []any, string, bool, int64, float64 and
// nil. A key given twice, a number that does not fit into a float64, and
// whatever is not JSON is a diagnostic.
func Parse(data []byte) (any, diag.List) {
	p := &parser{decoder: json.NewDecoder(bytes.NewReader(data))}
	p.decoder.UseNumber()
	value, err := p.value("", 0)
	if err == nil {
		if _, end := p.decoder.Token(); !errors.Is(end, io.EOF) {
			err = errors.New("there is something behind the value")
		}
	}
	if err != nil {
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			err = errors.New("it ends too early")
		}
		p.report("", CodeBadJSON, "not valid JSON: "+err.Error())
	}
	return value, p.list
}

type parser struct {
	decoder *json.Decoder
	list    diag.List
}

func (p *parser) report(pointer, code, summary string) {
	p.list = append(p.list, diag.Diagnostic{Severity: diag.Error, Code: code, Pointer: pointer, Summary: summary})
}

func (p *parser) value(pointer string, depth int) (any, error) {
	if depth > maxDepth {
		return nil, fmt.Errorf("it nests deeper than %d levels", maxDepth)
	}
	token, err := p.decoder.Token()
	if err != nil {
		return nil, err
	}
	switch t := token.(type) {
	case json.Delim:
		if t == '{' {
			return p.mapping(pointer, depth)
		}
		return p.sequence(pointer, depth)
	case json.Number:
		value, err := Number(t.String())
		if err != nil {
			p.report(pointer, CodeBadValue, err.Error())
		}
		return value, nil
	}
	return token, nil
}

func (p *parser) mapping(pointer string, depth int) (any, error) {
	out := map[string]any{}
	for p.decoder.More() {
		token, err := p.decoder.Token()
		if err != nil {
			return nil, err
		}
		key, _ := token.(string)
		at := pointer + "/" + Escape(key)
		value, err := p.value(at, depth+1)
		if err != nil {
			return nil, err
		}
		if _, twice := out[key]; twice {
			p.report(at, "config.duplicate-key", fmt.Sprintf("key %q is given twice", key))
		}
		out[key] = value
	}
	_, err := p.decoder.Token()
	return out, err
}

func (p *parser) sequence(pointer string, depth int) (any, error) {
	out := []any{}
	for p.decoder.More() {
		value, err := p.value(pointer+"/"+strconv.Itoa(len(out)), depth+1)
		if err != nil {
			return nil, err
		}
		out = append(out, value)
	}
	_, err := p.decoder.Token()
	return out, err
}

// Number reads a JSON number: an int64 if it is written as an integer and fits,
// else a float64. An error says that it is too large. Integers that do not fit
// are floats because that is how large floats are written in JSON.
func Number(s string) (any, error) {
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return n, nil
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsInf(f, 0) {
		return 0.0, fmt.Errorf("the number %s is too large", shorten(s))
	}
	return f, nil
}

func shorten(s string) string {
	if len(s) > 40 {
		return s[:37] + "..."
	}
	return s
}

// Escape makes a key one token of a JSON pointer (RFC 6901).
func Escape(key string) string {
	return strings.ReplaceAll(strings.ReplaceAll(key, "~", "~0"), "/", "~1")
}

// Unescape undoes [Escape].
func Unescape(token string) string {
	return strings.ReplaceAll(strings.ReplaceAll(token, "~1", "/"), "~0", "~")
}

// typeName returns the JSON Schema type of a parsed value.
func typeName(v any) string {
	switch v.(type) {
	case nil:
		return null
	case bool:
		return boolean
	case string:
		return text
	case int64:
		return integer
	case float64:
		return number
	case []any:
		return array
	}
	return object
}
