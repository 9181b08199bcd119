package output

import (
	"errors"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"syscall"
)

// memFS is a file system in memory that counts what would change the disk and
// can fail at any such operation. It knows what has been synced, so that a
// power cut can be played.
type memFS struct {
	mu    sync.Mutex
	names map[string]*memFile // files, by path
	dirs  map[string]bool
	// durable names and directories: what the last sync of their directory saw.
	durable     map[string]*memFile
	durableDirs map[string]bool

	ops  int
	fail func(op int) error // asked before each operation
}

type memFile struct{ data, synced []byte }

func newMemFS() *memFS {
	return &memFS{names: map[string]*memFile{}, dirs: map[string]bool{".": true}, durable: map[string]*memFile{}, durableDirs: map[string]bool{".": true}}
}

// errKilled is what a killed process sees of the disk: nothing happens.
var errKilled = errors.New("killed")

func (m *memFS) op() error {
	m.ops++
	if m.fail == nil {
		return nil
	}
	return m.fail(m.ops)
}

// powerCut returns what may be on disk after one: of everything that was not
// synced, each name and each file is there, or not, or in part.
func (m *memFS) powerCut(rng *rand.Rand) *memFS {
	after := newMemFS()
	for dir := range m.dirs {
		if m.durableDirs[dir] || rng.IntN(2) == 0 {
			after.dirs[dir] = true
		}
	}
	union := maps.Clone(m.durable)
	maps.Copy(union, m.names)
	for _, name := range slices.Sorted(maps.Keys(union)) {
		file := m.names[name]
		if rng.IntN(2) == 0 {
			file = m.durable[name]
		}
		if file != nil && after.dirs[path.Dir(name)] {
			after.names[name] = &memFile{data: file.afterPowerCut(rng)}
		}
	}
	after.syncAll()
	return after
}

func (f *memFile) afterPowerCut(rng *rand.Rand) []byte {
	switch rng.IntN(4) {
	case 0:
		return slices.Clone(f.synced)
	case 1: // the length is there, the blocks are not
		torn := slices.Clone(f.data)
		clear(torn[min(len(f.synced), len(torn)):])
		return torn
	case 2:
		if len(f.data) > len(f.synced) {
			return slices.Clone(f.data[:len(f.synced)+rng.IntN(len(f.data)-len(f.synced))])
		}
	}
	return slices.Clone(f.data)
}

func (m *memFS) syncAll() {
	m.durable, m.durableDirs = maps.Clone(m.names), maps.Clone(m.dirs)
	for _, f := range m.names {
		f.synced = slices.Clone(f.data)
	}
}

// clone returns a copy that fails in no way.
func (m *memFS) clone() *memFS {
	c := newMemFS()
	c.dirs = maps.Clone(m.dirs)
	for name, f := range m.names {
		c.names[name] = &memFile{data: slices.Clone(f.data)}
	}
	c.syncAll()
	return c
}

func (m *memFS) Path(name string) string      { return path.Join("OUT", name) }
func (m *memFS) Lock(file) (io.Closer, error) { return io.NopCloser(nil), nil }
func (m *memFS) Close() error                 { return nil }

