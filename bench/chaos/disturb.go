package main

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

func newRandom(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }

// children returns the processes that a process has started, if any are left.
func children(pid int) []int {
	out, err := exec.Command("pgrep", "-P", strconv.Itoa(pid)).Output()
	if err != nil {
		return nil
	}
	var pids []int
	for word := range strings.FieldsSeq(string(out)) {
		if n, err := strconv.Atoi(word); err == nil {
			pids = append(pids, n)
		}
	}
	return pids
}

// kill ends a process, which cannot prevent it.
func kill(pid int) error {
	p, err := os.FindProcess(pid)
	if err != nil {
		return err
	}
	return p.Kill()
}

// killPlugins kills one plugin process of the runner after the other, until it
// has killed n or ctx ends. It returns how many it killed.
func (c *chaos) killPlugins(ctx context.Context, runner, n int) int {
	killed := 0
	for killed < n {
		select {
		case <-ctx.Done():
			return killed
		case <-time.After(c.pause()):
		}
		pids := children(runner)
		if len(pids) == 0 {
			continue // it is starting or ending
		}
		if kill(pids[c.random.IntN(len(pids))]) == nil {
			killed++
		}
	}
	return killed
}

// pause is the time to the next kill.
func (c *chaos) pause() time.Duration { return time.Duration(c.random.Int64N(int64(c.apart))) }

// exitCode returns how a command ended; -1: by a signal.
func exitCode(err error) int {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode()
	}
	if err != nil {
		return -1
	}
	return 0
}
