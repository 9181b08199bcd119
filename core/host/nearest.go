package host

import (
	"os"

	"github.com/onomast/onomast/core/diag"
)

// nearestFile returns the name of a file of a directory that is close to name,
// or "".
func nearestFile(dir, name string) string {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return ""
	}
	var files []string
	for _, e := range entries {
		if !e.IsDir() {
			files = append(files, e.Name())
		}
	}
	return diag.DidYouMean(name, files)
}
