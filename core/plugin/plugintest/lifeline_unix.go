//go:build unix

package plugintest

import (
	"os"

	"github.com/onomast/onomast/core/plugin"
)

// lifelinePipe hands the program the read end of a pipe as descriptor 3.
func (p *process) lifelinePipe() (theirs *os.File, err error) {
	theirs, p.lifeline, err = os.Pipe()
	if err != nil {
		return nil, err
	}
	p.cmd.ExtraFiles = []*os.File{theirs}
	p.cmd.Env = append(p.cmd.Env, plugin.EnvLifeline+"=3")
	return theirs, nil
}
