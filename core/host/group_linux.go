package host

import (
	"errors"
	"os/exec"
	"syscall"

	"golang.org/x/sys/unix"
)

func processAttributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}

// reap waits for a process and kills what is left of its group while the number
// of the process, and with it that of the group, cannot belong to anybody else.
func reap(cmd *exec.Cmd) {
	if exitedUnreaped(cmd.Process.Pid) {
		killGroup(cmd.Process)
		_ = cmd.Wait()
		return
	}
	_ = cmd.Wait()
	killGroup(cmd.Process)
}

// exitedUnreaped returns true once the process has ended, and false when the
// kernel cannot tell.
func exitedUnreaped(pid int) bool {
	for {
		err := unix.Waitid(unix.P_PID, pid, nil, unix.WEXITED|unix.WNOWAIT, nil)
		if !errors.Is(err, unix.EINTR) {
			return err == nil
		}
	}
}
