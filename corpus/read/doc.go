// Package read turns what a user names on the command line (files, directories,
// glob patterns, "-") into a stream of [corpus.Record]s, one for each document
// met, also for those that cannot be read.
//
// Start at [Open] and [Reader.Next]. Below it, three small layers: a walk that
// yields files in a fixed order, a stream that opens and unpacks one file, and
// a format that cuts the stream into records (jsonl, json, csv, mbox, parquet), or
// makes one of it (text, html, docx, pdf, eml). An archive is a format that cuts
// into streams. What is more than a way to cut has a package of its own below
// internal.
//
// # Which files
//
// The inputs are read in the order given; the files of a directory in the byte
// order of their paths. In a directory, a file is read when its extension says
// how ([Options.Format] overrides that), and skipped with a reason otherwise. Names that
// begin with a dot are passed over and counted, and so are files and directories
// that the include and exclude patterns rule out. A symbolic link is followed,
// unless it leads back to where it is (a loop) or to something that is read under
// its own name anyway: those are skipped with a reason. A file that several inputs
// name is read once. A file that is named on the command line is read in any case, as text if
// nothing else is known about it.
//
// # The text
//
// The text of a document is what the file holds, in UTF-8: nothing is trimmed or
// normalised, CRLF and NUL stay. A byte order mark is dropped. Other encodings
// are converted, HTML gives the text a browser would show, and what is no text is
// shown as one; in all cases [corpus.Record.Source] leads back, from docx, pdf and
// parquet to no less than the whole file. In record formats (jsonl, json, csv) it
// leads to the bytes of the record, from its first byte. A lone surrogate
// escape in JSON, which no UTF-8 text can hold, becomes U+FFFD and a note.
//
// # Memory
//
// Memory is bounded by [Options.MaxDocument] (eight times that for what is packed),
// the names of one directory at a time (not of its subdirectories) or of a zip
// archive, a sandbox of 1 GiB for PDF, and for record files a table of ids: 24 MiB from some
// thousand records to 1.5 million, doubling beyond.
package read
