package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/onomast/onomast/plugins/transformer/ort"
)

// TestMain makes the test binary a runner when it is started as one: scripts
// call it as a process, and it starts itself again to serve its stages.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"runner": main, "faulty": faulty})
}

// TestScripts runs the command line as a user does. Every script finds the
// files of testdata/fixtures in its directory. With UPDATE_SCRIPTS=1 what they
// compare with is written anew.
func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup:               setUp,
		Cmds:                scriptCommands(),
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
		Condition:           condition,
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
	root, err := filepath.Abs("../..")
	if err != nil {
		return err
	}
	env.Setenv("ROOT", root)
	env.Setenv("GOTOOLCHAIN", "local")
	for _, name := range []string{"GOMODCACHE", "GOCACHE", "GOPROXY", "GOSUMDB", "GOFLAGS"} {
		env.Setenv(name, goEnv()[name])
	}
	return letOthersIn(env)
}

// goEnv is what scripts that build a program must know of the environment.
var goEnv = sync.OnceValue(func() map[string]string {
	env := make(map[string]string)
	if out, err := exec.Command("go", "env", "-json").Output(); err == nil {
		_ = json.Unmarshal(out, &env) // without it such scripts fail
	}
	return env
})

// condition adds to those of testscript: long, unless tests are to be short;
// slow, for what takes half a minute, when ONOMAST_SLOW is set; python, where it can run a plugin; onnx, where
// ONNX Runtime is; and dev-full, where the system has that file.
func condition(name string) (bool, error) {
	switch name {
	case "long":
		return !testing.Short(), nil
	case "slow":
		return os.Getenv("ONOMAST_SLOW") != "", nil
	case "python":
		return exec.Command("python3", "-c", "import grpc, google.protobuf").Run() == nil, nil
	case "onnx":
		_, err := ort.Find("")
		return ort.Available() == nil && err == nil, nil
	case "dev-full":
		_, err := os.Stat("/dev/full")
		return err == nil, nil
	}
	return false, fmt.Errorf("unknown condition %q", name)
}
