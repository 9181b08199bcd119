package rules

import (
	"bytes"
	"fmt"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/plugins/rules/gazetteer"
)

// maxLineMistakes bounds how many bad lines of one file are reported.
const maxLineMistakes = 20

// A row is one term of a list file.
type row struct {
	line  int // from 1
	term  string
	label string // "" if the file says none
	attrs []gazetteer.Attr
}

// A listFormat says how to read a list file.
type listFormat struct {
	name       string // of the file, for diagnostics and the format
	columns    []string
	termColumn string
}

// readList calls yield for each term of a list file, and returns what is wrong
// with the file. A bad line is left out, the others are not.
func readList(data []byte, f listFormat, yield func(row)) diag.List {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if problem := notText(data); problem != "" {
		return diag.List{f.mistake(0, 0, "rules.list-encoding", problem, "save it as UTF-8")}
	}
	switch strings.ToLower(path.Ext(f.name)) {
	case ".csv":
		return readCSV(data, f, yield)
	case ".tsv":
		return readTSV(data, f, yield)
	}
	return readLines(data, f, yield)
}

// notText says why data is no UTF-8 text, or "".
func notText(data []byte) string {
	if bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF}) {
		return "the list is UTF-16"
	}
	if utf8.Valid(data) {
		return ""
	}
	line := 1
	for rest := data; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		if r == utf8.RuneError && size == 1 {
			break
		}
		if r == '\n' {
			line++
		}
		rest = rest[size:]
	}
	return fmt.Sprintf("the list is not UTF-8 (line %d)", line)
}

func (f listFormat) mistake(line, column int, code, summary, hint string) diag.Diagnostic {
	return diag.Diagnostic{
		Severity: diag.Error, Code: code,
		Position: diag.Position{File: f.name, Line: line, Column: column},
		Summary:  summary, Hint: hint,
	}
}

// readLines reads one term a line.
func readLines(data []byte, f listFormat, yield func(row)) diag.List {
	var found diag.List
	for line := 1; len(data) > 0; line++ {
		var text []byte
		text, data, _ = bytes.Cut(data, []byte("\n"))
		term := strings.TrimSpace(string(text))
		if term == "" || term[0] == '#' {
			continue
		}
		if problem := checkTerm(term); problem != "" {
			found = f.keep(found, f.mistake(line, 1, "rules.list-term", problem, ""))
			continue
		}
		yield(row{line: line, term: term})
	}
	return found
}

// keep appends a mistake unless there are too many already.
func (f listFormat) keep(found diag.List, d diag.Diagnostic) diag.List {
	switch {
	case len(found) < maxLineMistakes:
		return append(found, d)
	case len(found) == maxLineMistakes:
		return append(found, f.mistake(0, 0, "rules.list-term", "there are more bad lines", "mend these first"))
	}
	return found
}

// checkTerm says what is wrong with a term, or "".
func checkTerm(term string) string {
	switch {
	case strings.TrimSpace(term) == "":
		return "an empty term"
	case len(term) > maxTerm:
		return fmt.Sprintf("a term of %d bytes; at most %d are allowed", len(term), maxTerm)
	case strings.ContainsRune(term, 0):
		return "a term with a NUL character"
	}
	return ""
}
