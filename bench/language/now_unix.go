//go:build unix

package main

import "golang.org/x/sys/unix"

// now is the CPU time of this process so far, in seconds.
func now() float64 {
	var t unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_PROCESS_CPUTIME_ID, &t); err != nil {
		return 0
	}
	return float64(t.Nano()) / 1e9
}