func (m *memFS) OpenFile(name string, flag int) (file, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f := m.names[name]
	if f == nil && flag&os.O_CREATE == 0 {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	if f == nil || flag&os.O_TRUNC != 0 {
		if err := m.op(); err != nil {
			return nil, &fs.PathError{Op: "open", Path: name, Err: err}
		}
	}
	if f == nil {
		f = &memFile{}
		m.names[name] = f
	}
	if flag&os.O_TRUNC != 0 {
		f.data = nil
	}
	return &memHandle{m: m, f: f}, nil
}

func (m *memFS) ReadDir(name string) ([]fs.DirEntry, error) {
	if !m.dirs[name] {
		return nil, fs.ErrNotExist
	}
	var entries []fs.DirEntry
	for file := range m.names {
		if path.Dir(file) == name {
			entries = append(entries, memEntry{path.Base(file), 0})
		}
	}
	for dir := range m.dirs {
		if dir != "." && path.Dir(dir) == name {
			entries = append(entries, memEntry{path.Base(dir), fs.ModeDir})
		}
	}
	return entries, nil
}

func (m *memFS) Mkdir(name string) error {
	if m.dirs[name] {
		return fs.ErrExist
	}
	if err := m.op(); err != nil {
		return err
	}
	m.dirs[name] = true
	return nil
}

func (m *memFS) Remove(name string) error {
	if m.names[name] == nil {
		return fs.ErrNotExist
	}
	if err := m.op(); err != nil {
		return err
	}
	delete(m.names, name)
	return nil
}

func (m *memFS) Rename(from, to string) error {
	if err := m.op(); err != nil {
		return err
	}
	m.names[to] = m.names[from]
	delete(m.names, from)
	return nil
}

func (m *memFS) SyncDir(name string) error {
	if !m.dirs[name] {
		return fs.ErrNotExist
	}
	if err := m.op(); err != nil {
		return err
	}
	for file := range m.durable {
		if path.Dir(file) == name && m.names[file] == nil {
			delete(m.durable, file)
		}
	}
	for file, f := range m.names {
		if path.Dir(file) == name {
			m.durable[file] = f
		}
	}
	for dir := range m.dirs {
		if path.Dir(dir) == name {
			m.durableDirs[dir] = true
		}
	}
	return nil
}

// contents returns all files but the journal.
func (m *memFS) contents() map[string]string {
	files := map[string]string{}
	for name, f := range m.names {
		if name != journalName {
			files[name] = string(f.data)
		}
	}
	return files
}

type memEntry struct {
	name string
	mode fs.FileMode
}

func (e memEntry) Name() string               { return e.name }
func (e memEntry) IsDir() bool                { return e.mode.IsDir() }
func (e memEntry) Type() fs.FileMode          { return e.mode }
func (e memEntry) Info() (fs.FileInfo, error) { return nil, errors.ErrUnsupported }

// memHandle is an open file.
type memHandle struct {
	m  *memFS
	f  *memFile
	at int
}

func (h *memHandle) Read(p []byte) (int, error) {
	if h.at >= len(h.f.data) {
		return 0, io.EOF
	}
	n := copy(p, h.f.data[h.at:])
	h.at += n
	return n, nil
}

// Write writes half before it fails, as a full disk or a kill may.
func (h *memHandle) Write(p []byte) (int, error) {
	h.m.mu.Lock()
	defer h.m.mu.Unlock()
	err := h.m.op()
	if err != nil {
		if p = p[:len(p)/2]; h.m.dead() {
			p = nil
		}
	}
	h.f.data = append(h.f.data[:min(h.at, len(h.f.data))], p...)
	h.at += len(p)
	return len(p), err
}

// dead reports whether the process was killed before this operation.
func (m *memFS) dead() bool { return errors.Is(m.fail(m.ops-1), errKilled) }

func (h *memHandle) Seek(offset int64, whence int) (int64, error) {
	h.at = int(offset)
	if whence == io.SeekEnd {
		h.at += len(h.f.data)
	}
	return int64(h.at), nil
}

func (h *memHandle) Truncate(size int64) error {
	if err := h.m.op(); err != nil {
		return err
	}
	h.f.data = h.f.data[:size]
	return nil
}

func (h *memHandle) Sync() error {
	h.m.mu.Lock()
	defer h.m.mu.Unlock()
	if err := h.m.op(); err != nil {
		return err
	}
	h.f.synced = slices.Clone(h.f.data)
	return nil
}

func (h *memHandle) Close() error { return nil }

// killAt lets nothing happen from operation n on.
func killAt(n int) func(int) error {
	return func(op int) error {
		if op >= n {
			return errKilled
		}
		return nil
	}
}

// failAt fails operation n and, when for good is set, all after it.
func failAt(n int, errno syscall.Errno, forGood bool) func(int) error {
	return func(op int) error {
		if op == n || forGood && op > n {
			return errno
		}
		return nil
	}
}

func hasPrefix(names map[string]string, prefix string) int {
	n := 0
	for name := range names {
		if strings.HasPrefix(name, prefix) {
			n++
		}
	}
	return n
}
