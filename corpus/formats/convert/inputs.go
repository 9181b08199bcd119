package convert

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats"
)

// An input is a file to read.
type input struct {
	path string
	// name is its path below the directory that was given, or its base name.
	name string
	// found: it was met in a directory, so it may be in no known format.
	found bool
}

// inputsOf lists files; those of directories in the order of their paths, without names
// that begin with a dot.
func inputsOf(given []string) ([]input, error) {
	var all []input
	for _, path := range given {
		if path == "-" {
			all = append(all, input{path: path, name: "stdin"})
			continue
		}
		info, err := os.Stat(path)
		if err != nil {
			return nil, missing(path, err)
		}
		if !info.IsDir() {
			all = append(all, input{path: annotationsOf(path), name: filepath.Base(path)})
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

func inDirectory(dir string) ([]input, error) {
	var all []input
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
			all = append(all, input{path: path, name: name, found: true})
		}
		return nil
	})
	return all, err
}

// readable reports whether a file of a directory is in a format that is known.
func (in input) readable(opts formats.Options) bool {
	if !in.found || opts.Format != "" && filepath.Ext(in.name) != ".md" {
		return !in.found || filepath.Ext(in.name) != ".conf"
	}
	opts.Report = func(annotation.Problem) {}
	r, err := formats.Open(in.path, nil, opts)
	var unknown *formats.UnknownError
	if errors.As(err, &unknown) {
		return false
	}
	if err == nil {
		_ = r.Close() // nothing was written
	}
	return true
}

// distinct gives each input a name for its output that no other has.
func distinct(all []input) {
	used := map[string]bool{}
	for i := range all {
		ext := filepath.Ext(all[i].name)
		stem := strings.TrimSuffix(all[i].name, ext)
		if slices.Contains([]string{".gz", ".zst"}, strings.ToLower(ext)) {
			stem = strings.TrimSuffix(stem, filepath.Ext(stem))
		}
		name := stem
		for n := 2; used[strings.ToLower(name)]; n++ {
			name = fmt.Sprintf("%s-%d", stem, n)
		}
		used[strings.ToLower(name)] = true
		all[i].name = name
	}
}
