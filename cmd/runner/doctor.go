package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"
)

// doctorCommand is `runner doctor`.
type doctorCommand struct{}

type finding struct {
	Name string `json:"name"`
	OK   bool   `json:"ok"`
	// Detail says what was found; Hint what to do about it.
	Detail string `json:"detail"`
	Hint   string `json:"hint,omitempty"`
}

// Run tries what a pipeline needs and says what works.
func (doctorCommand) Run(s *session) error {
	findings := append([]finding{versionFinding(), temporaryFinding(), onnxFinding()}, s.processFindings()...)
	if s.cli.JSON {
		if err := s.printJSON(findings); err != nil {
			return err
		}
		return allWell(findings)
	}
	for _, f := range findings {
		mark := "ok  "
		if !f.OK {
			mark = "FAIL"
		}
		fmt.Fprintf(s.stdout, "%s  %-16s %s\n", mark, f.Name, f.Detail)
		if f.Hint != "" {
			fmt.Fprintf(s.stdout, "      %-16s %s\n", "", f.Hint)
		}
	}
	return allWell(findings)
}

func allWell(findings []finding) error {
	for _, f := range findings {
		if !f.OK {
			return errFindings
		}
	}
	return nil
}

func versionFinding() finding {
	v := version()
	return finding{Name: "build", OK: true,
		Detail: fmt.Sprintf("%s, %s, %s/%s, %d CPUs", v.Version, v.Go, v.OS, v.Arch, runtime.GOMAXPROCS(0))}
}

// processFindings start the built-in stages as a plugin and ask for their names.
func (s *session) processFindings() []finding {
	begin := time.Now()
	d, err := s.describe(context.Background())
	if err != nil {
		return []finding{{Name: "plugin process", Detail: err.Error(),
			Hint: "the runner must be able to start itself and to make a socket in the temporary directory"}}
	}
	names := make([]string, len(d.Kinds))
	for i, k := range d.Kinds {
		names[i] = k.Name
	}
	slices.Sort(names)
	return []finding{
		{Name: "plugin process", OK: true, Detail: fmt.Sprintf("started and answered in %d ms", time.Since(begin).Milliseconds())},
		{Name: "stages", OK: true, Detail: strings.Join(names, ", ")},
	}
}

func temporaryFinding() finding {
	f := finding{Name: "temporary files", OK: true, Detail: os.TempDir()}
	file, err := os.CreateTemp("", "onomast-doctor-*")
	if err != nil {
		return finding{Name: f.Name, Detail: err.Error(), Hint: "set TMPDIR to a directory that can be written"}
	}
	_ = file.Close()
	_ = os.Remove(file.Name())
	return f
}
