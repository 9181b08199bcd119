//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"

	"github.com/rogpeppe/go-internal/testscript"
)

// nobody is a user who owns nothing.
const nobody = 65534

// letOthersIn opens the directories of the tests to other users, so that the
// superuser can let one of them run a program.
func letOthersIn(env *testscript.Env) error {
	if os.Geteuid() != 0 {
		return nil
	}
	runner, err := exec.LookPath("runner")
	if err != nil {
		return err
	}
	bin := filepath.Dir(runner)
	for _, dir := range []string{bin, filepath.Dir(bin), env.WorkDir, filepath.Dir(env.WorkDir)} {
		if err := os.Chmod(dir, 0o755); err != nil {
			return err
		}
	}
	return nil
}

// unprivileged is exits for a program that must not read or write everything,
// as the superuser can: unprivileged CODE PROGRAM [ARGUMENT...].
func unprivileged(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: unprivileged CODE PROGRAM [ARGUMENT...]")
	}
	cmd := exec.Command(args[1], args[2:]...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = ts.MkAbs("."), ts.Stdout(), ts.Stderr()
	if os.Geteuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	expectCode(ts, args[0], cmd.Run())
}
