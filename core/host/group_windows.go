package host

import (
	"os"
	"os/exec"
)

// isolateProcess does nothing: there is no lifeline on Windows, and a plugin can
// outlive a host that is killed.
func isolateProcess(*exec.Cmd, *os.File) {}

// killGroup kills the process alone.
func killGroup(p *os.Process) { _ = p.Kill() }

// reap waits for a process.
func reap(cmd *exec.Cmd) { _ = cmd.Wait() }

func killedBySignal(*os.ProcessState) bool { return false }
