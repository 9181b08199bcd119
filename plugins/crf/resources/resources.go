package resources

import (
	"embed"
	"strings"
)

//go:embed *.tsv.gz
var files embed.FS

const ending = ".tsv.gz"

// Names returns the names of the files, sorted.
func Names() []string {
	entries, err := files.ReadDir(".")
	if err != nil {
		return nil // they are part of the program
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = strings.TrimSuffix(e.Name(), ending)
	}
	return names
}

// Read returns a file as it ships: lines of tab-separated cells, compressed by
// gzip. The error is an [io/fs.PathError] when there is none of the name.
func Read(name string) ([]byte, error) { return files.ReadFile(name + ending) }
