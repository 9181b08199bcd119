package read

import (
	"path/filepath"
	"strings"
)

// Extensions of archives.
const (
	extGzip = ".gz"
	extZstd = ".zst"
)

// A format is a way to cut a file into documents.
type format uint8

const (
	formatNone format = iota
	formatText
	formatHTML
	formatJSONL
	formatJSON
	formatCSV
	formatTSV
)

// String returns the name used in [Options.Format].
func (f format) String() string {
	switch f {
	case formatText:
		return "txt"
	case formatHTML:
		return "html"
	case formatJSONL:
		return "jsonl"
	case formatJSON:
		return "json"
	case formatCSV:
		return "csv"
	case formatTSV:
		return "tsv"
	default:
		return "none"
	}
}

// records reports whether a file of the format holds several documents.
func (f format) records() bool { return f >= formatJSONL }

// formatNamed is the inverse of [format.String]; it also takes the common
// other names.
func formatNamed(name string) (format, bool) {
	if name == "text" || name == "" {
		name = "txt"
	}
	f, ok := formatOf("." + name)
	return f, ok && !strings.Contains(name, ".")
}

// formatOf goes by an extension, without that of an archive.
func formatOf(ext string) (format, bool) {
	switch strings.ToLower(ext) {
	case ".txt", ".text", ".md", ".markdown":
		return formatText, true
	case ".html", ".htm", ".xhtml":
		return formatHTML, true
	case ".jsonl", ".ndjson":
		return formatJSONL, true
	case ".json":
		return formatJSON, true
	case ".csv":
		return formatCSV, true
	case ".tsv", ".tab":
		return formatTSV, true
	}
	return formatNone, false
}

// extensions splits a path's extension from that of the archive around it.
func extensions(path string) (ext, archive string) {
	ext = filepath.Ext(path)
	if lower := strings.ToLower(ext); lower == extGzip || lower == extZstd {
		return filepath.Ext(strings.TrimSuffix(path, ext)), lower
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
