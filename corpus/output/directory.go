package output

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"
	"time"

	"github.com/onomast/onomast/corpus"
	"github.com/onomast/onomast/corpus/write"
)

// Options say how a directory is written. The zero value of each number means
// the default its comment names.
type Options struct {
	// Encoder writes the parts.
	Encoder write.Encoder
	// PartDocuments and PartBytes end a part. Defaults: 100,000 and 256 MiB.
	PartDocuments int
	PartBytes     int64
	// Every is the number of documents between two checkpoints. Default 10,000.
	Every int
	// Interval is the time between two checkpoints. Default 2 s.
	Interval time.Duration
	// Restart forgets an earlier run in the same directory.
	Restart bool
	// Retry is the command by which a user tries dead letters again.
	Retry string
}

func (o Options) withDefaults() Options {
	o.PartDocuments = positive(o.PartDocuments, 100_000)
	o.PartBytes = positive(o.PartBytes, 256<<20)
	o.Every = positive(o.Every, 10_000)
	o.Interval = positive(o.Interval, 2*time.Second)
	return o
}

func positive[T int | int64 | time.Duration](n, standard T) T {
	if n > 0 {
		return n
	}
	return standard
}

// A Directory is the output of a run, written in the order of the inputs by one
// goroutine.
type Directory struct {
	fs      fileSystem
	opts    Options
	id      Identity
	journal file
	lock    io.Closer
	part    *part

	state  checkpoint // what has been put
	safe   checkpoint // what is in the journal
	chain  *chain
	passed int // documents of an earlier start that came by again
	synced time.Time
	dead   []string // dead letters written since the last checkpoint
	failed error    // a write has failed: nothing more is written
}

// Open opens the output directory of a run, making it if need be. A run of the
// same identity that was stopped there is gone on with: see [Directory.Resume].
// Errors carry a diag.Diagnostic that says what to do.
func Open(path string, id Identity, opts Options) (*Directory, error) {
	disk, err := openDisk(path)
	if err != nil {
		return nil, unwritable(path, err)
	}
	d, err := open(disk, id, opts)
	if err != nil {
		_ = disk.Close()
		return nil, err
	}
	return d, nil
}

func open(dir fileSystem, id Identity, opts Options) (*Directory, error) {
	opts = opts.withDefaults()
	d := &Directory{fs: dir, opts: opts, id: id.with(opts), chain: newChain(), synced: time.Now()}
	found, err := look(dir)
	if err != nil {
		return nil, unwritable(dir.Path("."), err)
	}
	if len(found.foreign) > 0 {
		return nil, foreign(dir.Path("."), found.foreign)
	}
	if d.journal, err = dir.OpenFile(journalName, os.O_RDWR|os.O_CREATE); err != nil {
		return nil, unwritable(dir.Path(journalName), err)
	}
	if err := d.begin(found); err != nil {
		_ = d.release()
		return nil, err
	}
	return d, nil
}

// begin locks the directory and finds out where to go on.
func (d *Directory) begin(found *survey) (err error) {
	if d.lock, err = d.fs.Lock(d.journal); errors.Is(err, errLocked) {
		return report(CodeLocked, err, "wait for it, or choose another -o",
			"another run is writing to %s", d.fs.Path("."))
	} else if err != nil {
		return unwritable(d.fs.Path(journalName), err)
	}
	if d.opts.Restart || !found.journal {
		if !found.journal && found.mine() && !d.opts.Restart {
			return damaged("", "%s holds results but no journal", d.fs.Path("."))
		}
		return d.fresh(found)
	}
	h, last, size, err := readJournal(d.journal)
	switch {
	case errors.Is(err, errNoHeader) && !found.mine(): // killed before anything was written
		return d.fresh(found)
	case err != nil:
		return damaged("", "the journal %s cannot be used: %v", d.fs.Path(journalName), err)
	}
	if diffs := h.Identity.differences(d.id); len(diffs) > 0 {
		return report(CodeOtherRun, nil, "choose another -o, or begin anew with --restart",
			"%s holds another run: %s", d.fs.Path("."), joinList(diffs))
	}
	return d.resume(found, last, size)
}

func joinList(list []string) string {
	const most = 4
	out := list[0]
	for _, item := range list[1:min(len(list), most)] {
		out += "; " + item
	}
	return out
}

// fresh removes what an earlier run left and writes the header.
func (d *Directory) fresh(found *survey) error {
	d.state = checkpoint{Counts: newCounts(), Starts: 1}
	d.safe = d.state
	err := d.clear(found)
	if err == nil {
		err = d.fs.Mkdir(deadDir)
		if errors.Is(err, fs.ErrExist) {
			err = nil
		}
	}
	if err == nil {
		err = d.journal.Truncate(0)
	}
	if err == nil {
		_, err = d.journal.Seek(0, io.SeekStart)
	}
	if err == nil {
		err = appendLine(d.journal, header{Journal: journalVersion, Identity: d.id})
	}
	if err == nil {
		err = d.fs.SyncDir(".")
	}
	if err != nil {
		return unwritable(d.fs.Path("."), err)
	}
	return nil
}

