//go:build unix

package main

import "syscall"

// now is the CPU time of this process so far, in seconds.
func now() float64 {
	var t syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &t); err != nil {
		return 0
	}
	return float64(t.Utime.Nano()+t.Stime.Nano()) / 1e9
}
