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

// A group is a process and all its descendants that stayed in its group.
type group struct{ leader *os.Process }

// adopt returns the group of a process that has been started.
func adopt(leader *os.Process) group { return group{leader} }

func (g group) kill() {
	_ = syscall.Kill(-g.leader.Pid, syscall.SIGKILL) // ESRCH: already gone
}

// release gives up what the group holds.
func (group) release() {}

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
