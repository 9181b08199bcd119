package ort

import (
	"os"
	"path/filepath"
	"strings"
)

// Version is that of the modules that carry the library; go.mod has the same.
const Version = "v1.13.8"

// Carried is the version of ONNX Runtime in them.
const Carried = "1.28.2"

// modulePrefix begins the paths of the modules, one a system.
const modulePrefix = "github.com/k2-fsa/sherpa-onnx-go-"

// Module returns the path of the module that carries the library for a system
// (runtime.GOOS and GOARCH), and the folder of the library in it; "" where none does.
func Module(goos, goarch string) (path, folder string) {
	system, ok := map[string]string{"linux": "linux", "darwin": "macos", "windows": "windows"}[goos]
	if !ok {
		return "", ""
	}
	machine, ok := map[string]string{
		"linux/amd64": "x86_64-unknown-linux-gnu", "linux/arm64": "aarch64-unknown-linux-gnu", "linux/arm": "arm-unknown-linux-gnueabihf",
		"darwin/amd64": "x86_64-apple-darwin", "darwin/arm64": "aarch64-apple-darwin",
		"windows/amd64": "x86_64-pc-windows-gnu", "windows/arm64": "aarch64-pc-windows-gnu", "windows/386": "i686-pc-windows-gnu",
	}[goos+"/"+goarch]
	if !ok {
		return "", ""
	}
	return modulePrefix + system, "lib/" + machine
}

// moduleFolder is the folder of the library in a cache of modules.
func moduleFolder(goos, goarch string) string {
	path, folder := Module(goos, goarch)
	if path == "" {
		return ""
	}
	return path + "@" + Version + "/" + folder
}

// modules is the folder of the cache of Go modules, as the go command finds it.
func (s system) modules() string {
	if dir := s.goenv("GOMODCACHE"); dir != "" {
		return dir
	}
	if list := filepath.SplitList(s.goenv("GOPATH")); len(list) > 0 && list[0] != "" {
		return filepath.Join(list[0], "pkg", "mod")
	}
	home, err := s.home()
	if err != nil {
		return ""
	}
	return filepath.Join(home, "go", "pkg", "mod")
}

// goenv returns a setting of the go command: of the environment, or of the file that
// go env -w writes.
func (s system) goenv(key string) string {
	if value := s.getenv(key); value != "" {
		return value
	}
	file := s.getenv("GOENV")
	if file == "" {
		dir, err := s.config()
		if err != nil {
			return ""
		}
		file = filepath.Join(dir, "go", "env")
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(data)) {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), "="); ok && name == key {
			return value
		}
	}
	return ""
}
