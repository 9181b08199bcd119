package read

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"sync"
	"sync/atomic"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/corpus"
	"github.com/onomast/onomast/corpus/read/internal/pdf"
)

// A Reader yields the records of a run in a fixed order. It is not safe for
// concurrent use.
type Reader struct {
	busy   sync.Mutex // held by Next and Close
	opts   Options
	forced charset
	format format // formatNone goes by the extension
	plan   *plan
	walks  []*walk
	queues [][]item // of each input, met and not yet read
	input  int

	current  *source
	skipping bool
	ctx      context.Context // of the call of Next under way
	ids      idTable
	digest   *digester
	counts   Counts
	bytes    atomic.Int64 // read of files
	buffer   []byte
	pdf      *pdf.Engine // nil until there is a PDF file
}

// Open looks at every input and prepares to read. It reports all mistakes at
// once, as a [diag.List]: inputs that do not exist or that nothing matches, and
// options that make no sense. Close the Reader in the end.
func Open(inputs []string, opts Options) (*Reader, error) {
	list := opts.check()
	r := &Reader{opts: opts.withDefaults(), counts: Counts{Files: map[string]int{}}}
	r.forced, _ = encodingNamed(opts.Encoding) // checked
	if opts.Format != "" {
		r.format, _ = formatNamed(opts.Format) // checked
	}
	if opts.Digest {
		r.digest = newDigester()
	}
	p, found := newPlan(inputs, newFilter(opts.Include, opts.Exclude))
	r.plan, list = p, append(list, found...)
	if list.HasErrors() {
		return nil, list
	}
	for i := range p.inputs {
		list = append(list, r.prepare(i)...)
	}
	if list.HasErrors() {
		return nil, list
	}
	return r, nil
}

// prepare starts the walk of an input, up to the first file there is.
func (r *Reader) prepare(i int) diag.List {
	w, items := r.plan.newWalk(i)
	for more := true; more && len(items) == 0; {
		items, more = w.next()
	}
	r.walks, r.queues = append(r.walks, w), append(r.queues, items)
	if len(items) > 0 || w.repeated > 0 {
		return nil
	}
	in := r.plan.inputs[i]
	summary := "there are no files in " + quote(in.given)
	if in.kind == inputGlob {
		summary = "no file matches " + quote(in.given)
	}
	hint := "check the spelling and the current directory"
	if w.hidden+w.excluded > 0 && in.kind == inputDir {
		hint = fmt.Sprintf("passed over: names that begin with a dot (%d), and what the patterns rule out (%d)", w.hidden, w.excluded)
	}
	return diag.List{mistake("input.empty", summary, hint)}
}

// Next returns the next record, and [io.EOF] after the last. A document that
// cannot be read is a record too; an error ends the reading: ctx ended, also in
// the middle of a record. A read that blocks, from a pipe, is not interrupted.
func (r *Reader) Next(ctx context.Context) (corpus.Record, error) {
	r.busy.Lock()
	defer r.busy.Unlock()
	r.ctx = ctx
	for {
		if err := ctx.Err(); err != nil {
			return corpus.Record{}, err
		}
		rec, err := r.step()
		if ended := ctx.Err(); ended != nil { // what was read may be cut
			return corpus.Record{}, ended
		}
		if err == nil && rec == nil {
			continue
		}
		if err != nil {
			return corpus.Record{}, err
		}
		return r.counted(*rec), nil
	}
}

// step reads on: it returns a record, or nothing when a file ended, or
// [io.EOF].
func (r *Reader) step() (*corpus.Record, error) {
	if r.current != nil {
		rec, err := r.current.records.next()
		if err == nil {
			return &rec, nil
		}
		r.finish()
		if !errors.Is(err, io.EOF) {
			return nil, err
		}
	}
	it, err := r.nextItem()
	if err != nil {
		return nil, err
	}
	return r.read(it), nil
}

// nextItem returns the next file.
func (r *Reader) nextItem() (item, error) {
	for r.input < len(r.walks) {
		if queue := r.queues[r.input]; len(queue) > 0 {
			r.queues[r.input] = queue[1:]
			return queue[0], nil
		}
		items, more := r.walks[r.input].next()
		r.queues[r.input] = items
		if !more {
			r.input++
		}
	}
	return item{}, io.EOF
}

