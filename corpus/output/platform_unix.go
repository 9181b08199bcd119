//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package output

import (
	"errors"
	"io"
	"os"
	"syscall"
)

// lock takes an advisory lock on the journal. The system lets go of it when
// the process ends, however it ends.
func lock(_ *disk, journal *os.File) (io.Closer, error) {
	for {
		err := syscall.Flock(int(journal.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		switch {
		case err == nil:
			return unlocked{}, nil
		case errors.Is(err, syscall.EWOULDBLOCK):
			return nil, errLocked
		case !errors.Is(err, syscall.EINTR):
			return nil, os.NewSyscallError("flock", err)
		}
	}
}

// unlocked has nothing to do: closing the journal ends the lock.
type unlocked struct{}

func (unlocked) Close() error { return nil }

func syncDir(dir *os.File) error { return dir.Sync() }

// lockHint is what to do about a lock nobody holds any more: there is none.
func lockHint(string) string { return "" }
