// Package pipelines carries the rule library that ships with the runner. The
// pipelines beside it are read from their files, not from here.
package pipelines

import (
	"embed"
	"io/fs"
)

//go:embed lib
var library embed.FS

// Library returns the files that a stage includes by name: NAME.yaml.
func Library() fs.FS {
	files, err := fs.Sub(library, "lib")
	if err != nil {
		return library // the folder is part of the binary
	}
	return files
}
