package host

import (
	"os/exec"
	"runtime"
)

// A spawner starts processes from one OS thread that lives as long as they may:
// on Linux a process asks to be killed when its parent dies, and by "parent" the
// kernel means the thread that forked it.
type spawner struct {
	requests chan spawnRequest
	quit     chan struct{}
	done     chan struct{}
}

type spawnRequest struct {
	cmd *exec.Cmd
	err chan error
}

func newSpawner() *spawner {
	s := &spawner{requests: make(chan spawnRequest), quit: make(chan struct{}), done: make(chan struct{})}
	go s.run()
	return s
}

func (s *spawner) run() {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	defer close(s.done)
	for {
		select {
		case r := <-s.requests:
			r.err <- r.cmd.Start()
		case <-s.quit:
			return
		}
	}
}

func (s *spawner) start(cmd *exec.Cmd) error {
	r := spawnRequest{cmd: cmd, err: make(chan error, 1)}
	select {
	case s.requests <- r:
		return <-r.err
	case <-s.quit:
		return ErrClosed
	}
}

// close ends the thread. Every process must be gone.
func (s *spawner) close() {
	close(s.quit)
	<-s.done
}
