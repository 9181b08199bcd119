package template

import (
	"bytes"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/klauspost/compress/gzip"

	"github.com/onomast/onomast/core/diag"
)

const (
	maxUnpacked = 1 << 30 // bytes of a list or clusters
	maxLine     = 4096    // bytes
	maxMistakes = 20      // of a file
)

// A lineReader reads a file line by line and gathers what is wrong with it.
type lineReader struct {
	file  string
	found diag.List
	lines int // of the file, about
}

// each calls f with every line that is not empty, its number from 1, without its
// end. The data may be compressed by gzip.
func (r *lineReader) each(data []byte, f func(line int, text []byte)) {
	data, err := unpacked(data)
	if err != nil {
		r.fail(0, 0, "template.packed", "the file can not be unpacked: "+err.Error(), "")
		return
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	r.lines = bytes.Count(data, []byte("\n")) + 1
	for line := 1; len(data) > 0 && len(r.found) < maxMistakes; line++ {
		var text []byte
		text, data, _ = bytes.Cut(data, []byte("\n"))
		text = bytes.TrimSuffix(text, []byte("\r"))
		switch {
		case len(text) > maxLine:
			r.fail(line, 1, "template.line", fmt.Sprintf("a line of %d bytes", len(text)), fmt.Sprintf("at most %d are read", maxLine))
		case !utf8.Valid(text):
			r.fail(line, notUTF8("", text).Column, "template.encoding", "the line is not UTF-8", "save the file as UTF-8")
		case len(text) > 0:
			f(line, text)
		}
	}
}

func unpacked(data []byte) ([]byte, error) {
	if !bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		return data, nil
	}
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	out, err := io.ReadAll(io.LimitReader(r, maxUnpacked+1))
	if err == nil && len(out) > maxUnpacked {
		err = fmt.Errorf("it is larger than %d bytes", maxUnpacked)
	}
	return out, err
}

func (r *lineReader) fail(line, column int, code, summary, hint string) {
	r.found = append(r.found, diag.Diagnostic{
		Severity: diag.Error, Code: code, Position: diag.Position{File: r.file, Line: line, Column: column}, Summary: summary, Hint: hint,
	})
}
