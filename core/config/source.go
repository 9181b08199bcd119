package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/onomast/onomast/core/diag"
)

// maxFile is the longest YAML file that is read, in bytes. Term lists belong
// into files of their own.
const maxFile = 8 << 20

// A source is one YAML file of the chain.
type source struct {
	shown  string // the path as the user gave it
	abs    string
	dir    string // absolute; relative paths in the file start here
	origin string // relative to the folder of the pipeline, for stages
	number int    // counts the files of one Load from 0
	files  fs.FS  // where abs is looked up; nil: among the system's files
	data   []byte // UTF-8 without BOM
	lines  lineMap
}

// at returns a position in the file.
func (s *source) at(line, column int) diag.Position {
	return diag.Position{File: s.shown, Line: line, Column: column}
}

// read fills data, or says why the file can not be used.
func (s *source) read() *diag.Diagnostic {
	data, err := readLimited(s.files, s.abs, maxFile)
	if err != nil {
		return s.unreadable(err)
	}
	if d := s.encoding(data); d != nil {
		return d
	}
	s.data = bytes.TrimPrefix(data, []byte("\ufeff"))
	s.lines = newLineMap(s.data)
	return nil
}

// readLimited reads a file of a file system; nil stands for the system's.
func readLimited(files fs.FS, path string, limit int64) ([]byte, error) {
	open := func(path string) (fs.File, error) { return os.Open(path) }
	if files != nil {
		open = files.Open
	}
	file, err := open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	if info, err := file.Stat(); err == nil && info.IsDir() {
		return nil, errIsDir
	}
	data, err := io.ReadAll(io.LimitReader(file, limit+1))
	if err == nil && int64(len(data)) > limit {
		return nil, errTooLong
	}
	return data, err
}

var (
	errIsDir   = errors.New("it is a folder, not a file")
	errTooLong = errors.New("it is too long")
)

func (s *source) unreadable(err error) *diag.Diagnostic {
	d := failure("config.unreadable", fmt.Sprintf("can not read %q: %s", s.shown, reason(err)))
	d.Position = diag.Position{File: s.shown}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		d.Code = "config.no-such-file"
		d.Summary = fmt.Sprintf("there is no file %q", s.shown)
		d.Hint = nearFile(s.abs, s.shown)
	case errors.Is(err, errTooLong):
		d.Hint = fmt.Sprintf("at most %d MiB are read; keep long lists in files of their own", maxFile>>20)
	}
	return &d
}

// reason is what the system says of a failed file operation, without the path.
func reason(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}

// encoding says why the bytes are no UTF-8 text.
func (s *source) encoding(data []byte) *diag.Diagnostic {
	d := failure("config.not-utf8", "")
	switch {
	case looksUTF16(data):
		d.Summary, d.Hint = "the file is UTF-16", "save it as UTF-8"
		d.Position = s.at(1, 1)
		return &d
	case !utf8.Valid(data):
		bad := firstInvalid(data)
		d.Summary = fmt.Sprintf("the byte 0x%02X is not valid UTF-8", data[bad])
		d.Hint = "save the file as UTF-8"
		d.Position = s.position(data, bad)
		return &d
	}
	if bad := bytes.IndexFunc(data, forbidden); bad >= 0 {
		r, _ := utf8.DecodeRune(data[bad:])
		d.Code, d.Summary = "config.control-character", fmt.Sprintf("the control character %U is not allowed in YAML", r)
		d.Hint = "remove it, or write it as an escape in double quotes"
		d.Position = s.position(data, bad)
		return &d
	}
	return nil
}

// forbidden reports characters that YAML does not allow.
func forbidden(r rune) bool {
	switch {
	case r == '\t', r == '\n', r == '\r', r == 0x85:
		return false
	case r < 0x20, r >= 0x7f && r < 0xa0, r == 0xfffe, r == 0xffff:
		return true
	}
	return false
}

func looksUTF16(data []byte) bool {
	if len(data) < 2 {
		return false
	}
	mark := string(data[:2])
	return mark == "\xff\xfe" || mark == "\xfe\xff" || (data[0] == 0) != (data[1] == 0)
}

func firstInvalid(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size <= 1 {
			return i
		}
		i += size
	}
	return 0
}

// position returns the line and column of a byte.
func (s *source) position(data []byte, offset int) diag.Position {
	before := strings.TrimPrefix(string(data[:offset]), "\ufeff")
	start := strings.LastIndexByte(before, '\n') + 1
	return s.at(strings.Count(before, "\n")+1, utf8.RuneCountInString(before[start:])+1)
}

func failure(code, summary string) diag.Diagnostic {
	return diag.Diagnostic{Severity: diag.Error, Code: code, Summary: summary}
}
