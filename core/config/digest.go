package config

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

// digest covers what can change results: not the names and texts for people,
// nor how the work is spread over processes.
func digest(p *Pipeline) string {
	h := sha256.New()
	write := func(value any) {
		raw, err := json.Marshal(value)
		if err != nil {
			raw = []byte(err.Error())
		}
		put(h, "%d:%s\n", len(raw), raw)
	}
	write([]any{p.Language, p.Run.MaxDocument})
	stages, _ := p.effective["stages"].(map[string]any)
	for _, s := range p.Stages {
		stage, _ := stages[s.ID].(map[string]any)
		with := p.redacted(withPointer(s.ID), stage["with"])
		write([]any{s.ID, s.Uses, s.Kind, s.When, s.OnError, s.Timeout, stage["command"], s.SHA256, slices.Sorted(maps.Keys(s.Env)), with})
		for _, pointer := range slices.Sorted(maps.Keys(s.Files)) {
			put(h, "%s\n", pointer)
			hashFile(h, s.Files[pointer])
		}
		for _, word := range s.Command {
			if isPath(word) || script(word) {
				hashFile(h, absolute(word, s.Dir))
			}
		}
	}
	return "sha256:" + hex.EncodeToString(h.Sum(nil))
}

// put adds text to a hash, which never fails.
func put(h hash.Hash, format string, values ...any) { _, _ = fmt.Fprintf(h, format, values...) }

// redacted returns a copy of a value without its secrets.
func (p *Pipeline) redacted(pointer string, value any) any {
	switch v := value.(type) {
	case map[string]any:
		out := make(map[string]any, len(v))
		for key := range v {
			out[key] = p.redacted(join(pointer, key), v[key])
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = p.redacted(pointer+"/"+strconv.Itoa(i), v[i])
		}
		return out
	}
	return p.shown(pointer, value)
}

// hashFile adds the content of a file, or of all files in a folder. A file that
// is gone since it was checked counts as its error.
func hashFile(h hash.Hash, path string) {
	err := filepath.WalkDir(path, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		relative, err := filepath.Rel(path, name)
		if err != nil {
			return err
		}
		put(h, "%q ", filepath.ToSlash(relative))
		return hashContent(h, name)
	})
	if err != nil {
		put(h, "unreadable: %s\n", reason(err))
	}
}

func hashContent(h hash.Hash, path string) error {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return err
	}
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	put(h, "%d:", info.Size())
	_, err = io.Copy(h, file)
	return err
}
