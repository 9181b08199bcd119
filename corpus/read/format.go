package read

import (
	"path/filepath"
	"strings"
)

// Extensions of packed files and of archives.
const (
	extGzip = ".gz"
	extZstd = ".zst"
	extZip  = ".zip"
	extTar  = ".tar"
)

// A format is a way to cut a file into documents.
type format uint8

const (
	formatNone format = iota
	formatText
	formatHTML
	formatMail
	formatDocx
	formatPDF
	formatJSONL
	formatJSON
	formatCSV
	formatTSV
	formatMailbox
	formatParquet
	formatZip
	formatTar
)

// String returns the name used in [Options.Format].
func (f format) String() string {
	switch f {
	case formatText:
		return "txt"
	case formatHTML:
		return "html"
	case formatMail:
		return "eml"
	case formatDocx:
		return "docx"
	case formatPDF:
		return "pdf"
	case formatJSONL:
		return "jsonl"
	case formatJSON:
		return "json"
	case formatCSV:
		return "csv"
	case formatTSV:
		return "tsv"
	case formatMailbox:
		return "mbox"
	case formatParquet:
		return "parquet"
	case formatZip:
		return "zip"
	case formatTar:
		return "tar"
	default:
		return "none"
	}
}

// packed reports formats whose files are larger than the text in them.
func (f format) packed() bool { return f.rendered() || f == formatMailbox }

// rendered reports formats whose files are one document that is no text.
func (f format) rendered() bool { return f == formatMail || f == formatDocx || f == formatPDF }

// records reports whether a file of the format holds several documents.
func (f format) records() bool { return f >= formatJSONL }

// archive reports whether a file of the format holds files.
func (f format) archive() bool { return f == formatZip || f == formatTar }

// formatNamed is the inverse of [format.String]; it also takes the common
// other names.
func formatNamed(name string) (format, bool) {
	if name == "text" || name == "" {
		name = "txt"
	}
	f, ok := formatOf("." + name)
	return f, ok && !strings.Contains(name, ".") && !f.archive()
}

// formatOf goes by an extension, without that of an archive.
func formatOf(ext string) (format, bool) {
	switch strings.ToLower(ext) {
	case ".txt", ".text", ".md", ".markdown":
		return formatText, true
	case ".html", ".htm", ".xhtml":
		return formatHTML, true
	case ".eml":
		return formatMail, true
	case ".docx", ".docm", ".dotx":
		return formatDocx, true
	case ".pdf":
		return formatPDF, true
	case ".mbox", ".mbx":
		return formatMailbox, true
	case ".jsonl", ".ndjson":
		return formatJSONL, true
	case ".json":
		return formatJSON, true
	case ".csv":
		return formatCSV, true
	case ".tsv", ".tab":
		return formatTSV, true
	case ".parquet":
		return formatParquet, true
	case extZip:
		return formatZip, true
	case extTar:
		return formatTar, true
	}
	return formatNone, false
}

// isArchive reports whether a path is by its extension that of an archive.
func isArchive(path string) bool {
	ext, _ := extensions(path)
	f, _ := formatOf(ext)
	return f.archive()
}

// extensions splits a path's extension from that of what it is packed in.
func extensions(path string) (ext, packing string) {
	ext = filepath.Ext(path)
	switch lower := strings.ToLower(ext); lower {
	case extGzip, extZstd:
		return filepath.Ext(strings.TrimSuffix(path, ext)), lower
	case ".tgz":
		return extTar, extGzip
	case ".tzst":
		return extTar, extZstd
	}
	return ext, ""
}

// noReader says why a file of a directory is skipped.
func noReader(ext string) string {
	what := "files without an extension"
	if ext != "" {
		what = shorten(idOf(ext)) + " files"
	}
	return "no reader for " + what + "; name the file, or give a format, to read it"
}
