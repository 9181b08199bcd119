//go:build unix

// Package cpu tells the processor time of the process, which says more than the
// clock where other programs run too.
package cpu

import (
	"syscall"
	"time"
)

// Time returns the processor time this process has used, its collector's included.
func Time() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err) // RUSAGE_SELF is always there
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
