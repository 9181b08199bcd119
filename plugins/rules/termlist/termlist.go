package termlist

import (
	"bytes"
	"fmt"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/plugins/rules/gazetteer"
)

// maxMistakes bounds how many bad lines of one file are reported.
const maxMistakes = 20

// A Row is one term of a file.
type Row struct {
	Line  int    // from 1
	Term  string // not blank, at most [gazetteer.MaxTerm] bytes
	Label string // "" if the file says none
	Attrs []gazetteer.Attr
}

// A File says how to read a file of terms.
type File struct {
	Name string // as written, for diagnostics; its extension tells the format
	// Format is one of [Formats]; "" and "auto" go by the extension.
	Format string
	// Columns names the columns of a table without a header line.
	Columns []string
	// Term is the name of the column, or the field, that holds the terms; ""
	// stands for "term".
	Term string
}

// Formats are the names of the formats.
func Formats() []string {
	return []string{"auto", "lines", "csv", "tsv", "jsonl", "entity_ruler", "regexner", "geonames"}
}

// Read calls yield for each term of a file, which may be compressed by gzip or
// Zstandard, and returns what is wrong with it.
func Read(data []byte, f File, yield func(Row)) diag.List {
	r := &reader{File: f, yield: yield}
	if r.Term == "" {
		r.Term = "term"
	}
	data, err := decompress(data)
	if err != nil {
		r.fail(0, 0, "rules.list-compressed", "the list can not be unpacked: "+err.Error(), "")
		return r.found
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if problem := notText(data); problem != "" {
		r.fail(0, 0, "rules.list-encoding", problem, "save it as UTF-8")
		return r.found
	}
	r.read(data)
	return r.found
}

// A reader is one file being read.
type reader struct {
	File
	yield func(Row)
	found diag.List
}

func (r *reader) read(data []byte) {
	switch r.format() {
	case "csv":
		r.readCSV(data)
	case "tsv":
		r.readTSV(data)
	case "jsonl":
		r.readJSONL(data)
	case "entity_ruler":
		r.readEntityRuler(data)
	case "regexner":
		r.readRegexNER(data)
	case "geonames":
		r.readGeoNames(data)
	default:
		r.readLines(data)
	}
}

// format is the one that was named, or that of the extension.
func (r *reader) format() string {
	if r.Format != "" && r.Format != "auto" {
		return r.Format
	}
	name := strings.ToLower(r.Name)
	for _, packed := range []string{".gz", ".zst"} {
		name = strings.TrimSuffix(name, packed)
	}
	switch ext := path.Ext(name); ext {
	case ".csv", ".tsv", ".jsonl":
		return ext[1:]
	}
	return "lines"
}

// eachLine calls f with the lines of data, without their ends, from line 1.
func eachLine(data []byte, f func(line int, text string) bool) {
	for line := 1; len(data) > 0; line++ {
		var text []byte
		text, data, _ = bytes.Cut(data, []byte("\n"))
		if !f(line, string(bytes.TrimSuffix(text, []byte("\r")))) {
			return
		}
	}
}

// readLines reads one term a line.
func (r *reader) readLines(data []byte) {
	eachLine(data, func(line int, text string) bool {
		if term := strings.TrimSpace(text); term != "" && term[0] != '#' {
			r.row(Row{Line: line, Term: term}, 1)
		}
		return true
	})
}

// row yields a row whose term stands at a column, unless its term is bad.
func (r *reader) row(row Row, column int) {
	row.Term = strings.TrimSpace(row.Term)
	if problem := Problem(row.Term); problem != "" {
		r.fail(row.Line, column, "rules.list-term", problem, "")
		return
	}
	r.yield(row)
}

// fail notes a mistake unless there are too many already.
func (r *reader) fail(line, column int, code, summary, hint string) {
	if len(r.found) > maxMistakes {
		return
	}
	if len(r.found) == maxMistakes {
		line, column, summary, hint = 0, 0, "there are more bad lines", "mend these first"
	}
	r.found = append(r.found, diag.Diagnostic{
		Severity: diag.Error, Code: code,
		Position: diag.Position{File: r.Name, Line: line, Column: column},
		Summary:  summary, Hint: hint,
	})
}

// Problem says what is wrong with a term, or "".
func Problem(term string) string {
	switch {
	case strings.TrimSpace(term) == "":
		return "an empty term"
	case len(term) > gazetteer.MaxTerm:
		return fmt.Sprintf("a term of %d bytes; at most %d are allowed", len(term), gazetteer.MaxTerm)
	case strings.ContainsRune(term, 0):
		return "a term with a NUL character"
	}
	return ""
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
		c, size := utf8.DecodeRune(rest)
		if c == utf8.RuneError && size == 1 {
			break
		}
		if c == '\n' {
			line++
		}
		rest = rest[size:]
	}
	return fmt.Sprintf("the list is not UTF-8 (line %d)", line)
}
