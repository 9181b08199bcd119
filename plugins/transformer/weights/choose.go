package weights

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/diag"
)

// inner is the folder in which some keep the .onnx files of a model.
const inner = "onnx"

// choose returns the .onnx file of a folder: the one named, or the only one.
func choose(dir, file string) (string, error) {
	found := modelsIn(dir)
	if file != "" {
		for _, path := range []string{filepath.Join(dir, file), filepath.Join(dir, inner, file)} {
			if info, err := os.Stat(path); err == nil && !info.IsDir() {
				return path, nil
			}
		}
		d := problemf("file", dir, "it has "+diag.Some(found, mostNamed), "the folder of the model has no file %s", file)
		d.Pointer = "/file"
		if len(found) == 0 {
			d.Hint = exportHint
		}
		if near := diag.DidYouMean(file, found); near != "" {
			d.Hint = diag.Meant(near)
		}
		return "", d
	}
	switch len(found) {
	case 0:
		return "", problem("file", dir, "the folder of the model has no .onnx file", exportHint)
	case 1:
		return filepath.Join(dir, found[0]), nil
	}
	return "", problemf("file", dir, "name one: file: "+found[0], "the folder of the model has %d .onnx files: %s", len(found), diag.Some(found, mostNamed))
}

const exportHint = "export the model: optimum-cli export onnx --model NAME FOLDER"

// mostNamed is how many files a message names.
const mostNamed = 12

// modelsIn lists the .onnx files of a folder, relative to it and sorted.
func modelsIn(dir string) []string {
	var out []string
	for _, sub := range []string{"", inner} {
		entries, _ := os.ReadDir(filepath.Join(dir, sub))
		for _, e := range entries {
			if !e.IsDir() && strings.EqualFold(filepath.Ext(e.Name()), ".onnx") {
				out = append(out, filepath.Join(sub, e.Name()))
			}
		}
	}
	slices.Sort(out)
	return out
}
