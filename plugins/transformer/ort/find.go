package ort

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/onomast/onomast/core/diag"
)

// A Library is a file that can be loaded.
type Library struct {
	Place
	Facts
}

// A finding is what is at a place.
type finding struct {
	Library
	// Err says why it is of no use; nil: it is.
	Err error
}

// Missing reports whether there is nothing at the place.
func (f finding) missing() bool { return errors.Is(f.Err, fs.ErrNotExist) }

// search looks at all places.
func (s system) search(option string) []finding {
	var out []finding
	for _, place := range s.places(option) {
		f := finding{Library: Library{Place: place}, Err: fs.ErrNotExist}
		if place.Path != "" {
			f.Facts, f.Err = Inspect(place.Path)
		}
		if f.Err == nil {
			f.Err = f.fits(s.os, s.arch)
		}
		out = append(out, f)
	}
	return out
}

// Find returns the first library of use. What is wrong is one [diag.Diagnostic] that
// says where was looked and what to do.
func Find(option string) (Library, error) { return here().find(option) }

func (s system) find(option string) (Library, error) {
	found := s.search(option)
	for _, f := range found {
		if f.Err == nil {
			return f.Library, nil
		}
	}
	d := diag.Diagnostic{Severity: diag.Error, Code: "transformer.library", Hint: s.advice()}
	if option != "" {
		d.Pointer = "/library"
	}
	if first := found[0]; first.Chosen {
		d.Hint = fmt.Sprintf("name a library of ONNX Runtime 1.%d or newer, or leave it out: make build fetches one", least)
		d.Summary = fmt.Sprintf("ONNX Runtime cannot be loaded from %s, which %s names: %s", first.Path, first.Source, first.why())
		return Library{}, d
	}
	var looked []string
	for _, f := range found {
		if f.Path != "" {
			looked = append(looked, fmt.Sprintf("%s (%s): %s", f.Path, f.Source, f.why()))
		}
	}
	d.Summary = "ONNX Runtime is not here, which runs models"
	d.Detail = strings.Join(looked, "\n")
	return Library{}, d
}

func (f finding) why() string {
	if f.missing() {
		return "there is no such file"
	}
	return f.Err.Error()
}

// Advice says how to get a library.
func Advice() string { return here().advice() }

func (s system) advice() string {
	if path, _ := Module(s.os, s.arch); path != "" {
		return fmt.Sprintf("make build fetches it; so does go mod download %s@%s. Or set %s to a library of 1.%d or newer", path, Version, Variable, least)
	}
	return fmt.Sprintf("set %s to a library of ONNX Runtime 1.%d or newer", Variable, least)
}
