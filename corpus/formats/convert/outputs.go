package convert

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats/files"
)

// An output is a place for documents: a stream, a file, or a directory.
type output struct {
	opts *Options
	dir  bool // each input has a file, or a directory, of its own below opts.Output
	many bool // there are several inputs
}

// outputOf finds out what the user means by -o.
func outputOf(opts *Options, inputs int) (*output, error) {
	o := &output{opts: opts, many: inputs > 1}
	if opts.Output == "" || opts.Output == "-" {
		if opts.To.PerDocument {
			return nil, fmt.Errorf("the format %s has files for each document: name a directory with -o", opts.To.Name)
		}
		return o, nil
	}
	info, err := os.Stat(opts.Output)
	isDir := err == nil && info.IsDir()
	if err == nil && !isDir && opts.To.PerDocument {
		return nil, fmt.Errorf("-o %s is a file; the format %s has files for each document: name a directory", opts.Output, opts.To.Name)
	}
	o.dir = opts.To.PerDocument || isDir || strings.HasSuffix(opts.Output, "/") || strings.HasSuffix(opts.Output, string(filepath.Separator))
	return o, nil
}

// A target takes what is written for one input, or for all of them.
type target struct {
	path string // what the user is told
	out  annotation.Output
	file *file // nil for a stream or a directory
	body *bufio.Writer
}

// target opens the place for an input of a name.
func (o *output) target(name string) (*target, error) {
	t := &target{}
	switch {
	case o.opts.To.PerDocument:
		dir := o.opts.Output
		if o.many {
			dir = filepath.Join(dir, name)
		}
		t.path = dir
		t.out.Create = func(name string) (io.WriteCloser, error) { return create(filepath.Join(dir, filepath.FromSlash(name))) }
		return t, os.MkdirAll(dir, 0o777)
	case o.opts.Output == "" || o.opts.Output == "-":
		t.body = bufio.NewWriterSize(o.opts.Stdout, 256<<10)
	default:
		t.path = o.opts.Output
		if o.dir {
			t.path = filepath.Join(o.opts.Output, name+o.opts.To.Extension)
		}
		f, err := create(t.path)
		if err != nil {
			return nil, err
		}
		t.file, t.body = f, bufio.NewWriterSize(f, 256<<10)
	}
	t.out.Body = t.body
	return t, nil
}

// close makes a file what the user finds, if all went well.
func (t *target) close(err error) error {
	if t.body != nil && err == nil {
		err = t.body.Flush()
	}
	if t.file == nil {
		return err
	}
	if err != nil {
		return errors.Join(err, t.file.discard())
	}
	return t.file.Close()
}

// A file is written beside its place, and moved there when it is whole.
type file struct {
	*os.File
	path string
}

func create(path string) (*file, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(filepath.Join(filepath.Dir(path), fmt.Sprintf(".%s.%d", filepath.Base(path), os.Getpid())), os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
	if err != nil {
		return nil, err
	}
	return &file{f, path}, nil
}

// Close moves the file to its place.
func (f *file) Close() error {
	err := f.File.Close()
	if err == nil {
		err = os.Rename(f.Name(), f.path)
	}
	if err != nil {
		err = errors.Join(err, os.Remove(f.Name()))
	}
	return err
}

func (f *file) discard() error { return errors.Join(f.File.Close(), os.Remove(f.Name())) }

// distinct gives each input a name for its output that no other has.
func distinct(all []files.File) {
	used := map[string]bool{}
	for i := range all {
		ext := filepath.Ext(all[i].Name)
		stem := strings.TrimSuffix(all[i].Name, ext)
		if slices.Contains([]string{".gz", ".zst"}, strings.ToLower(ext)) {
			stem = strings.TrimSuffix(stem, filepath.Ext(stem))
		}
		name := stem
		for n := 2; used[strings.ToLower(name)]; n++ {
			name = fmt.Sprintf("%s-%d", stem, n)
		}
		used[strings.ToLower(name)] = true
		all[i].Name = name
	}
}
