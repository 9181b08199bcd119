package main

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain makes the test binary a runner when it is started as one: scripts
// call it as a process, and it starts itself again to serve its stages.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"runner": main, "faulty": faulty})
}

// TestScripts runs the command line as a user does. Every script finds the
// files of testdata/fixtures in its directory.
func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup:               setUp,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":  exits,
			"full":   full,
			"counts": counts,
			"hex":    writeHex,
		},
	})
}

// setUp gives a script its fixtures, and plugin processes a place for sockets
// whose path is short enough.
func setUp(env *testscript.Env) error {
	fixtures := filepath.Join("testdata", "fixtures")
	if err := os.CopyFS(env.WorkDir, os.DirFS(fixtures)); err != nil {
		return err
	}
	if runtime.GOOS != "windows" {
		env.Setenv("TMPDIR", os.TempDir())
	}
	return nil
}
