package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// versionCommand is `runner version`.
type versionCommand struct{}

type versionReport struct {
	Version string `json:"version"`
	Commit  string `json:"commit,omitempty"`
	Go      string `json:"go"`
	OS      string `json:"os"`
	Arch    string `json:"arch"`
}

// Run prints the version.
func (versionCommand) Run(s *session) error {
	v := version()
	if s.cli.JSON {
		return s.printJSON(v)
	}
	commit := ""
	if v.Commit != "" {
		commit = " (" + v.Commit + ")"
	}
	_, err := fmt.Fprintf(s.stdout, "onomast runner %s%s %s %s/%s\n", v.Version, commit, v.Go, v.OS, v.Arch)
	return err
}

func version() versionReport {
	v := versionReport{Version: "(devel)", Go: runtime.Version(), OS: runtime.GOOS, Arch: runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	if info.Main.Version != "" {
		v.Version = info.Main.Version
	}
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" && len(setting.Value) >= 12 {
			v.Commit = setting.Value[:12]
		}
	}
	return v
}
