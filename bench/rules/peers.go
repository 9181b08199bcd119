package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
)

// all runs every engine, Onomast first, each in a process of its own.
func (c *comparison) all(scratch string, peers bool) ([]report, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	args := []string{"-text", c.text, "-patterns", c.patterns, "-rounds", strconv.Itoa(c.rounds)}
	var commands []*exec.Cmd
	for _, engine := range []string{onomast, goRegexp, regexp2Name} {
		commands = append(commands, exec.Command(self, append(args, "-engine", engine)...))
	}
	if peers {
		rust, err := buildRust(scratch)
		if err != nil {
			fmt.Fprintln(os.Stderr, "without the Rust crate regex:", err)
		} else {
			commands = append(commands, exec.Command(rust, c.text, c.patterns, strconv.Itoa(c.rounds)))
		}
		for _, engine := range []string{"re", "hyperscan"} {
			commands = append(commands, exec.Command("python3", filepath.Join("bench", "rules", "peers.py"), engine, c.text, c.patterns, strconv.Itoa(c.rounds)))
		}
	}
	var reports []report
	for i, command := range commands {
		r, err := reportOf(command)
		if err != nil && i == 0 {
			return nil, err
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "left out:", err)
			continue
		}
		reports = append(reports, r)
	}
	return reports, nil
}

// reportOf runs a command that prints a report.
func reportOf(command *exec.Cmd) (report, error) {
	var r report
	var complaints bytes.Buffer
	command.Stderr = &complaints
	out, err := command.Output()
	if err != nil {
		return r, fmt.Errorf("%s: %w: %s", command, err, bytes.TrimSpace(complaints.Bytes()))
	}
	if err := json.Unmarshal(out, &r); err != nil {
		return r, fmt.Errorf("what %s prints: %w", command, err)
	}
	return r, nil
}

// buildRust builds the peer in Rust and returns its program.
func buildRust(scratch string) (string, error) {
	build := exec.Command("cargo", "build", "--release", "--quiet", "--locked",
		"--manifest-path", filepath.Join("bench", "rules", "rust", "Cargo.toml"), "--target-dir", scratch)
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w: %s", err, bytes.TrimSpace(out))
	}
	return filepath.Join(scratch, "release", "bench-rules"), nil
}
