// Package corpus is the border to the outside: it reads documents from files
// and writes what was found in them.
//
// A reader yields one [Record] for each document it meets, also for those it
// cannot read: nothing is left out in silence. A run turns every Record into
// exactly one [Outcome], and a writer puts it away.
package corpus

import "github.com/onomast/onomast/core/document"

// Gold is the layer that holds the entities a document came with: annotations
// by people, or the results of an earlier run.
const Gold = "gold"

// A Record is one document as it was read: a Document, or the reason why there
// is none (Failure, or Skipped).
type Record struct {
	// ID names the document in results: its path as the user gave it, with
	// slashes, or the id field of its record.
	ID string
	// Path is the file it came from, "-" for standard input.
	Path string
	// Entry is the name of its file in the archive that Path is, and for an archive
	// in an archive both names with "!/" between them; empty outside of archives.
	Entry string
	// Line is the line of the file that it begins on, from 1; in a .json file the
	// number of the record; 0 for a whole file.
	Line int
	// Offset is where in the unpacked file it begins, in bytes; 0 for a whole file.
	Offset int64
	// Document holds the text. When the source names a language, it has a
	// language layer of one span.
	Document *document.Document
	// Source leads from the text back to the bytes of the file or record, counted
	// from Offset; nil when they are the same.
	Source *document.SourceMap
	// Parts are stretches of the text that its format sets apart, in the order of
	// the text: pages, the header of a mail. Each has at least one byte.
	Parts []document.Span
	// Failure says why the document could not be read.
	Failure *Failure
	// Skipped says why the document was left alone on purpose (a kind of file
	// no reader is for).
	Skipped string
}

// File names the file the record came from for people: with what an archive adds,
// as in "mail.zip!/in/1.txt".
func (r *Record) File() string {
	if r.Entry == "" {
		return r.Path
	}
	return r.Path + ArchiveMark + r.Entry
}

// ArchiveMark stands between the path of an archive and a name in it.
const ArchiveMark = "!/"

// A Failure says why a document has no result, and what to do about it.
type Failure struct {
	// Stage is the id of the stage that failed, or "reader".
	Stage string `json:"stage"`
	// Code is a stable name: "timeout", "crash", "invalid-utf8", ...
	Code string `json:"code"`
	// Message says what happened. It holds no document text.
	Message string `json:"message"`
	// Hint says what to do about it.
	Hint string `json:"hint,omitempty"`
}

// Error makes a Failure an error.
func (f *Failure) Error() string {
	if f.Hint == "" {
		return f.Message
	}
	return f.Message + "; " + f.Hint
}

// An Outcome is what became of one Record: annotated (neither Failure nor
// Skipped is set), dead (Failure) or skipped.
type Outcome struct {
	Record
	// FailedStages are the ids of stages that failed on this document and were
	// skipped by `on_error: skip_stage`.
	FailedStages []string
	// Losses count what the format it was written in cannot hold, by effect and
	// reason, such as "lost: overlap".
	Losses map[string]int
}
