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

// freeze stops a process, and waits until all of its threads are.
func freeze(t testing.TB, pid int) {
	t.Helper()
	signal(t, pid, syscall.SIGSTOP)
	for end := time.Now().Add(soon); state(pid) != "T"; time.Sleep(time.Millisecond) {
		if state(pid) == "" { // no /proc here
			time.Sleep(100 * time.Millisecond)
			return
		}
		if time.Now().After(end) {
			t.Fatalf("process %d goes on", pid)
		}
	}
}

// state returns the letter that ps shows for a process: T for a stopped one, Z
// for a corpse; "" where there is no /proc.
func state(pid int) string {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	_, after, found := strings.Cut(string(stat), ") ")
	if err != nil || !found {
		return ""
	}
	return after[:1]
}

// lives reports whether there is a process of that number that is more than a
// corpse nobody has fetched.
func lives(pid int) bool {
	if syscall.Kill(pid, 0) != nil {
		return false
	}
	return state(pid) != "Z"
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
