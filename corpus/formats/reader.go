package formats

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus/annotation"
)

// Limits that hold when [Options] say nothing, in bytes.
const (
	DefaultLimit = 16 << 20
	DefaultWhole = 1 << 30
)

// Options say how a file is read. The zero value detects everything.
type Options struct {
	// Format is the name of the format, "" to detect it.
	Format string
	// Unit is what offsets count, "" to detect it: codepoint, utf16 or byte.
	Unit string
	// Encoding is that of the file, "" for UTF-8 or what a byte order mark says.
	Encoding string
	// Repair says what becomes of tag sequences that break their scheme; conlleval
	// when it is empty.
	Repair annotation.Repair
	// Limit and Whole are those of [annotation.Input]; 0 is the default.
	Limit, Whole int64
	// Report takes problems; nil: nobody wants to know.
	Report annotation.Report
}

// A Reader yields the documents of one file. It is not safe for concurrent use.
type Reader struct {
	path    string
	given   string // path as the user gave it
	spooled string // a copy of standard input, removed in the end
	opts    Options
	format  annotation.Format
	file    *file
	source  annotation.Source
	tally   *annotation.Tally
	unit    document.Unit
	wide    bool   // the unit holds also behind characters that UTF-16 has two units for
	held    []held // read ahead while the unit was tested
	counts  Counts
}

// A held record is one that was read while the unit of offsets was tested, or why it
// could not be read.
type held struct {
	draft *annotation.Draft
	err   error
}

// holdBytes is how much text is held while the unit is tested. A file with more is read
// twice.
const holdBytes = 16 << 20

// An UnknownError says that a file looks like no format.
type UnknownError struct{ Path string }

// Error lists the formats there are.
func (e *UnknownError) Error() string {
	return fmt.Sprintf("%s: this is no format that is known by its looks; name it with --from: %s", e.Path, strings.Join(Names(Readable), ", "))
}

// Counts say what a [Reader] has met so far.
type Counts struct {
	Documents int `json:"documents"`
	Entities  int `json:"entities"`
	// Failed is how many records could not be read.
	Failed int `json:"failed"`
}

// Open opens a file, "-" for stdin. Close the Reader in the end.
func Open(path string, stdin io.Reader, opts Options) (*Reader, error) {
	r := &Reader{path: path, given: path, opts: opts.withDefaults()}
	if path == "-" {
		if err := r.spool(stdin); err != nil {
			return nil, err
		}
	}
	if err := r.open(); err != nil {
		return nil, errors.Join(err, r.Close())
	}
	return r, nil
}

func (o Options) withDefaults() Options {
	if o.Limit <= 0 {
		o.Limit = DefaultLimit
	}
	if o.Whole <= 0 {
		o.Whole = DefaultWhole
	}
	if o.Repair == "" {
		o.Repair = annotation.Conlleval
	}
	if o.Report == nil {
		o.Report = func(annotation.Problem) {}
	}
	return o
}

// spool copies standard input to a file, since it may have to be read twice.
func (r *Reader) spool(stdin io.Reader) error {
	f, err := os.CreateTemp("", "onomast-*")
	if err != nil {
		return err
	}
	r.path, r.spooled = f.Name(), f.Name()
	if stdin != nil {
		_, err = io.Copy(f, stdin)
	}
	return errors.Join(err, f.Close())
}

func (r *Reader) open() error {
	f, err := openFile(r.path, r.opts.Encoding)
	if err != nil {
		return err
	}
	r.file = f
	if r.opts.Format != "" {
		r.format, err = Named(r.opts.Format)
	} else {
		var ok bool
		if r.format, ok = Detect(f.name, f.head); !ok {
			err = &UnknownError{Path: r.given}
		}
	}
	if err != nil {
		return err
	}
	if r.format.Read == nil {
		return fmt.Errorf("%s: the format %s can only be written", r.given, r.format.Name)
	}
	if r.opts.Unit != "" {
		if r.unit, err = document.ParseUnit(r.opts.Unit); err != nil {
			return err
		}
	}
	r.source, err = r.format.Read(r.input(f, r.opts.Report))
	return err
}

