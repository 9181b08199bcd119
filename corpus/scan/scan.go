package scan

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats"
	"github.com/onomast/onomast/corpus/formats/files"
)

// Options say what to read.
type Options struct {
	// Inputs are files, directories, or "-" for Stdin.
	Inputs []string
	Read   formats.Options
	Stdin  io.Reader
}

// A Corpus is a set of annotated files that can be read several times. Close it in the
// end. It is not safe for concurrent use.
type Corpus struct {
	opts    Options
	files   []files.File
	spooled string // a copy of standard input
	summary Summary
}

// Open looks for the files and reads none of them.
func Open(opts Options) (*Corpus, error) {
	found, err := files.List(opts.Inputs)
	if err != nil {
		return nil, err
	}
	c := &Corpus{opts: opts}
	for _, f := range found {
		if !f.Readable(opts.Read) {
			c.summary.Skipped++
			continue
		}
		c.files = append(c.files, f)
	}
	if len(c.files) == 0 {
		return nil, fmt.Errorf("none of the %d files is in a format that is known by its looks; name it with --from", c.summary.Skipped)
	}
	return c, nil
}

// Each calls a function for every document, in the order of the files. A record or a file
// that cannot be read is counted, and the others go on, unless it is the only file. The
// error is that of the function, or that of the context.
//
// A document that does not say which part of the data it is in ("train", "dev", "test")
// is in that of the name of its file.
func (c *Corpus) Each(ctx context.Context, do func(*annotation.Document) error) error {
	c.summary = Summary{Skipped: c.summary.Skipped}
	for _, f := range c.files {
		if err := c.file(ctx, f, do); err != nil {
			return err
		}
	}
	return nil
}

func (c *Corpus) file(ctx context.Context, f files.File, do func(*annotation.Document) error) error {
	opts := c.opts.Read
	opts.Report = c.summary.add
	path, err := c.path(f)
	if err != nil {
		return err
	}
	r, err := formats.Open(path, nil, opts)
	if err != nil {
		switch single := len(c.files) == 1; {
		case empty(path) && single:
			return fmt.Errorf("%s is empty: there is nothing to read", shown(f.Path))
		case empty(path):
			c.summary.Files = append(c.summary.Files, File{Path: f.Path})
			return nil
		case single:
			return err
		}
		c.summary.unreadable(f.Path, err)
		return nil
	}
	split := formats.SplitOf(f.Name)
	failed, err := each(ctx, r, func(d *annotation.Document) error {
		if d.Split == "" {
			d.Split = split
		}
		d.Origin.Path = f.Path
		return do(d)
	})
	if failed != nil {
		c.summary.unreadable(f.Path, failed)
	}
	counts := r.Counts()
	c.summary.Files = append(c.summary.Files, File{Path: f.Path, Format: r.Format().Name, Offsets: r.Unit(), Documents: counts.Documents, Failed: counts.Failed})
	c.summary.Documents += counts.Documents
	return errors.Join(err, r.Close())
}

func shown(path string) string {
	if path == "-" {
		return "standard input"
	}
	return path
}

// empty reports a file without a byte, which looks like no format.
func empty(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular() && info.Size() == 0
}

// each reads a file to its end. failed says why it could not be read on.
func each(ctx context.Context, r *formats.Reader, do func(*annotation.Document) error) (failed, err error) {
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		d, err := r.Next()
		if errors.Is(err, io.EOF) {
			return nil, nil
		}
		if err != nil {
			return err, nil
		}
		if err := do(d); err != nil {
			return nil, err
		}
	}
}

// path is where a file lies: standard input is copied, since it can be read only once.
func (c *Corpus) path(f files.File) (string, error) {
	if f.Path != "-" {
		return f.Path, nil
	}
	if c.spooled != "" {
		return c.spooled, nil
	}
	copied, err := os.CreateTemp("", "onomast-*")
	if err != nil {
		return "", err
	}
	c.spooled = copied.Name()
	if c.opts.Stdin != nil {
		_, err = io.Copy(copied, c.opts.Stdin)
	}
	return c.spooled, errors.Join(err, copied.Close())
}

// Summary says what the last call of [Corpus.Each] met.
func (c *Corpus) Summary() *Summary { return &c.summary }

// Close removes what was copied.
func (c *Corpus) Close() error {
	if c.spooled == "" {
		return nil
	}
	path := c.spooled
	c.spooled = ""
	return os.Remove(path)
}
