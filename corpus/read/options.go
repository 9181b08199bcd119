package read

import (
	"io"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/diag"
)

// DefaultMaxDocument is the largest file or record read as one document, in
// bytes, when [Options.MaxDocument] is 0.
const DefaultMaxDocument = 16 << 20

// Options say how to read. The zero value reads by extension, with defaults.
type Options struct {
	// Format is how to read every file: one of [Formats]. Empty goes by the
	// extension of each file (before .gz or .zst).
	Format string
	// TextField, IDField and LanguageField name the fields of a JSON record,
	// or the columns of a table: "text", "id", and "lang" or "language" when
	// empty. TextField may be several names with commas between them: their texts
	// are joined in that order, an empty line between two, and are the parts of the
	// record. One with a question mark behind it may be missing or null.
	TextField, IDField, LanguageField string
	// Column names the text column of a table; TextField when empty.
	Column string
	// Delimiter separates the fields of a table. 0 is a tab for .tsv, and for
	// .csv whichever of comma, semicolon and tab the header has.
	Delimiter byte
	// Include and Exclude filter the files of a directory: glob patterns in which **
	// stands for any number of directories. One without a slash is matched
	// with the name alone, one with a slash with the path below the
	// directory. A file is read when it matches any of Include (or there is
	// none) and none of Exclude. They do not apply to files named one by one.
	Include, Exclude []string
	// Encoding is "auto" (or empty), "utf-8" for nothing but UTF-8,
	// "utf-8-replace" for UTF-8 in which what is damaged becomes U+FFFD and a
	// note, or the name of the encoding that all files are in, as in the WHATWG
	// Encoding Standard.
	Encoding string
	// Gold keeps the entities that JSON records have, as result lines write them
	// and annotated data has them, in the layer [corpus.Gold]. A record whose
	// entities do not fit its text is then a failure.
	Gold bool
	// MaxDocument is the size in bytes from which a file or record is refused, before
	// it is converted and after it is unpacked. Of files that hold more than their
	// text (docx, pdf, mails with attachments), it is the size of the text, and that of the
	// file may be 8 times as much.
	MaxDocument int64
	// Stdin is read for the input "-".
	Stdin io.Reader
	// Digest asks for [Reader.Digest].
	Digest bool

	languages []string // names a language may stand under
	fields    []textField
	columns   []textField
}

// Formats returns the names of the formats, for [Options.Format].
func Formats() []string {
	return []string{"txt", "html", "docx", "pdf", "eml", "mbox", "jsonl", "json", "csv", "tsv", "parquet"}
}

// withDefaults returns the options with every default in place.
func (o Options) withDefaults() Options {
	o.TextField = or(o.TextField, "text")
	o.IDField = or(o.IDField, "id")
	o.Column = or(o.Column, o.TextField)
	if o.MaxDocument <= 0 {
		o.MaxDocument = DefaultMaxDocument
	}
	o.MaxDocument = min(o.MaxDocument, 1<<30)
	o.fields, o.columns = textFields(o.TextField), textFields(o.Column)
	o.languages = []string{"lang", "language"}
	if o.LanguageField != "" {
		o.languages = []string{o.LanguageField}
	}
	return o
}

// check finds mistakes in the options.
func (o Options) check() diag.List {
	var list diag.List
	if _, ok := formatNamed(o.Format); !ok && o.Format != "" {
		list = append(list, mistake("input.format", "there is no format "+quote(o.Format),
			closest(o.Format, Formats(), "use one of "+strings.Join(Formats(), ", "))))
	}
	for _, names := range []string{o.TextField, o.Column} {
		if names != "" && slices.ContainsFunc(textFields(names), func(f textField) bool { return f.name == "" }) {
			list = append(list, mistake("input.text-field", "there is no name at one place of "+quote(names), "write names with a comma between two, such as title,body"))
		}
	}
	for _, p := range append(append([]string(nil), o.Include...), o.Exclude...) {
		if _, err := compileGlob(p); err != nil {
			list = append(list, mistake("input.pattern", err.Error(), "write a literal [ as [[]"))
		}
	}
	if _, err := encodingNamed(o.Encoding); err != nil {
		list = append(list, mistake("input.encoding", err.Error(),
			"use auto, utf-8, utf-8-replace, utf-16le, windows-1252, iso-8859-2, shift_jis, gb18030 or another name of the WHATWG Encoding Standard"))
	}
	return list
}

func mistake(code, summary, hint string) diag.Diagnostic {
	return diag.Diagnostic{Severity: diag.Error, Code: code, Summary: summary, Hint: hint}
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
