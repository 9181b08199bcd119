package inputs

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// A listed file is one to read; one that was found in a directory may be of no known
// format.
type listed struct {
	path  string
	found bool
}

// expand replaces directories by the files in them, in the order of their paths.
func expand(paths []string) ([]listed, error) {
	var files []listed
	for _, path := range paths {
		info, err := os.Stat(path)
		if path == "-" || err != nil || !info.IsDir() {
			files = append(files, listed{path: annotationsOf(path)}) // one that is not there is reported when it is opened
			continue
		}
		below, err := inDirectory(path)
		if err != nil {
			return nil, err
		}
		if len(below) == 0 {
			return nil, fmt.Errorf("there are no files in %s", path)
		}
		files = append(files, below...)
	}
	return files, nil
}

// inDirectory lists files whose names do not begin with a dot.
func inDirectory(dir string) ([]listed, error) {
	var files []listed
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		hidden := path != dir && strings.HasPrefix(d.Name(), ".")
		switch {
		case err != nil:
			return err
		case d.IsDir() && hidden:
			return fs.SkipDir
		case d.Type().IsRegular() && !hidden && annotationsOf(path) == path:
			files = append(files, listed{path: path, found: true})
		}
		return nil
	})
	return files, err
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