// read opens a file. It returns a record when the file has none of its own.
func (r *Reader) read(it item) *corpus.Record {
	rec := &corpus.Record{ID: idOf(it.path), Path: it.path, Skipped: it.skipped, Failure: it.failure}
	if it.skipped != "" || it.failure != nil {
		return rec
	}
	ext, packing := extensions(it.path)
	f, known := r.formatFor(ext)
	if !known && !it.named {
		rec.Skipped = noReader(ext)
		return rec
	}
	if known && r.passes(f) {
		return rec
	}
	if fail := r.open(it.path, f, known, packing); fail != nil {
		r.finish()
		rec.Failure = fail
		return rec
	}
	return nil
}

// passes reports whether a file is passed over without being opened, and counts it
// then.
func (r *Reader) passes(f format) bool {
	if !r.skipping || f.records() || r.digest != nil {
		return false
	}
	r.counts.Files[f.String()]++
	return true
}

// formatFor goes by what the user said, and else by the extension, which alone
// says what is an archive.
func (r *Reader) formatFor(ext string) (f format, known bool) {
	f, known = formatOf(ext)
	switch {
	case r.format != formatNone && !f.archive():
		return r.format, true
	case known:
		return f, true
	}
	return formatText, false
}

func (r *Reader) open(path string, f format, known bool, packing string) *corpus.Failure {
	var tee io.Writer
	if r.digest != nil {
		tee = r.digest.file()
	}
	s, err := openStream(path, r.opts.Stdin, tee, r)
	if err != nil {
		return unreadable("the file", err)
	}
	s.count(&r.bytes)
	r.current = &source{reader: r, opts: r.opts, forced: r.forced, stream: s}
	return r.current.start(f, known, packing)
}

// finish closes the current file.
func (r *Reader) finish() {
	if r.current == nil {
		return
	}
	s := r.current.stream
	if r.digest != nil {
		r.digest.add(s)
	}
	r.current.close()
	r.current = nil
}

// counted checks the id of a record and counts it.
func (r *Reader) counted(rec corpus.Record) corpus.Record {
	if rec.Line > 0 && rec.Skipped == "" {
		if path, line, again := r.ids.add(rec.ID, rec.Line); again {
			rec = duplicate(rec, path, line)
		}
	}
	switch {
	case rec.Failure != nil:
		rec.Document, rec.Source = nil, nil
		r.counts.Failed++
	case rec.Skipped != "":
		r.counts.Skipped++
	default:
		r.counts.Documents++
	}
	return rec
}

// duplicate makes a record with an id that was there before a failure, under
// the id of its place.
func duplicate(rec corpus.Record, path string, line int) corpus.Record {
	id := rec.ID
	rec.ID = lineID(idOf(rec.File()), rec.Line)
	if rec.Failure != nil {
		return rec
	}
	before := "an earlier record"
	if path != "" {
		before = lineID(path, line)
	}
	rec.Failure = failure(codeDuplicateID, "give each record an id of its own, or name another field with --id-field",
		"line %d has the id %q, which %s has too", rec.Line, shorten(id), before)
	return rec
}

func lineID(file string, line int) string { return file + ":" + strconv.Itoa(line) }

// Skip reads past n records, as fast as it can: files that are one document
// are not opened. Ids and digest are kept up, so that what follows is the same
// as after n calls of [Reader.Next]; of the counts, what would have failed in
// such files counts as documents. It returns [io.EOF] when there are fewer.
func (r *Reader) Skip(ctx context.Context, n int) error {
	r.skipping = true
	defer func() { r.skipping = false }()
	for range n {
		if _, err := r.Next(ctx); err != nil {
			return err
		}
	}
	return nil
}

// Digest returns "sha256:" and the digest of everything read so far, or "" when
// [Options.Digest] is off. It is that of one line a file, in order, as
// sha256sum prints it: the digest of the file, two spaces, its path.
func (r *Reader) Digest() string {
	if r.digest == nil {
		return ""
	}
	return r.digest.sum()
}

// Close ends the reading. A call of Next that is still under way, since it waits
// for a pipe, keeps what it uses.
func (r *Reader) Close() error {
	if !r.busy.TryLock() {
		return nil
	}
	defer r.busy.Unlock()
	r.finish()
	if r.pdf == nil {
		return nil
	}
	engine := r.pdf
	r.pdf = nil
	return engine.Close()
}
