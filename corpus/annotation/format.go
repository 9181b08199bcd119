package annotation

import (
	"io"

	"github.com/onomast/onomast/core/document"
)

// Overlap says which entities of a document may share text in a format.
type Overlap uint8

// What formats can hold, least first.
const (
	// Flat: no two entities share a byte.
	Flat Overlap = iota
	// Any: entities may lie in each other and cross.
	Any
)

// Spacing says how much of the white space of a text a format holds.
type Spacing uint8

// What formats hold, least first.
const (
	// TokenSpacing: nothing; the text is read as its tokens with a space between, and
	// a line end between sentences.
	TokenSpacing Spacing = iota
	// SentenceSpacing: all of it within sentences, and how much there is between them.
	SentenceSpacing
	// FullSpacing: the text as it is.
	FullSpacing
)

// Holds says what a format can hold. The text itself and the places and labels of
// entities that do not share text go without saying.
type Holds struct {
	Overlap Overlap `json:"overlap"`
	// Discontinuous: entities of several fragments.
	Discontinuous bool `json:"discontinuous"`
	// Scores and their kinds; ScoreKinds false: only the number is kept.
	Scores     bool `json:"scores"`
	ScoreKinds bool `json:"score_kinds"`
	Attributes bool `json:"attributes"`
	Relations  bool `json:"relations"`
	// Parents: which entity another lies in.
	Parents bool `json:"parents"`
	Sources bool `json:"sources"`
	// Duplicates: several entities of the same place and label.
	Duplicates bool `json:"duplicates"`
	// EntityIDs: names of entities.
	EntityIDs bool `json:"entity_ids"`
	// DocumentIDs: names of documents.
	DocumentIDs bool `json:"document_ids"`
	Language    bool `json:"language"`
	Split       bool `json:"split"`
	Group       bool `json:"group"`
	Annotator   bool `json:"annotator"`
	Unlabelled  bool `json:"unlabelled"`
	Fields      bool `json:"fields"`
	Tokens      bool `json:"tokens"`
	Sentences   bool `json:"sentences"`
	// NeedsTokens: entities are made of tokens; NeedsSentences: tokens of sentences.
	NeedsTokens    bool `json:"needs_tokens"`
	NeedsSentences bool `json:"needs_sentences"`
	// SpacedTokens: tokens may have white space in them.
	SpacedTokens bool `json:"spaced_tokens"`
	// Spacing says how much of the white space is held.
	Spacing Spacing `json:"spacing"`
}

// A Format is one way to write annotated documents.
type Format struct {
	// Name is the word behind --to and --from, Title what people call it.
	Name, Title string
	// Extension is that of files written, with the dot.
	Extension string
	// PerDocument: each document is a file, or several, of its own.
	PerDocument bool
	// Whole: a file is held in memory until all of it is written.
	Whole bool
	Holds Holds
	// Units are what offsets may count, the most likely first. Empty: the file has
	// no offsets, or they are always bytes.
	Units []document.Unit
	// Guess says how much a file looks like this format, from 0 to 100, by its name
	// and its first bytes.
	Guess func(name string, head []byte) int
	// Read opens a file; nil: the format is only written.
	Read func(*Input) (Source, error)
	// Write begins a file; nil: the format is only read.
	Write func(*Output) (Sink, error)
}

// A Source yields the drafts of one file, [io.EOF] after the last. An error that is a
// *[Problem] concerns one record, and the next call goes on behind it; any other ends
// the reading.
type Source interface {
	Next() (*Draft, error)
}

// A Sink takes documents that fit its format; see [Fit].
type Sink interface {
	Write(*Document) error
	// Close writes what stands at the end. It does not close the writer.
	Close() error
}

// An Input is a file to read.
type Input struct {
	// Path is its name as the user gave it.
	Path string
	// Body is its content, unpacked.
	Body io.Reader
	// Again opens the file once more, for formats that have to look at all of it first;
	// nil where that cannot be done.
	Again func() (body io.Reader, done func() error, err error)
	// Sibling reads a file beside it, by its name; nil where there is none, as for
	// standard input.
	Sibling func(name string) ([]byte, error)
	// Report takes what is worth knowing about the file: repaired tags, records
	// left out on purpose.
	Report Report
	// Limit is the size in bytes from which a record is refused, Whole that from which a
	// file is refused whose format has to be read whole, after it is unpacked.
	Limit, Whole int64
	// Repair says what becomes of tag sequences that break their scheme.
	Repair Repair
}

// A Repair is a way to read tag sequences that break their scheme.
type Repair string

// The repairs.
const (
	// Conlleval starts an entity where one goes on that has not begun, as the
	// conlleval script does.
	Conlleval Repair = "conlleval"
	// Strict drops the tags that break the scheme.
	Strict Repair = "strict"
)

// An Output is a place to write documents to.
type Output struct {
	// Body takes the file; nil for formats of a file for each document.
	Body io.Writer
	// Create begins a file of such a format, by its name with slashes.
	Create func(name string) (io.WriteCloser, error)
	// Unit is what offsets count, one of those of the format.
	Unit document.Unit
	// Scheme is the tag scheme of formats that have one, "" for the usual one.
	Scheme string
	// Report takes what cannot be written as it is.
	Report Report
}
