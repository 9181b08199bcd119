//go:build unix && !linux

package host

import "syscall"

func processAttributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true}
}

// awaitExit returns false: Go waits for and reaps a process in one step here.
func awaitExit(int) bool { return false }
