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

// awaitExit returns false: a process is waited for in one step here.
func awaitExit(int) bool { return false }

func killedBySignal(*os.ProcessState) bool { return false }
