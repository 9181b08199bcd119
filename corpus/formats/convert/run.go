package convert

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/cespare/xxhash/v2"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats"
	"github.com/onomast/onomast/corpus/formats/files"
)

// Options say what to convert to what.
type Options struct {
	// Inputs are files, directories, or "-" for Stdin.
	Inputs []string
	Read   formats.Options
	// To is the format to write, Unit what its offsets count ("": what is usual there),
	// Scheme its tag scheme.
	To     annotation.Format
	Unit   string
	Scheme string
	// Output is a file, or a directory for a file an input. It is a directory when it
	// exists as one, when it ends in a slash, and for formats that have files for each
	// document. Empty: Stdout.
	Output string
	Stdin  io.Reader
	Stdout io.Writer
	// Tokenize and SplitTokens are those of [annotation.Fitter].
	Tokenize    func(*annotation.Document) error
	SplitTokens bool
	// List is told of each problem, as it turns up; Full takes all of them as JSON
	// lines. Both may be nil.
	List func(annotation.Problem)
	Full io.Writer
}

// A run is a conversion under way.
type run struct {
	opts   *Options
	report *Report
	fitter annotation.Fitter
	ids    map[uint64]struct{} // hashes of those that were there
}

// Run converts. The error is one that ended it; what went wrong with single records or
// spans is in the report.
func Run(ctx context.Context, opts Options) (*Report, error) {
	inputs, err := files.List(opts.Inputs)
	if err != nil {
		return nil, err
	}
	out, err := outputOf(&opts, len(inputs))
	if err != nil {
		return nil, err
	}
	distinct(inputs)
	r := &run{opts: &opts, ids: map[uint64]struct{}{}}
	r.report = &Report{To: opts.To.Name, counts: map[[2]string]*Count{}, full: opts.Full, list: opts.List, Files: []FileReport{}}
	r.opts.Read.Report = r.report.add
	r.fitter = annotation.Fitter{Holds: opts.To.Holds, Tokenize: opts.Tokenize, SplitTokens: opts.SplitTokens, Report: r.report.add}
	single := opts.To.PerDocument && len(inputs) > 1 && files.SingleDocuments(inputs, opts.Read)
	out.many = out.many && !single
	if out.dir && !single {
		err = r.apart(ctx, inputs, out)
	} else {
		err = r.together(ctx, inputs, out)
	}
	r.report.finish()
	if err == nil {
		err = r.report.err
	}
	if err == nil && len(r.report.Files) == 0 {
		err = fmt.Errorf("none of the %d files is in a format that is known by its looks; name it with --from", r.report.Skipped)
	}
	return r.report, err
}

// apart writes an output for each input.
func (r *run) apart(ctx context.Context, inputs []files.File, out *output) error {
	for _, in := range inputs {
		if !in.Readable(r.opts.Read) {
			r.report.Skipped++
			continue
		}
		err := r.into(out, in.Name, func(sink annotation.Sink, path string) error { return r.file(ctx, in, sink, path) })
		if err != nil {
			return err
		}
	}
	return nil
}

// together writes one output.
func (r *run) together(ctx context.Context, inputs []files.File, out *output) error {
	return r.into(out, "", func(sink annotation.Sink, path string) error {
		for _, in := range inputs {
			if !in.Readable(r.opts.Read) {
				r.report.Skipped++
				continue
			}
			if err := r.file(ctx, in, sink, path); err != nil {
				return err
			}
		}
		return nil
	})
}

// into opens an output, has it filled, and closes it.
func (r *run) into(out *output, name string, fill func(annotation.Sink, string) error) error {
	t, err := out.target(name)
	if err != nil {
		return err
	}
	t.out.Scheme, t.out.Report = r.opts.Scheme, r.report.add
	sink, err := formats.Create(r.opts.To, r.opts.Unit, t.out)
	if err == nil {
		if err = fill(sink, t.path); err == nil {
			err = sink.Close()
		}
	}
	return t.close(err)
}

// file converts one file.
func (r *run) file(ctx context.Context, in files.File, sink annotation.Sink, path string) error {
	if same(in.Path, path) {
		return fmt.Errorf("%s would be written over itself: name another file with -o", in.Path)
	}
	reader, err := formats.Open(in.Path, r.opts.Stdin, r.opts.Read)
	if err != nil {
		return r.unreadable(in, err)
	}
	failed, err := r.documents(ctx, reader, sink)
	c := reader.Counts()
	if failed != nil {
		c.Failed++
		r.report.add(annotation.Problem{Effect: annotation.Failed, Code: "unreadable", Origin: annotation.Origin{Path: in.Path}, Message: failed.Error()})
	}
	r.report.Files = append(r.report.Files, FileReport{
		Path: in.Path, Format: reader.Format().Name, Offsets: reader.Unit(), Documents: c.Documents, Entities: c.Entities, Failed: c.Failed, Output: path,
	})
	return errors.Join(err, reader.Close())
}

// unreadable makes a file that cannot be opened a failure, so that the others go on,
// unless it is the only one.
func (r *run) unreadable(in files.File, err error) error {
	if len(r.opts.Inputs) == 1 && !in.Found {
		return err
	}
	r.report.add(annotation.Problem{Effect: annotation.Failed, Code: "unreadable", Origin: annotation.Origin{Path: in.Path}, Message: err.Error()})
	r.report.Files = append(r.report.Files, FileReport{Path: in.Path, Failed: 1})
	return nil
}

// documents converts the documents of a file. failed says why the file could not be read
// to its end; err ends the conversion.
func (r *run) documents(ctx context.Context, reader *formats.Reader, sink annotation.Sink) (failed, err error) {
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		d, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return nil, nil
		}
		if err != nil {
			return err, nil
		}
		r.again(d)
		if err := r.fitter.Fit(d); err != nil {
			return nil, fmt.Errorf("%s: %w", d.Origin, err)
		}
		if err := sink.Write(d); err != nil {
			return nil, err
		}
		r.report.Documents++
		r.report.Entities += len(d.Entities)
	}
}

// again notes an id that was there before. The same text by several annotators is no
// repetition where the format can say so.
func (r *run) again(d *annotation.Document) {
	if d.ID == "" {
		return
	}
	key, what := d.ID, "an earlier document has the same id"
	if r.opts.To.Holds.Annotator {
		key += "\x00" + d.Annotator
	} else if d.Annotator != "" {
		what = "an earlier document has the same id, perhaps by another annotator, which the format cannot say"
	}
	hash := xxhash.Sum64String(key)
	if _, known := r.ids[hash]; known {
		r.report.add(d.Problem(annotation.Noted, "duplicate-id", "%s", what))
		return
	}
	r.ids[hash] = struct{}{}
}

// same reports whether two paths are one file.
func same(a, b string) bool {
	if a == "-" || b == "" {
		return false
	}
	x, err := os.Stat(a)
	y, err2 := os.Stat(b)
	return err == nil && err2 == nil && os.SameFile(x, y)
}
