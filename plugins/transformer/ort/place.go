package ort

import (
	"os"
	"path/filepath"
	"runtime"
)

// Variable is the variable of the environment that names the library.
const Variable = "ONOMAST_ONNXRUNTIME"

// A Place is where the library may be.
type Place struct {
	// Source says who names the place, for people.
	Source string
	// Path is that of the library, "" where the source says nothing.
	Path string
	// Chosen: somebody has named the place, so no other is looked at.
	Chosen bool
}

// system is what the search looks at, so that tests have another one.
type system struct {
	os, arch string
	getenv   func(string) string
	self     func() (string, error)
	home     func() (string, error)
	config   func() (string, error) // folder of settings
}

func here() system {
	return system{os: runtime.GOOS, arch: runtime.GOARCH, getenv: os.Getenv, self: os.Executable, home: os.UserHomeDir, config: os.UserConfigDir}
}

// places returns where the library is looked for, in that order. The option is the path
// that a pipeline gives, or "".
func (s system) places(option string) []Place {
	if option != "" {
		return []Place{{Source: "the option library", Path: option, Chosen: true}}
	}
	if path := s.getenv(Variable); path != "" {
		return []Place{{Source: "the variable " + Variable, Path: path, Chosen: true}}
	}
	file := fileName(s.os)
	places := []Place{{Source: "beside the program"}, {Source: "the user's data"}, {Source: "the cache of Go modules"}}
	if self, err := s.self(); err == nil {
		if real, err := filepath.EvalSymlinks(self); err == nil {
			self = real
		}
		places[0].Path = filepath.Join(filepath.Dir(self), file)
	}
	if dir := s.data(); dir != "" {
		places[1].Path = filepath.Join(dir, "onomast", file)
	}
	if dir := s.modules(); dir != "" && moduleFolder(s.os, s.arch) != "" {
		places[2].Path = filepath.Join(dir, filepath.FromSlash(moduleFolder(s.os, s.arch)), file)
	}
	return places
}

// FileName is what the library is called on this system.
func FileName() string { return fileName(runtime.GOOS) }

// fileName is what the library is called.
func fileName(os string) string {
	switch os {
	case "windows":
		return "onnxruntime.dll"
	case "darwin":
		return "libonnxruntime.dylib"
	}
	return "libonnxruntime.so"
}

// data is the folder where programs keep what belongs to the user.
func (s system) data() string {
	home, err := s.home()
	switch {
	case s.os == "windows":
		return s.getenv("LOCALAPPDATA")
	case s.os != "darwin" && s.getenv("XDG_DATA_HOME") != "":
		return s.getenv("XDG_DATA_HOME")
	case err != nil:
		return ""
	case s.os == "darwin":
		return filepath.Join(home, "Library", "Application Support")
	}
	return filepath.Join(home, ".local", "share")
}

// Environment returns what the search reads of the environment, as KEY=VALUE: a process
// that is to find what this one finds needs it.
func Environment() []string {
	var out []string
	for _, key := range []string{Variable, "XDG_DATA_HOME", "GOMODCACHE", "GOPATH", "GOENV", "XDG_CONFIG_HOME"} {
		if value, ok := os.LookupEnv(key); ok {
			out = append(out, key+"="+value)
		}
	}
	return out
}
