package model

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"
)

// save writes a file aside, makes sure that it is on the disk, and renames it.
func save(path string, pieces [][]byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return unsaved(path, err)
	}
	defer func() {
		if err != nil {
			err = unsaved(path, errors.Join(err, os.Remove(f.Name())))
		}
	}()
	if err = errors.Join(writePieces(f, pieces), f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return err
	}
	if err = os.Rename(f.Name(), path); err != nil {
		return err
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

// unsaved says what became of the file, in one message for a full disk.
func unsaved(path string, err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return fmt.Errorf("the model is not saved in %s: the disk is full; make room there or choose another place, nothing was left behind: %w", path, syscall.ENOSPC)
	}
	return fmt.Errorf("the model is not saved in %s: %w", path, err)
}
