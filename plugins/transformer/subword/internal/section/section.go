// Package section reads a JSON file piece by piece and knows where each piece stands,
// so that what does not fit is told by file, line and JSON pointer.
package section

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/onomast/onomast/core/diag"
)

// A Section is one value of a file.
type Section struct {
	file    *file
	raw     jsontext.Value
	offset  int // of raw in the file, in bytes
	pointer string
}

type file struct {
	name string
	data []byte
}

// Parse reads a file, which must be one JSON value; the name is that of messages.
func Parse(name string, data []byte) (Section, error) {
	f := &file{name, data}
	d := jsontext.NewDecoder(bytes.NewBuffer(data))
	raw, err := d.ReadValue()
	if err != nil {
		return Section{}, f.syntax(err)
	}
	end := int(d.InputOffset())
	if rest := bytes.TrimLeft(data[end:], " \t\r\n"); len(rest) > 0 {
		return Section{}, f.problem(len(data)-len(rest), "", "text after the end of the JSON value", "")
	}
	return Section{file: f, raw: raw.Clone(), offset: end - len(raw)}, nil
}

// syntax returns a JSON error as a diagnostic at its place.
func (f *file) syntax(err error) diag.Diagnostic {
	var s *jsontext.SyntacticError
	if !errors.As(err, &s) {
		return f.problem(len(f.data), "", "no whole JSON value: "+err.Error(), "the file is empty or was cut short")
	}
	hint := ""
	if errors.Is(s.Err, io.ErrUnexpectedEOF) {
		hint = "the file was cut short"
	}
	return f.problem(int(s.ByteOffset), string(s.JSONPointer), "not JSON: "+s.Err.Error(), hint)
}

// problem is a diagnostic at a byte offset.
func (f *file) problem(offset int, pointer, summary, hint string) diag.Diagnostic {
	before := f.data[:min(offset, len(f.data))]
	line := before[bytes.LastIndexByte(before, '\n')+1:]
	return diag.Diagnostic{
		Severity: diag.Error, Code: "tokenizer.file",
		Position: diag.Position{File: f.name, Line: bytes.Count(before, []byte("\n")) + 1, Column: utf8.RuneCount(line) + 1},
		Pointer:  pointer, Summary: summary, Hint: hint,
	}
}

// Problem is a diagnostic about a section; its pointer is named in the summary.
func (s Section) Problem(hint, format string, args ...any) diag.Diagnostic {
	summary := fmt.Sprintf(format, args...)
	if s.pointer != "" {
		summary = s.pointer + ": " + summary
	}
	return s.file.problem(s.offset, s.pointer, summary, hint)
}

// Null reports whether the section is null, or was left out.
func (s Section) Null() bool { return s.raw == nil || s.raw.Kind() == 'n' }

// IsText reports whether the section is a string.
func (s Section) IsText() bool { return s.raw.Kind() == '"' }

// Text returns a section that must be a string.
func (s Section) Text() (string, error) {
	if s.raw.Kind() != '"' {
		return "", s.wrong("a string")
	}
	b, err := jsontext.AppendUnquote(nil, s.raw)
	if err != nil {
		return "", s.Problem("", "%v", err)
	}
	return string(b), nil
}

// Bool returns a section that must be true or false.
func (s Section) Bool() (bool, error) {
	switch s.raw.Kind() {
	case 't':
		return true, nil
	case 'f':
		return false, nil
	}
	return false, s.wrong("true or false")
}

// Int returns a section that must be a whole number from 0 to limit.
func (s Section) Int(limit int64) (int64, error) {
	n, err := strconv.ParseInt(string(s.raw), 10, 64)
	if err != nil || n < 0 || n > limit {
		return 0, s.wrong(fmt.Sprintf("a whole number from 0 to %d", limit))
	}
	return n, nil
}

// Number returns a section that must be a number.
func (s Section) Number() (float64, error) {
	if s.raw.Kind() != '0' {
		return 0, s.wrong("a number")
	}
	n, ok := number(string(s.raw))
	if !ok {
		return 0, s.wrong("a number that a computer can hold")
	}
	return n, nil
}

// wrong says what a section should be, and what it is.
func (s Section) wrong(want string) diag.Diagnostic {
	if s.raw == nil {
		return s.Problem("", "is missing, should be %s", want)
	}
	is := map[jsontext.Kind]string{'n': "null", 't': "true", 'f': "false", '"': "a string", '0': "a number", '{': "an object", '[': "a list"}[s.raw.Kind()]
	if s.raw.Kind() == '0' {
		is = string(s.raw)
	}
	return s.Problem("", "is %s, should be %s", is, want)
}
