//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly)

package output

import (
	"errors"
	"io"
	"io/fs"
	"os"
)

// lock creates a file that must not be there yet. A killed process leaves it
// behind; the message tells the user to delete it then.
func lock(d *disk, _ *os.File) (io.Closer, error) {
	f, err := d.openFile(lockName, os.O_CREATE|os.O_EXCL|os.O_WRONLY)
	if errors.Is(err, fs.ErrExist) {
		return nil, errLocked
	}
	if err != nil {
		return nil, err
	}
	return created{d, f}, nil
}

type created struct {
	disk *disk
	file *os.File
}

func (c created) Close() error {
	return errors.Join(c.file.Close(), c.disk.Remove(lockName))
}

// syncDir does nothing: such systems cannot sync a directory.
func syncDir(*os.File) error { return nil }

// lockHint is what to do about a lock nobody holds any more.
func lockHint(path string) string {
	return "; if no such process runs any more, delete " + path
}
