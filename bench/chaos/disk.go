package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// fillDisk lets a run come to the end of a small disk, frees space, and goes
// on. Where no disk can be mounted, a limit on the size of files stands for it.
func (c *chaos) fillDisk(j *job) (string, error) {
	mount := filepath.Dir(j.out)
	size := c.documents * 1000 // more than the results need
	out, err := exec.Command("mount", "-t", "tmpfs", "-o", fmt.Sprintf("size=%d", size), "tmpfs", mount).CombinedOutput()
	if err != nil {
		return c.limitFiles(j, fmt.Sprintf("%v: %s", err, strings.TrimSpace(string(out))))
	}
	j.unmount = func() error { return exec.Command("umount", mount).Run() }
	ballast := filepath.Join(mount, "ballast")
	if err := os.WriteFile(ballast, make([]byte, size-c.documents*150), 0o600); err != nil {
		return "", err
	}
	if err := c.expectFull(c.command(j)); err != nil {
		return "", err
	}
	if err := os.Remove(ballast); err != nil {
		return "", err
	}
	return "disk full once, freed", c.complete(j)
}

// limitFiles does the same without a disk of its own.
func (c *chaos) limitFiles(j *job, why string) (string, error) {
	cmd, said := c.command(j)
	blocks := c.documents * 150 / 512
	cmd.Args = append([]string{"sh", "-c", fmt.Sprintf(`ulimit -f %d; exec "$@"`, blocks), "sh", cmd.Path}, cmd.Args[1:]...)
	cmd.Path = "/bin/sh"
	if err := c.expectFull(cmd, said); err != nil {
		return "", err
	}
	return "files limited once (no disk could be mounted: " + why + ")", c.complete(j)
}

func (c *chaos) expectFull(cmd *exec.Cmd, said fmt.Stringer) error {
	if code := exitCode(cmd.Run()); code != 2 || !strings.Contains(said.String(), "run the same command") {
		return fmt.Errorf("on a full disk: exit code %d: %s", code, said)
	}
	return nil
}
