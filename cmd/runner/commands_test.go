package main

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"

	"github.com/rogpeppe/go-internal/testscript"
)

// exits runs a program and asserts its exit code: exits 2 runner run ...
// Streams are kept for stdout, stderr and cmp; standard input is the script's.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM [ARGUMENT...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := exitCode(ts, ts.Exec(args[1], args[2:]...))
	if got != want {
		ts.Fatalf("exit code is %d, want %d", got, want)
	}
}

func exitCode(ts *testscript.TestScript, err error) int {
	var exit *exec.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return exit.ExitCode()
	}
	ts.Fatalf("%v", err)
	return -1
}

// full runs the runner with a standard output that takes nothing and asserts
// its exit code: full 2 run ... Its standard error goes to the file full.err.
func full(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: full CODE ARGUMENT...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	out, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	ts.Check(err)
	defer func() { _ = out.Close() }()
	stderr, err := os.Create(ts.MkAbs("full.err"))
	ts.Check(err)
	defer func() { _ = stderr.Close() }()
	cmd := exec.Command("runner", args[1:]...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = ts.MkAbs("."), out, stderr
	if got := exitCode(ts, cmd.Run()); got != want {
		ts.Fatalf("exit code is %d, want %d", got, want)
	}
}

// counts asserts the counts of a run: counts DIR IN OK DEAD SKIPPED. Nothing may
// be lost: in is the sum of the others.
func counts(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 5 {
		ts.Fatalf("usage: counts DIR IN OK DEAD SKIPPED")
	}
	var m struct {
		Counts struct{ In, OK, Dead, Skipped int }
	}
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0]+"/manifest.json")), &m))
	c := m.Counts
	got := fmt.Sprint([]string{strconv.Itoa(c.In), strconv.Itoa(c.OK), strconv.Itoa(c.Dead), strconv.Itoa(c.Skipped)})
	if want := fmt.Sprint(args[1:]); got != want {
		ts.Fatalf("in, ok, dead and skipped are %s, want %s", got, want)
	}
	if c.In != c.OK+c.Dead+c.Skipped {
		ts.Fatalf("%d documents went in, %d came out", c.In, c.OK+c.Dead+c.Skipped)
	}
}

// writeHex writes bytes that a script cannot hold: hex FILE HEX...
func writeHex(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: hex FILE HEX...")
	}
	var data []byte
	for _, arg := range args[1:] {
		part, err := hex.DecodeString(arg)
		ts.Check(err)
		data = append(data, part...)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o600))
}
