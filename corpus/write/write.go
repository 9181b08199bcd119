package write

import (
	"fmt"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus"
	"github.com/onomast/onomast/corpus/annotation"
)

// Options say how results are written. Start from [Defaults].
type Options struct {
	// Offsets is the unit of every offset that is written.
	Offsets document.Unit
	// WithText adds the text of the document to each JSON line. The text of
	// the entities themselves is always written, and a page always shows all.
	WithText bool
	// Origins adds to JSON lines where the document came from, and to each entity
	// the bytes of that file it was made from: under markup, escapes and other
	// encodings.
	Origins bool
	// Layers names further layers to write to JSON lines. A layer a document
	// does not have is written empty.
	Layers []string
	// Pipeline names the pipeline and its digest, e.g. "support@sha256:1c9e...".
	Pipeline string
	// SafeCSV puts an apostrophe before text that a spreadsheet would take for
	// a formula. It changes the text, so it is off unless asked for.
	SafeCSV bool
	// Title is the heading of an HTML page.
	Title string
	// Labels are those that entities may have, for formats that name them first.
	Labels []string
	// Tokenize makes tokens and sentences for formats of tokens, where a document has
	// no layers of these names. Nil: the words between white space.
	Tokenize func(*annotation.Document) error
}

// Defaults returns the options that hold when the user asks for nothing:
// offsets in code points, no text.
func Defaults() Options { return Options{Offsets: document.CodePoint} }

// An Encoder turns annotated documents into one format. It is safe for
// concurrent use.
type Encoder interface {
	// Extension is the ending of file names, without the dot.
	Extension() string
	// AppendHeader appends what stands before the first document of a file.
	AppendHeader(dst []byte) []byte
	// AppendSeparator appends what stands before each document of a file but the first.
	AppendSeparator(dst []byte) []byte
	// AppendDocument appends one annotated document. An outcome that has a
	// Failure, or is Skipped, or has no Document is an error. What the format cannot
	// hold of it is counted in its Losses.
	AppendDocument(dst []byte, o *corpus.Outcome) ([]byte, error)
	// AppendFooter appends what stands after the last document of a file.
	AppendFooter(dst []byte) []byte
}

// A Sealer is an Encoder of a format that is made of all documents of a file at once.
// What AppendDocument appends is its own, and so is the order of the bytes between;
// header and footer are empty.
type Sealer interface {
	Encoder
	// Seal makes the file of what was appended for its documents.
	Seal(staged []byte) ([]byte, error)
}

// Formats returns the names [New] knows.
func Formats() []string {
	return append([]string{"jsonl", "csv", "html", "parquet", "brat", "web-annotation"}, convertedFormats()...)
}

// New returns the encoder of a format.
func New(format string, opts Options) (Encoder, error) {
	switch format {
	case "jsonl":
		return jsonLines{opts}, nil
	case "csv":
		return csv{opts}, nil
	case "html":
		return newPage(opts)
	case "parquet":
		return newParquetFile(opts), nil
	case "brat":
		return newBrat(opts)
	case "web-annotation":
		return webAnnotation{opts}, nil
	}
	if slices.Contains(convertedFormats(), format) {
		return newConverted(format, opts)
	}
	return nil, fmt.Errorf("unknown output format %q: use %s", format, strings.Join(Formats(), ", "))
}

// annotated returns the document of an outcome that has a result.
func annotated(o *corpus.Outcome) (*document.Document, error) {
	if o.Document == nil || o.Failure != nil || o.Skipped != "" {
		return nil, fmt.Errorf("document %q has no result to write", o.ID)
	}
	return o.Document, nil
}

// A ruler measures one text in the unit that was asked for.
type ruler struct {
	unit    document.Unit
	offsets *document.Offsets
}

func (opts Options) ruler(text string) ruler {
	if opts.Offsets == document.Byte {
		return ruler{}
	}
	return ruler{unit: opts.Offsets, offsets: document.NewOffsets(text)}
}

func (r ruler) at(byteOffset int) int {
	if r.offsets == nil {
		return byteOffset
	}
	return r.offsets.To(r.unit, byteOffset)
}
