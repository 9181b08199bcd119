package split

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats"
	"github.com/onomast/onomast/corpus/formats/jsonl"
	"github.com/onomast/onomast/corpus/scan"
)

const extension = ".jsonl"

// Run reads a corpus twice, to plan and to write a file for each part into a directory,
// and says what is in them. Nothing is overwritten unless force is set, and no file is
// there before all are whole.
func Run(ctx context.Context, c *scan.Corpus, opts Options, dir string, force bool) (*Report, error) {
	if !force {
		for _, p := range opts.Parts {
			if _, err := os.Lstat(filepath.Join(dir, p.Name+extension)); err == nil {
				return nil, fmt.Errorf("%s is there already; name another directory, or give --force to overwrite it", filepath.Join(dir, p.Name+extension))
			}
		}
	}
	b := NewBuilder(opts)
	if err := c.Each(ctx, func(d *annotation.Document) error { b.Add(d); return nil }); err != nil {
		return nil, err
	}
	plan := b.Plan()
	r := newReport(plan)
	w, err := newWriter(dir, opts.Parts)
	if err != nil {
		return nil, err
	}
	n := 0
	err = c.Each(ctx, func(d *annotation.Document) error {
		if n == plan.Len() {
			return errChanged
		}
		part := plan.Of(n)
		n++
		d.Split = opts.Parts[part].Name
		r.add(part, d)
		return w.sinks[part].Write(d)
	})
	if err == nil && n < plan.Len() {
		err = errChanged
	}
	r.Input = c.Summary()
	return r, w.close(err)
}

var errChanged = errors.New("the inputs changed while they were read; run it again")

// A writer has a file for each part, under another name until all are whole.
type writer struct {
	paths []string
	files []*os.File
	flush []*bufio.Writer
	sinks []annotation.Sink
}

func newWriter(dir string, parts []Part) (*writer, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	w := &writer{}
	for _, p := range parts {
		if err := w.add(dir, p.Name+extension); err != nil {
			return nil, w.close(err)
		}
	}
	return w, nil
}

func (w *writer) add(dir, name string) error {
	f, err := os.OpenFile(filepath.Join(dir, fmt.Sprintf(".%s.%d", name, os.Getpid())), os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
	if err != nil {
		return err
	}
	body := bufio.NewWriterSize(f, 256<<10)
	w.paths, w.files, w.flush = append(w.paths, filepath.Join(dir, name)), append(w.files, f), append(w.flush, body)
	sink, err := formats.Create(jsonl.Format(), "", annotation.Output{Body: body})
	w.sinks = append(w.sinks, sink)
	return err
}

// close makes the files what the user finds, or removes them when something failed.
func (w *writer) close(err error) error {
	for i, f := range w.files {
		if err == nil {
			err = errors.Join(w.sinks[i].Close(), w.flush[i].Flush())
		}
		err = errors.Join(err, f.Close())
	}
	for i, f := range w.files {
		if err == nil {
			err = os.Rename(f.Name(), w.paths[i])
		}
		if err != nil {
			_ = os.Remove(f.Name()) // it may have its name already
		}
	}
	return err
}