// clear removes the files of an earlier run, the manifest first: without it
// nobody takes what is left for a whole result.
func (d *Directory) clear(found *survey) error {
	if err := remove(d.fs, manifestName, manifestTemp); err != nil {
		return err
	}
	if err := remove(d.fs, found.parts...); err != nil {
		return err
	}
	return d.removeDead(found.dead, 0)
}

// removeDead removes the dead letters of documents after the given number.
func (d *Directory) removeDead(names []string, after int) error {
	for _, name := range names {
		if n, _ := deadOrdinal(name); n > after {
			if err := remove(d.fs, deadDir+"/"+name); err != nil {
				return err
			}
		}
	}
	return nil
}

// resume cuts everything back to the last checkpoint.
func (d *Directory) resume(found *survey, last checkpoint, size int64) error {
	d.safe, d.state = last, last
	d.state.Counts = last.Counts.clone()
	d.state.Starts = last.Starts + 1
	if last.Complete {
		return nil
	}
	err := errors.Join(d.journal.Truncate(size), remove(d.fs, manifestName, manifestTemp), d.removeDead(found.dead, last.Documents))
	if _, e := d.journal.Seek(size, io.SeekStart); e != nil {
		err = errors.Join(err, e)
	}
	for _, name := range found.parts {
		n, _ := partNumber(name)
		if n > last.Part || (n == last.Part && last.PartBytes == 0) {
			err = errors.Join(err, remove(d.fs, name))
		}
	}
	if err != nil {
		return unwritable(d.fs.Path("."), err)
	}
	if last.PartBytes > 0 {
		return d.reopenPart(last)
	}
	return nil
}

// Resume returns how many documents of the input are done already: the caller
// gives them to [Directory.Pass] before it puts others.
func (d *Directory) Resume() int { return d.safe.Documents }

// Complete reports whether the run is finished and nothing is left to do.
func (d *Directory) Complete() bool { return d.safe.Complete }

// Counts says what has become of the documents so far.
func (d *Directory) Counts() Counts { return d.state.Counts.clone() }

// Pass takes note of a document that is done already. It fails when the input
// is not what it was.
func (d *Directory) Pass(r *corpus.Record) error {
	d.chain.add(r)
	d.passed++
	if d.passed == d.safe.Documents && d.chain.String() != d.safe.Inputs {
		return report(CodeInputsChanged, nil, "begin anew with --restart or another -o",
			"the inputs have changed since the run in %s began", d.fs.Path("."))
	}
	return nil
}

// Put puts the outcome of the next document away.
func (d *Directory) Put(o *corpus.Outcome) error {
	if d.failed != nil {
		return d.failed
	}
	err := d.put(o)
	if err != nil {
		d.failed = unwritten(d.fs.Path("."), d.safe.Documents, err)
		return d.failed
	}
	return nil
}

func (d *Directory) put(o *corpus.Outcome) (err error) {
	d.chain.add(&o.Record)
	d.state.Documents++
	d.state.Counts.add(o)
	switch {
	case o.Failure != nil:
		err = d.writeDead(o)
	case o.Skipped == "":
		err = d.writeResult(o)
	}
	if err != nil {
		return err
	}
	if d.state.Documents-d.safe.Documents >= d.opts.Every || time.Since(d.synced) >= d.opts.Interval {
		return d.checkpoint()
	}
	return nil
}

// Checkpoint makes everything put so far durable.
func (d *Directory) Checkpoint() error {
	if d.failed != nil || d.safe.Complete {
		return d.failed
	}
	if err := d.checkpoint(); err != nil {
		d.failed = unwritten(d.fs.Path("."), d.safe.Documents, err)
	}
	return d.failed
}

func (d *Directory) checkpoint() error {
	if d.part != nil {
		if err := d.part.sync(); err != nil {
			return err
		}
		d.state.PartBytes = d.part.bytes
	}
	if err := d.syncDead(); err != nil {
		return err
	}
	if err := d.fs.SyncDir("."); err != nil {
		return err
	}
	d.state.Inputs = d.chain.String()
	if err := appendLine(d.journal, d.state); err != nil {
		return err
	}
	d.safe = d.state
	d.safe.Counts = d.state.Counts.clone()
	d.synced = time.Now()
	return nil
}

// Close lets go of the directory, after a last checkpoint if it can be written.
func (d *Directory) Close() error {
	err := d.Checkpoint()
	if d.part != nil {
		_ = d.part.file.Close()
	}
	return errors.Join(err, d.release())
}

func (d *Directory) release() error {
	var errs []error
	if d.journal != nil {
		errs = append(errs, d.journal.Close())
	}
	if d.lock != nil {
		errs = append(errs, d.lock.Close())
	}
	return errors.Join(append(errs, d.fs.Close())...)
}

// A part is one file of results.
type part struct {
	file  file
	out   *bufio.Writer
	bytes int64 // written, buffered ones included
}

func (p *part) write(data []byte) error {
	n, err := p.out.Write(data)
	p.bytes += int64(n)
	return err
}

func (p *part) sync() error {
	if err := p.out.Flush(); err != nil {
		return err
	}
	return p.file.Sync()
}

const partBuffer = 256 << 10

func newPart(f file, size int64) *part {
	return &part{file: f, out: bufio.NewWriterSize(f, partBuffer), bytes: size}
}

// DeadLetters returns where the dead letters of the run lie.
func (d *Directory) DeadLetters() string { return d.fs.Path(deadDir) }
