package main

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// scriptCommands are what scripts can do beside running programs.
func scriptCommands() map[string]func(*testscript.TestScript, bool, []string) {
	return map[string]func(*testscript.TestScript, bool, []string){
		"exits":        exits,
		"full":         full,
		"counts":       counts,
		"dead":         dead,
		"hex":          writeHex,
		"huge":         huge,
		"same":         same,
		"unprivileged": unprivileged,
	}
}

// exits runs a program and asserts its exit code: exits 2 runner run ...
// Streams are kept for stdout, stderr and cmp; standard input is the script's.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM [ARGUMENT...]")
	}
	expectCode(ts, args[0], ts.Exec(args[1], args[2:]...))
}

func expectCode(ts *testscript.TestScript, code string, err error) {
	want, parseErr := strconv.Atoi(code)
	ts.Check(parseErr)
	if got := exitCode(ts, err); got != want {
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
// its exit code: full 2 run ...
func full(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: full CODE ARGUMENT...")
	}
	out, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	ts.Check(err)
	defer func() { _ = out.Close() }()
	cmd := exec.Command("runner", args[1:]...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = ts.MkAbs("."), out, ts.Stderr()
	expectCode(ts, args[0], cmd.Run())
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

// dead writes the dead letters of a run to standard output, one a line: id,
// code, message, hint. With -codes it leaves out message and hint, whose words
// are for others to test.
func dead(ts *testscript.TestScript, neg bool, args []string) {
	brief := len(args) == 2 && args[0] == "-codes"
	if neg || len(args) != 1 && !brief {
		ts.Fatalf("usage: dead [-codes] DIR")
	}
	names, err := filepath.Glob(filepath.Join(ts.MkAbs(args[len(args)-1]), "dead", "*.json"))
	ts.Check(err)
	for _, name := range names {
		data, err := os.ReadFile(name)
		ts.Check(err)
		var letter struct{ ID, Stage, Code, Message, Hint, Retry string }
		ts.Check(json.Unmarshal(data, &letter))
		if letter.Message == "" || letter.Retry == "" || letter.Stage == "" {
			ts.Fatalf("%s does not say what happened, where, or how to try again", name)
		}
		if letter.Stage == "reader" && letter.Hint == "" {
			ts.Fatalf("%s does not say what to do", name)
		}
		if brief {
			fmt.Fprintf(ts.Stdout(), "%s: %s\n", letter.ID, letter.Code)
		} else {
			fmt.Fprintf(ts.Stdout(), "%s: %s: %s; %s\n", letter.ID, letter.Code, letter.Message, letter.Hint)
		}
	}
}

// writeHex writes bytes that a script cannot hold: hex FILE HEX...
func writeHex(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: hex FILE HEX...")
	}
	var data []byte
	for _, arg := range args[1:] {
		part, err := hex.DecodeString(arg)
		ts.Check(err)
		data = append(data, part...)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o644))
}

// huge writes a file of so many megabytes without a line break between two
// records: huge FILE MEGABYTES.
func huge(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: huge FILE MEGABYTES")
	}
	megabytes, err := strconv.Atoi(args[1])
	ts.Check(err)
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	defer func() { _ = f.Close() }()
	record := func(id, text string) { fmt.Fprintf(f, `{"id": %q, "text": "%s`, id, text) }
	record("before", "AB-1234\"}\n")
	record("huge", "")
	for range megabytes {
		_, err := f.WriteString(strings.Repeat("all on one line ", 1<<16))
		ts.Check(err)
	}
	_, err = f.WriteString("\"}\n")
	ts.Check(err)
	record("after", "CD-5678\"}\n")
}

// same asserts that two runs left the same parts and dead letters: same DIR DIR.
func same(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: same DIR DIR")
	}
	a, b := results(ts, args[0]), results(ts, args[1])
	if len(a) == 0 || len(a) != len(b) {
		ts.Fatalf("%s has %d files, %s %d", args[0], len(a), args[1], len(b))
	}
	for name, content := range a {
		if b[name] != content {
			ts.Fatalf("%s is not the same in %s and %s", name, args[0], args[1])
		}
	}
}

// results reads the parts and dead letters of a run, without the command that
// tries again: it holds the flags of this one.
func results(ts *testscript.TestScript, dir string) map[string]string {
	retry := regexp.MustCompile(`"retry": .*`)
	files := make(map[string]string)
	for _, pattern := range []string{"part-*", "dead/*"} {
		names, err := filepath.Glob(filepath.Join(ts.MkAbs(dir), filepath.FromSlash(pattern)))
		ts.Check(err)
		for _, name := range names {
			data, err := os.ReadFile(name)
			ts.Check(err)
			files[filepath.Base(name)] = retry.ReplaceAllString(string(data), "")
		}
	}
	return files
}
