package gazetteer

import (
	"bufio"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/onomast/onomast/plugins/rules/alphabet"
)

// A Cache keeps compiled indexes in a folder. Processes may share it: a file is
// written aside and renamed, and never changed.
type Cache struct {
	Dir string
}

// extension of the files of a cache.
const extension = ".gazetteer"

// unusedFor is how long a file that nobody loads is kept.
const unusedFor = 30 * 24 * time.Hour

func (c Cache) path(k Key) string {
	return filepath.Join(c.Dir, hex.EncodeToString(k[:16])+extension)
}

// Load maps the index with a key. The error is [fs.ErrNotExist] when there is
// none, and [ErrFile] when the file is damaged, half-written or of another
// version: then [Cache.Save] puts a good one in its place. The memory stays
// mapped until the process ends.
func (c Cache) Load(k Key, table *alphabet.Table) (*Index, error) {
	if !littleEndian() {
		return nil, fs.ErrNotExist // the file's numbers lie the other way round
	}
	path := c.path(k)
	data, err := mapFile(path)
	if err != nil {
		return nil, fmt.Errorf("loading a compiled gazetteer: %w", err)
	}
	x, err := decode(data, k, table)
	if err != nil {
		return nil, fmt.Errorf("loading %s: %w", path, errors.Join(err, unmap(data)))
	}
	now := time.Now()
	_ = os.Chtimes(path, now, now) // it is in use: see forget
	return x, nil
}

// Save writes an index under a key, and removes files that were not loaded for
// a month.
func (c Cache) Save(k Key, x *Index) error {
	if !littleEndian() {
		return errors.ErrUnsupported
	}
	if err := os.MkdirAll(c.Dir, 0o700); err != nil {
		return fmt.Errorf("keeping a compiled gazetteer: %w", err)
	}
	f, err := os.CreateTemp(c.Dir, "new-*")
	if err != nil {
		return fmt.Errorf("keeping a compiled gazetteer: %w", err)
	}
	w := bufio.NewWriterSize(f, 1<<20)
	err = errors.Join(x.writeTo(w, k), w.Flush(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), c.path(k))
	}
	if err != nil {
		return fmt.Errorf("keeping a compiled gazetteer: %w", errors.Join(err, os.Remove(f.Name())))
	}
	c.forget(time.Now().Add(-unusedFor))
	return nil
}

// forget removes files that were last used before a time, and what writers
// that died have left.
func (c Cache) forget(before time.Time) {
	entries, err := os.ReadDir(c.Dir)
	if err != nil {
		return // another time
	}
	for _, e := range entries {
		ours := strings.HasSuffix(e.Name(), extension) || strings.HasPrefix(e.Name(), "new-")
		if info, err := e.Info(); ours && err == nil && info.ModTime().Before(before) {
			_ = os.Remove(filepath.Join(c.Dir, e.Name()))
		}
	}
}