func (r *Reader) input(f *file, report annotation.Report) *annotation.Input {
	in := &annotation.Input{Path: r.given, Body: f, Report: report, Limit: r.opts.Limit, Whole: r.opts.Whole, Repair: r.opts.Repair}
	in.Again = func() (io.Reader, func() error, error) {
		again, err := openFile(r.path, r.opts.Encoding)
		if err != nil {
			return nil, nil, err
		}
		return again, again.Close, nil
	}
	if r.spooled == "" {
		in.Sibling = sibling(r.path, r.opts.Whole)
	}
	return in
}

// Next returns the next document, and io.EOF after the last. Records that cannot be
// read are reported, counted and passed over. Any other error ends the reading.
func (r *Reader) Next() (*annotation.Document, error) {
	for {
		d, err := r.next()
		var problem *annotation.Problem
		if errors.As(err, &problem) {
			r.counts.Failed++
			r.opts.Report(*problem)
			continue
		}
		if err != nil {
			return nil, err
		}
		if r.undecided(d) {
			if d, err = r.decide(d); err != nil {
				return nil, err
			}
		}
		doc := d.Place(r.unit, r.opts.Report)
		r.counts.Documents++
		r.counts.Entities += len(doc.Entities)
		return doc, nil
	}
}

// undecided reports whether the unit has to be tested before a draft is read.
func (r *Reader) undecided(d *annotation.Draft) bool {
	switch {
	case r.opts.Unit != "" || r.wide:
		return false
	case r.tally == nil:
		return d.Tells()
	}
	return d.TellsWide()
}

// next returns the next record, one that is held first.
func (r *Reader) next() (*annotation.Draft, error) {
	if len(r.held) == 0 {
		return r.source.Next()
	}
	h := r.held[0]
	r.held = r.held[1:]
	return h.draft, h.err
}

// decide settles the unit before the first document that depends on it, which it
// returns. What is read for that is held.
func (r *Reader) decide(first *annotation.Draft) (*annotation.Draft, error) {
	tally := r.tally
	if tally == nil {
		tally = &annotation.Tally{}
	}
	tally.Add(first)
	var problem *annotation.Problem
	for size := 0; size < holdBytes; {
		d, err := r.source.Next()
		r.held = append(r.held, held{d, err})
		if err != nil && !errors.As(err, &problem) {
			r.settle(tally, true)
			return first, nil
		}
		if err == nil {
			tally.Add(d)
			size += len(d.Text) + 64*(len(d.Entities)+len(d.Tokens)+1)
		}
		if decided, wide := tally.Decided(tally.Unit(r.format.Units...)); decided {
			r.settle(tally, wide)
			return first, nil
		}
	}
	tally, err := r.test()
	if err != nil {
		return nil, fmt.Errorf("%s: while the unit of offsets was tested: %w", r.given, err)
	}
	r.settle(tally, true)
	return first, nil
}

func (r *Reader) settle(tally *annotation.Tally, wide bool) {
	r.tally, r.unit, r.wide = tally, tally.Unit(r.format.Units...), wide
}

// test reads the file once more, to test every entity under every unit.
func (r *Reader) test() (*annotation.Tally, error) {
	f, err := openFile(r.path, r.opts.Encoding)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	source, err := r.format.Read(r.input(f, func(annotation.Problem) {}))
	if err != nil {
		return nil, err
	}
	var tally annotation.Tally
	for {
		d, err := source.Next()
		var problem *annotation.Problem
		switch {
		case errors.As(err, &problem):
		case errors.Is(err, io.EOF):
			return &tally, nil
		case err != nil:
			return nil, err
		default:
			tally.Add(d)
		}
	}
}

// Format returns the format of the file.
func (r *Reader) Format() annotation.Format { return r.format }

// Unit says what offsets count and how sure that is. It is settled when the first
// document that depends on it has been read.
func (r *Reader) Unit() string {
	switch {
	case len(r.format.Units) == 0:
		return "the format has no offsets"
	case r.opts.Unit != "":
		return r.unit.String() + ", as asked for"
	case r.tally != nil:
		return r.tally.Says(r.unit)
	}
	return "the same in every unit, or stated by each record"
}

// Counts returns what was met so far.
func (r *Reader) Counts() Counts { return r.counts }

// Close closes the file.
func (r *Reader) Close() error {
	var err error
	if r.file != nil {
		err = r.file.Close()
	}
	if r.spooled != "" {
		err = errors.Join(err, os.Remove(r.spooled))
	}
	return err
}
