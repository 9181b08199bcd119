package host

import (
	"os"
	"os/exec"
	"unsafe"

	"golang.org/x/sys/windows"
)

// isolateProcess does nothing: there is no lifeline on Windows. See adopt.
func isolateProcess(*exec.Cmd, *os.File) {}

// A group is a process in a job object of its own, with its descendants. The
// system kills them when the last handle of the job is closed, and so with the
// host, however that ends.
type group struct {
	leader *os.Process
	job    windows.Handle // 0: the process could not be put into a job
}

// adopt puts a process that has been started into a job.
func adopt(leader *os.Process) group {
	g := group{leader: leader}
	job, err := windows.CreateJobObject(nil, nil)
	if err != nil {
		return g
	}
	if err := fill(job, leader); err != nil {
		_ = windows.CloseHandle(job)
		return g
	}
	g.job = job
	return g
}

func fill(job windows.Handle, leader *os.Process) error {
	var limits windows.JOBOBJECT_EXTENDED_LIMIT_INFORMATION
	limits.BasicLimitInformation.LimitFlags = windows.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE
	if _, err := windows.SetInformationJobObject(job, windows.JobObjectExtendedLimitInformation,
		uintptr(unsafe.Pointer(&limits)), uint32(unsafe.Sizeof(limits))); err != nil {
		return err
	}
	process, err := windows.OpenProcess(windows.PROCESS_SET_QUOTA|windows.PROCESS_TERMINATE, false, uint32(leader.Pid))
	if err != nil {
		return err
	}
	defer func() { _ = windows.CloseHandle(process) }()
	return windows.AssignProcessToJobObject(job, process)
}

func (g group) kill() {
	if g.job == 0 || windows.TerminateJobObject(g.job, 1) != nil {
		_ = g.leader.Kill()
	}
}

// release closes the job, which ends what is left of it.
func (g group) release() {
	if g.job != 0 {
		_ = windows.CloseHandle(g.job)
	}
}

// awaitExit returns false: a process is waited for in one step here.
func awaitExit(int) bool { return false }

func killedBySignal(*os.ProcessState) bool { return false }
