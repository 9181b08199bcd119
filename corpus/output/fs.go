package output

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// fileSystem is the directory a run writes to; tests put a failing one in its
// place. Names are relative, with slashes.
type fileSystem interface {
	// Path returns where a name lies, for messages.
	Path(name string) string
	OpenFile(name string, flag int) (file, error)
	// Lock keeps other processes out until it is closed. It gives errLocked
	// when another process has it.
	Lock(journal file) (io.Closer, error)
	ReadDir(name string) ([]fs.DirEntry, error)
	Mkdir(name string) error
	Remove(name string) error
	Rename(from, to string) error
	// SyncDir makes the names in a directory durable.
	SyncDir(name string) error
	Close() error
}

// file is what a run needs of an *os.File.
type file interface {
	io.ReadWriteCloser
	io.Seeker
	Truncate(size int64) error
	Sync() error
}

// errLocked says that another process writes to the directory.
var errLocked = errors.New("locked by another process")

// disk is the real file system. Nothing outside its root can be touched, also
// not through symbolic links.
type disk struct {
	root *os.Root
	path string
}

func openDisk(path string) (*disk, error) {
	if err := os.MkdirAll(path, 0o777); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, err
	}
	return &disk{root: root, path: path}, nil
}

func (d *disk) Path(name string) string                { return filepath.Join(d.path, filepath.FromSlash(name)) }
func (d *disk) Mkdir(name string) error                { return d.root.Mkdir(name, 0o777) }
func (d *disk) Remove(name string) error               { return d.root.Remove(name) }
func (d *disk) Rename(from, to string) error           { return d.root.Rename(from, to) }
func (d *disk) Close() error                           { return d.root.Close() }
func (d *disk) OpenFile(n string, f int) (file, error) { return d.openFile(n, f) }

func (d *disk) openFile(name string, flag int) (*os.File, error) {
	return d.root.OpenFile(name, flag, 0o666)
}

func (d *disk) Lock(journal file) (io.Closer, error) {
	f, ok := journal.(*os.File)
	if !ok {
		return nil, errors.New("the journal is not a file")
	}
	return lock(d, f)
}

func (d *disk) ReadDir(name string) ([]fs.DirEntry, error) {
	f, err := d.openFile(name, os.O_RDONLY)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.ReadDir(-1)
}

func (d *disk) SyncDir(name string) error {
	f, err := d.openFile(name, os.O_RDONLY)
	if err != nil {
		return err
	}
	defer f.Close()
	return syncDir(f)
}
