//go:build unix

package tagger_test

import (
	"time"

	"golang.org/x/sys/unix"
)

// cpuTime is the time that the process has spent computing: what other programs take
// from the machine does not count.
func cpuTime() time.Duration {
	var u unix.Rusage
	_ = unix.Getrusage(unix.RUSAGE_SELF, &u) // fails for no process but another
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
