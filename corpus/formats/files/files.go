// Package files finds the annotated files that a user means: those named, those in
// directories, and standard input.
package files

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats"
)

// A File is a file to read.
type File struct {
	// Path is the file as the user gave it, "-" for standard input.
	Path string
	// Name is its path below the directory that was given, or its base name.
	Name string
	// Found: it was met in a directory, so it may be in no known format.
	Found bool
}

// List lists files; those of directories in the order of their paths, without names
// that begin with a dot.
func List(given []string) ([]File, error) {
	var all []File
	for _, path := range given {
		if path == "-" {
			all = append(all, File{Path: path, Name: "stdin"})
			continue
		}
		info, err := os.Stat(path)
		if err != nil {
			return nil, missing(path, err)
		}
		if !info.IsDir() {
			all = append(all, File{Path: annotationsOf(path), Name: filepath.Base(path)})
			continue
		}
		below, err := inDirectory(path)
		if err != nil {
			return nil, err
		}
		if len(below) == 0 {
			return nil, fmt.Errorf("there are no files in %s", path)
		}
		all = append(all, below...)
	}
	return all, nil
}

func missing(path string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no file %s; check the spelling and the current directory", path)
	}
	return err
}

// annotationsOf leads from a text of brat to its annotations.
func annotationsOf(path string) string {
	if beside, ok := strings.CutSuffix(path, ".txt"); ok {
		if _, err := os.Stat(beside + ".ann"); err == nil {
			return beside + ".ann"
		}
	}
	return path
}

func inDirectory(dir string) ([]File, error) {
	var all []File
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case path != dir && strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return filepath.SkipDir
			}
		case !entry.IsDir() && annotationsOf(path) == path:
			name, err := filepath.Rel(dir, path)
			if err != nil {
				return err
			}
			all = append(all, File{Path: path, Name: name, Found: true})
		}
		return nil
	})
	return all, err
}

// companion reports files that lie beside annotated ones without being any.
func (f File) companion() bool {
	switch strings.ToLower(filepath.Ext(f.Name)) {
	case ".md", ".conf":
		return f.Found
	}
	return false
}

// Readable reports whether a file is to be read: it was named, or looks like a format.
func (f File) Readable(opts formats.Options) bool {
	if !f.Found || f.companion() {
		return !f.Found
	}
	_, err := f.format(opts)
	var unknown *formats.UnknownError
	return !errors.As(err, &unknown)
}

// format says which format a file is in.
func (f File) format(opts formats.Options) (annotation.Format, error) {
	opts.Report = func(annotation.Problem) {}
	r, err := formats.Open(f.Path, nil, opts)
	if err != nil {
		return annotation.Format{}, err
	}
	return r.Format(), r.Close()
}

// SingleDocuments reports whether every file that can be read is a single document.
func SingleDocuments(all []File, opts formats.Options) bool {
	for _, f := range all {
		if f.Path == "-" || f.companion() {
			continue
		}
		if format, err := f.format(opts); err == nil && !format.PerDocument {
			return false
		}
	}
	return true
}
