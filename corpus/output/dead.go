package output

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/onomast/onomast/corpus"
)

// A DeadLetter says why a document has no result and how to try it again. It
// holds no text of the document.
type DeadLetter struct {
	ID   string `json:"id"`
	Path string `json:"path"`
	// Entry is the name of the file in the archive that Path is.
	Entry string `json:"entry,omitempty"`
	// Line is the line or row of the file, from 1; 0 for a whole file.
	Line    int    `json:"line,omitempty"`
	Stage   string `json:"stage"`
	Code    string `json:"code"`
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
	// Retry is a command that tries this document again.
	Retry string `json:"retry,omitempty"`
}

// newDeadLetter fills path and id into the command retry.
func newDeadLetter(o *corpus.Outcome, retry string) DeadLetter {
	return DeadLetter{
		ID: o.ID, Path: o.Path, Entry: o.Entry, Line: o.Line,
		Stage: o.Failure.Stage, Code: o.Failure.Code, Message: o.Failure.Message, Hint: o.Failure.Hint,
		Retry: strings.NewReplacer("{path}", Quote(o.Path), "{id}", Quote(o.ID)).Replace(retry),
	}
}

// Quote quotes a word for a POSIX shell where it needs that.
func Quote(s string) string {
	plain := func(r rune) bool {
		return r == '.' || r == '/' || r == '-' || r == '_' || r == ':' || r == '=' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
	}
	if s != "" && s[0] != '-' && strings.IndexFunc(s, func(r rune) bool { return !plain(r) }) < 0 {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// encodeJSON renders v with a newline at its end, readable for people.
func encodeJSON(v any, indent string) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	err := enc.Encode(v)
	return b.Bytes(), err
}

// deadLetters writes dead/. The files are synced together at a checkpoint.
type deadLetters struct {
	dir      fileSystem
	made     bool     // dead/ is there
	unsynced []string // written since the last checkpoint
}

func (d *deadLetters) add(ordinal int, letter DeadLetter) (path string, err error) {
	path = deadDir + "/" + deadName(ordinal, letter.ID)
	data, err := encodeJSON(letter, "  ")
	if err != nil {
		return path, err
	}
	if err := d.make(); err != nil {
		return path, err
	}
	d.unsynced = append(d.unsynced, path)
	return path, writeFile(d.dir, path, data, false)
}

func (d *deadLetters) make() error {
	if d.made {
		return nil
	}
	if err := d.dir.Mkdir(deadDir); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	d.made = true
	return d.dir.SyncDir(".")
}

// syncers is how many files are synced at once: the system does them together.
const syncers = 16

func (d *deadLetters) sync() error {
	if len(d.unsynced) == 0 {
		return nil
	}
	var group errgroup.Group
	group.SetLimit(syncers)
	for _, path := range d.unsynced {
		group.Go(func() error { return syncFile(d.dir, path) })
	}
	if err := group.Wait(); err != nil {
		return err
	}
	d.unsynced = d.unsynced[:0]
	return d.dir.SyncDir(deadDir)
}

func syncFile(dir fileSystem, path string) error {
	f, err := dir.OpenFile(path, os.O_RDWR)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// writeFile creates or replaces a small file.
func writeFile(dir fileSystem, path string, data []byte, sync bool) error {
	f, err := dir.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_RDWR)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil && sync {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}
