//go:build !unix

package plugin

import (
	"errors"
	"os"
)

// takeStdout leaves standard output as it is: Go code is kept from printing to
// it after the handshake, C code is not.
func takeStdout() error { return nil }

// openPipe fails: descriptors are not handed down here. The host puts plugins
// into a job object instead, which ends with it.
func openPipe(int) (*os.File, error) {
	return nil, errors.New("no descriptors are inherited on this system")
}
