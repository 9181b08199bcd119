//go:build unix

package host

import (
	"os"
	"os/exec"
	"strconv"
	"syscall"
)

// isolateProcess puts the process at the head of a process group of its own and
// gives it the lifeline, a pipe that reads as ended when the host is gone.
func isolateProcess(cmd *exec.Cmd, lifeline *os.File) {
	cmd.SysProcAttr = processAttributes()
	cmd.ExtraFiles = []*os.File{lifeline} // becomes file descriptor 3
	cmd.Env = append(cmd.Env, "ONOMAST_LIFELINE="+strconv.Itoa(lifelineFD))
}

// killGroup kills the process and all its descendants that stayed in its group.
func killGroup(p *os.Process) {
	_ = syscall.Kill(-p.Pid, syscall.SIGKILL) // ESRCH: already gone
}

// killedBySignal reports whether a process was ended by a signal that somebody
// sends by hand, or the kernel when memory runs out.
func killedBySignal(state *os.ProcessState) bool {
	ws, ok := state.Sys().(syscall.WaitStatus)
	if !ok || !ws.Signaled() {
		return false
	}
	switch ws.Signal() {
	case syscall.SIGKILL, syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP:
		return true
	}
	return false
}
