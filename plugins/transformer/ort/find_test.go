package ort

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/diag"
)

// machine is a system whose folders are in a temporary one.
func machine(t *testing.T, goos, goarch string, env map[string]string) (system, string) {
	t.Helper()
	root := t.TempDir()
	path := func(name string) func() (string, error) {
		return func() (string, error) { return filepath.Join(root, name), nil }
	}
	return system{
		os: goos, arch: goarch, getenv: func(key string) string { return env[key] },
		self: path("bin/runner"), home: path("home"), config: path("config"),
	}, root
}

func put(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestPlaces(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		goos, goarch, option string
		env                  map[string]string
		want                 []string
	}{
		"linux": {"linux", "amd64", "", nil, []string{
			"bin/libonnxruntime.so", "home/.local/share/onomast/libonnxruntime.so",
			"home/go/pkg/mod/github.com/k2-fsa/sherpa-onnx-go-linux@v1.13.8/lib/x86_64-unknown-linux-gnu/libonnxruntime.so"}},
		"mac": {"darwin", "arm64", "", map[string]string{"GOPATH": "/gopath"}, []string{
			"bin/libonnxruntime.dylib", "home/Library/Application Support/onomast/libonnxruntime.dylib",
			"/gopath/pkg/mod/github.com/k2-fsa/sherpa-onnx-go-macos@v1.13.8/lib/aarch64-apple-darwin/libonnxruntime.dylib"}},
		"folders of one's own": {"linux", "arm64", "", map[string]string{"XDG_DATA_HOME": "/data", "GOMODCACHE": "/mod"}, []string{
			"bin/libonnxruntime.so", "/data/onomast/libonnxruntime.so",
			"/mod/github.com/k2-fsa/sherpa-onnx-go-linux@v1.13.8/lib/aarch64-unknown-linux-gnu/libonnxruntime.so"}},
		"no module for it":        {"linux", "riscv64", "", nil, []string{"bin/libonnxruntime.so", "home/.local/share/onomast/libonnxruntime.so", ""}},
		"a variable":              {"linux", "amd64", "", map[string]string{Variable: "/x.so"}, []string{"/x.so"}},
		"an option before it":     {"linux", "amd64", "/y.so", map[string]string{Variable: "/x.so"}, []string{"/y.so"}},
		"a setting of go":         {"linux", "amd64", "", map[string]string{"GOENV": "SET"}, nil},
		"windows keeps it itself": {"windows", "amd64", "", map[string]string{"LOCALAPPDATA": "/local", "GOMODCACHE": "/mod"}, []string{"bin/onnxruntime.dll", "/local/onomast/onnxruntime.dll", "/mod/github.com/k2-fsa/sherpa-onnx-go-windows@v1.13.8/lib/x86_64-pc-windows-gnu/onnxruntime.dll"}},
	} {
		s, root := machine(t, c.goos, c.goarch, c.env)
		if c.env["GOENV"] != "" {
			c.env["GOENV"] = filepath.Join(root, "goenv")
			put(t, c.env["GOENV"], "GOFLAGS=-x\nGOMODCACHE=/set\n")
			c.want = []string{"bin/libonnxruntime.so", "home/.local/share/onomast/libonnxruntime.so", "/set/github.com/k2-fsa/sherpa-onnx-go-linux@v1.13.8/lib/x86_64-unknown-linux-gnu/libonnxruntime.so"}
		}
		var got []string
		for _, p := range s.places(c.option) {
			got = append(got, strings.TrimPrefix(filepath.ToSlash(p.Path), filepath.ToSlash(root)+"/"))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// The module that go.mod requires is the one that is looked for.
func TestTheVersionIsThatOfGoMod(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"linux", "macos", "windows"} {
		if !regexp.MustCompile(regexp.QuoteMeta(modulePrefix + name + " " + Version)).Match(data) {
			t.Errorf("go.mod does not require %s%s %s", modulePrefix, name, Version)
		}
	}
}

// message is the only diagnostic of an error.
func message(t *testing.T, err error) diag.Diagnostic {
	t.Helper()
	var d diag.Diagnostic
	if !errors.As(err, &d) {
		t.Fatalf("%v is no diagnostic", err)
	}
	return d
}

func TestALibraryThatIsNot(t *testing.T) {
	t.Parallel()
	s, root := machine(t, "linux", "amd64", nil)
	other := filepath.Join(root, "other.so")
	put(t, other, "once upon a time")
	cut := filepath.Join(root, "cut.so")
	put(t, cut, "\x7fELF\x02\x01\x01")
	for path, want := range map[string]string{
		filepath.Join(root, "none.so"): "there is no such file",
		other:                          "it is no shared library",
		cut:                            "it is no shared library, or only a part of one",
		root:                           "it is a folder",
	} {
		_, err := s.find(path)
		if d := message(t, err); !strings.Contains(d.Summary, want) || !strings.Contains(d.Summary, path) || d.Pointer != "/library" || d.Hint == "" {
			t.Errorf("%s: got %v, want %q", path, err, want)
		}
	}
}

func TestAProgramIsNoLibrary(t *testing.T) {
	t.Parallel()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	facts, err := Inspect(self)
	if facts.Arch != runtime.GOARCH || facts.OS != runtime.GOOS {
		t.Errorf("this program is made for %s/%s, it says", facts.OS, facts.Arch)
	}
	if runtime.GOOS != "windows" && !errors.Is(err, errOther) {
		t.Errorf("got %v", err)
	}
}

func TestNothingIsFound(t *testing.T) {
	t.Parallel()
	s, root := machine(t, "linux", "amd64", nil)
	put(t, filepath.Join(root, "bin", "libonnxruntime.so"), "no library")
	_, err := s.find("")
	d := message(t, err)
	if !strings.Contains(d.Hint, "make build") || strings.Count(d.Detail, "\n") != 2 ||
		!strings.Contains(d.Detail, "beside the program): it is no shared library") || !strings.Contains(d.Detail, "there is no such file") {
		t.Errorf("got %v", err)
	}
	s, _ = machine(t, "plan9", "amd64", nil)
	if _, err := s.find(""); !strings.Contains(message(t, err).Hint, Variable) {
		t.Errorf("got %v", err)
	}
}

func TestFits(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		facts Facts
		want  string
	}{
		{Facts{"linux", "amd64", "1.28.2"}, ""},
		{Facts{"linux", "amd64", "1.24.0"}, ""},
		{Facts{"linux", "amd64", "2.1.0"}, ""},
		{Facts{"linux", "amd64", ""}, ""},
		{Facts{"linux", "all", ""}, ""},
		{Facts{"linux", "amd64", "1.17.1"}, "it is ONNX Runtime 1.17.1, too old: 1.24 or newer is needed"},
		{Facts{"linux", "amd64", "0.5.0"}, "too old"},
		{Facts{"linux", "arm64", "1.28.2"}, "it is made for linux/arm64, and this program for linux/amd64"},
		{Facts{"darwin", "all", ""}, "it is made for darwin/all"},
	} {
		err := c.facts.fits("linux", "amd64")
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%+v: got %v, want %q", c.facts, err, c.want)
		}
	}
}

func TestTheEnvironmentIsPassedOn(t *testing.T) {
	t.Setenv(Variable, "/some/lib.so")
	if got := strings.Join(Environment(), " "); !strings.Contains(got, Variable+"=/some/lib.so") {
		t.Errorf("got %s", got)
	}
}
