package model

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// A target is a file in the making.
type target interface {
	io.WriteCloser
	Name() string
	Chmod(os.FileMode) error
	Sync() error
}

// createBeside makes the file that takes the place of path once it is whole.
func createBeside(path string) (target, error) {
	return os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
}

// save writes a file aside, makes sure that it is on the disk, and renames it.
func save(path string, pieces [][]byte, create func(path string) (target, error)) error {
	f, err := create(path)
	if err != nil {
		return unsaved(path, err)
	}
	err = writePieces(f, pieces)
	if err == nil {
		err = errors.Join(f.Chmod(0o644), f.Sync())
	}
	err = cmp.Or(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name()) // the first error says more
		return unsaved(path, err)
	}
	syncFolder(filepath.Dir(path))
	return nil
}

func writePieces(to io.Writer, pieces [][]byte) error {
	w := bufio.NewWriterSize(to, 1<<20)
	for _, p := range pieces {
		if _, err := w.Write(p); err != nil {
			return err
		}
	}
	return w.Flush()
}

// syncFolder makes the new name last, where folders can be told to. It is no
// matter otherwise: the old file is there, or the new one.
func syncFolder(path string) {
	if d, err := os.Open(path); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}

// unsaved says why there is no file, in one message for a full disk.
func unsaved(path string, err error) error {
	if errors.Is(err, syscall.ENOSPC) {
		return fmt.Errorf("the model is not saved in %s: the disk is full; make room there, or choose another place: %w", path, syscall.ENOSPC)
	}
	return fmt.Errorf("the model is not saved in %s: %w", path, plain(err))
}

// plain leaves out the name of the file in the making, which means nothing to users.
func plain(err error) error {
	var p *fs.PathError
	var l *os.LinkError
	switch {
	case errors.As(err, &p):
		return p.Err
	case errors.As(err, &l):
		return l.Err
	}
	return err
}
