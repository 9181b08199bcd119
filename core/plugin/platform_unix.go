//go:build unix

package plugin

import (
	"errors"
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// takeStdout keeps standard output for the handshake, as os.Stdout, and makes
// file descriptor 1 the same as standard error. A print of C code or of a child
// process can then neither break the handshake nor block when nobody reads.
func takeStdout() error {
	fd, err := unix.FcntlInt(1, unix.F_DUPFD_CLOEXEC, 3)
	if err != nil {
		return fmt.Errorf("standard output is not usable: %w", err)
	}
	if err := unix.Dup2(2, 1); err != nil {
		return fmt.Errorf("standard error is not usable: %w", err)
	}
	os.Stdout = os.NewFile(uintptr(fd), "handshake")
	return nil
}

// openPipe looks whether the descriptor is a pipe before it makes a file of it:
// reading or closing any other one, such as one of the Go runtime, does harm.
func openPipe(fd int) (*os.File, error) {
	var stat unix.Stat_t
	if err := unix.Fstat(fd, &stat); err != nil {
		return nil, err
	}
	if kind := stat.Mode & unix.S_IFMT; kind != unix.S_IFIFO && kind != unix.S_IFSOCK {
		return nil, errors.New("it is no pipe")
	}
	unix.CloseOnExec(fd)
	return os.NewFile(uintptr(fd), "lifeline"), nil
}
