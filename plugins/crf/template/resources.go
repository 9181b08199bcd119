package template

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/onomast/onomast/core/diag"
)

// A Resource is a file that a template reads.
type Resource struct {
	// ID is unique in the template, such as list:cities.
	ID string
	// Kind is the word behind `of:` that reads it: list or cluster.
	Kind string
	// Ships: it comes with the program.
	Ships bool
	// File is the path as it is written.
	File string
	// Position is where the template names the file.
	Position diag.Position

	unit unit
}

// A Blob is a resource in the compact form that models keep. It is read where it
// lies and must not be changed while it is used. It is the same on all platforms.
type Blob struct {
	ID   string
	Data []byte
}

// Resources yields what templates read: [Disk] when a model is trained, [Stored]
// when it is used.
type Resources interface {
	// Blob returns a resource in its compact form. What is wrong with a file is a
	// [diag.Diagnostic] or a [diag.List].
	Blob(r Resource) ([]byte, error)
}

// Resources returns the files that the template reads, in its order.
func (t *Template) Resources() []Resource {
	var out []Resource
	for u := range t.units() {
		if u.resource != "" && !slices.ContainsFunc(out, func(r Resource) bool { return r.ID == u.resource }) {
			out = append(out, u.asResource())
		}
	}
	return out
}

func (u *unit) asResource() Resource {
	_, ships := shipped(u.options.File)
	return Resource{ID: u.resource, Kind: u.name, Ships: ships, File: u.options.File, Position: u.place, unit: *u}
}

// Disk reads the files of a template from disk. Paths that are not absolute are
// relative to the folder root, which is that of the template file. What follows
// shipped: is the name of a file of package resources instead.
func Disk(root string) Resources { return disk(root) }

type disk string

func (root disk) Blob(r Resource) ([]byte, error) {
	data, err := root.read(r)
	if err != nil {
		return nil, err
	}
	return build(data, r)
}

// build makes the compact form of a file.
func build(data []byte, r Resource) ([]byte, error) {
	if r.Kind == "list" {
		return buildList(data, r)
	}
	return buildClusters(data, r)
}

func (root disk) read(r Resource) ([]byte, error) {
	if name, ok := shipped(r.File); ok {
		return readShipped(r, name)
	}
	path := filepath.FromSlash(r.File)
	if !filepath.IsAbs(path) {
		path = filepath.Join(string(root), path)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, unreadable(r, path, err)
	}
	return data, nil
}

func unreadable(r Resource, path string, err error) error {
	d := diag.Diagnostic{Severity: diag.Error, Code: "template.file", Position: r.Position}
	if !errors.Is(err, fs.ErrNotExist) {
		d.Summary = fmt.Sprintf("can not read %q: %v", r.File, errors.Unwrap(err))
		return d
	}
	d.Summary = fmt.Sprintf("there is no file %q", r.File)
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		d.Hint = fmt.Sprintf("there is no folder %q either", filepath.ToSlash(filepath.Dir(path)))
		return d
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	d.Hint = "paths are relative to the template"
	if near := diag.DidYouMean(filepath.Base(path), names); near != "" {
		d.Hint = diag.Meant(near)
	}
	return d
}

// Stored gives back the blobs that [Extractor.Blobs] returned.
func Stored(blobs []Blob) Resources { return stored(blobs) }

type stored []Blob

func (s stored) Blob(r Resource) ([]byte, error) {
	for _, b := range s {
		if b.ID == r.ID {
			return b.Data, nil
		}
	}
	return nil, fmt.Errorf("the model does not hold %s, which its template reads", r.ID)
}

// Blobs returns what the extractor reads besides the template, in the order of
// the template. A model keeps it, for [Stored].
func (x *Extractor) Blobs() []Blob { return x.blobs }

// blob opens the resource of a unit, once.
func (c *compiler) blob(u unit) ([]byte, error) {
	for _, b := range c.x.blobs {
		if b.ID == u.resource {
			return b.Data, nil
		}
	}
	data, err := c.res.Blob(u.asResource())
	if err != nil {
		return nil, err
	}
	c.x.blobs = append(c.x.blobs, Blob{u.resource, data})
	return data, nil
}
