//go:build unix

package host_test

import (
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"
)

func killSelf() {
	_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
	select {}
}

// signal sends a signal to a process.
func signal(t testing.TB, pid int, s syscall.Signal) {
	t.Helper()
	if err := syscall.Kill(pid, s); err != nil {
		t.Fatalf("signal %s to process %d: %v", s, pid, err)
	}
}

// lives reports whether there is a process of that number that is more than a
// corpse nobody has fetched.
func lives(pid int) bool {
	if syscall.Kill(pid, 0) != nil {
		return false
	}
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return true // no /proc here
	}
	_, after, _ := strings.Cut(string(stat), ") ")
	return !strings.HasPrefix(after, "Z")
}

// awaitDeath fails the test when the process does not end.
func awaitDeath(t testing.TB, pid int) {
	t.Helper()
	for end := time.Now().Add(soon); lives(pid); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("process %d lives on", pid)
		}
	}
}
