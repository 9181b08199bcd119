package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// A result is what a run left behind: its parts, dead letters and what of its
// manifest does not tell of time.
type result struct {
	files  map[string]string
	counts struct{ In, OK, Dead, Skipped int }
}

func load(dir string) (*result, error) {
	r := &result{files: make(map[string]string)}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(path)
		r.files[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		return nil, err
	}
	delete(r.files, "journal") // it tells of the interruptions
	return r, r.manifest()
}

// manifest takes the timings out of the manifest, and the counts.
func (r *result) manifest() error {
	var m map[string]json.RawMessage
	if err := json.Unmarshal([]byte(r.files["manifest.json"]), &m); err != nil {
		return fmt.Errorf("manifest.json: %w", err)
	}
	delete(m, "timings")
	data, err := json.Marshal(m)
	r.files["manifest.json"] = string(data)
	if err != nil {
		return err
	}
	return json.Unmarshal(m["counts"], &r.counts)
}

// differences names the files that are not the same.
func (r *result) differences(other *result) []string {
	var names []string
	for name, content := range r.files {
		if other.files[name] != content {
			names = append(names, name)
		}
	}
	for name := range other.files {
		if _, ok := r.files[name]; !ok {
			names = append(names, name)
		}
	}
	return names
}
