package output

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/onomast/onomast/corpus"
	"github.com/onomast/onomast/corpus/write"
)

// A Directory takes the outcomes of one run, in the order of the inputs. It is
// not safe for concurrent use. After an error everything up to the last
// checkpoint is safe, and every further call gives that error again.
type Directory struct {
	fs       fileSystem
	opts     Options
	identity Identity
	journal  journal
	lock     io.Closer
	sessions []session

	counts   Counts
	inputs   *chain
	ended    bool // there are no more documents
	complete bool
	closed   []Part
	part     *openPart // nil between two parts
	sealer   write.Sealer
	staged   staged
	dead     deadLetters

	toPass, passed int    // documents that were safe when the run was taken up
	expected       string // digest of those
	safe           int    // documents the last checkpoint covers
	saved          time.Time
	opened         time.Time
	before         time.Duration // time at work in earlier sessions

	broken  error
	buffer  *bufio.Writer // of the open part
	scratch []byte
}

// Resume returns how many records are safe already: the caller reads them again
// and gives them to [Directory.Pass]. It is 0 for a new run.
func (d *Directory) Resume() int { return d.toPass }

// Complete reports whether nothing is left to do but to close the Directory.
func (d *Directory) Complete() bool { return d.complete }

// Pass takes in a record that is safe already, so that only the others are
// annotated. If they are not the records of back then it is an error.
func (d *Directory) Pass(r *corpus.Record) error {
	if err := d.usable(); err != nil {
		return err
	}
	d.passed++
	d.inputs.add(r)
	if d.passed == d.toPass && d.inputs.String() != d.expected {
		return d.inputsChanged("the first %d documents are no longer those of the run that stopped", d.toPass)
	}
	return nil
}

// Put puts one outcome away. Its Document must be the one that was read, also
// when a stage failed on it.
func (d *Directory) Put(o *corpus.Outcome) error {
	if err := d.usable(); err != nil {
		return err
	}
	if d.passed < d.toPass {
		return d.fail(fmt.Errorf("only %d of %d documents that are done were passed over", d.passed, d.toPass))
	}
	if d.ended {
		return d.inputsChanged("there are more than the %d documents of the run that stopped", d.toPass)
	}
	if err := d.put(o); err != nil {
		return err
	}
	d.counts.add(o)
	d.inputs.add(&o.Record)
	if d.full() {
		return d.closePart()
	}
	if d.due() {
		return d.checkpoint()
	}
	return nil
}

func (d *Directory) put(o *corpus.Outcome) error {
	switch {
	case o.Failure != nil:
		path, err := d.dead.add(d.counts.In+1, newDeadLetter(o, d.opts.Retry))
		return d.failWrite(path, err)
	case o.Skipped != "":
		return nil
	}
	if d.sealer != nil {
		return d.stage(o)
	}
	if err := d.needPart(); err != nil {
		return err
	}
	data := d.scratch[:0]
	if d.part.Documents > 0 {
		data = d.opts.Encoder.AppendSeparator(data)
	}
	data, err := d.opts.Encoder.AppendDocument(data, o)
	if err != nil {
		return d.fail(err)
	}
	d.scratch = data
	return d.failWrite(d.part.Name, d.part.write(data, 1))
}

// needPart begins a part if none is open.
func (d *Directory) needPart() error {
	if d.part != nil {
		return nil
	}
	name := partName(len(d.closed), d.opts.Encoder.Extension())
	p, err := createPart(d.fs, name, d.buffer)
	if err == nil {
		d.part = p
		err = p.write(d.opts.Encoder.AppendHeader(nil), 0)
	}
	if err == nil {
		err = d.fs.SyncDir(".")
	}
	return d.failWrite(name, err)
}

func (d *Directory) full() bool {
	if d.sealer != nil {
		return d.staged.documents >= d.opts.PartDocuments || int64(len(d.staged.bytes)) >= d.opts.PartBytes && d.staged.documents > 0
	}
	return d.part != nil && (d.part.Documents >= d.opts.PartDocuments || d.part.Bytes >= d.opts.PartBytes && d.opts.PartBytes > 0)
}

// closePart ends the open part, which is a checkpoint too.
func (d *Directory) closePart() error {
	if d.sealer != nil {
		if err := d.seal(); err != nil {
			return err
		}
	}
	p := d.part
	if err := p.write(d.opts.Encoder.AppendFooter(nil), 0); err != nil {
		return d.failWrite(p.Name, err)
	}
	p.seal()
	if err := d.checkpoint(); err != nil {
		return err
	}
	d.part, d.closed = nil, append(d.closed, p.Part)
	return d.failWrite(p.Name, p.file.Close())
}

// due reports whether it is time for a checkpoint. Documents that are staged are safe
// when their part is closed, not before.
func (d *Directory) due() bool {
	if d.staged.documents > 0 {
		return false
	}
	return d.counts.In-d.safe >= d.opts.CheckpointDocuments || d.opts.Now().Sub(d.saved) >= d.opts.CheckpointEvery
}

// Checkpoint makes everything put so far safe. [Directory.Put] calls it every
// so often, and [Directory.Close].
func (d *Directory) Checkpoint() error {
	if err := d.usable(); err != nil {
		return err
	}
	if d.passed < d.toPass || d.counts.In == d.safe || d.staged.documents > 0 {
		return nil
	}
	return d.checkpoint()
}

func (d *Directory) checkpoint() error {
	now := d.opts.Now()
	c := checkpoint{Counts: d.counts, Inputs: d.inputs.String(), Ended: d.ended, Active: d.active(now)}
	if d.part != nil {
		if err := d.part.sync(); err != nil {
			return d.failWrite(d.part.Name, err)
		}
		part := d.part.Part
		c.Part = &part
	}
	if err := d.dead.sync(); err != nil {
		return d.failWrite(deadDir, err)
	}
	if err := d.journal.append(entry{Checkpoint: &c}); err != nil {
		return d.failWrite(journalName, err)
	}
	d.safe, d.saved = d.counts.In, now
	return nil
}

func (d *Directory) active(now time.Time) time.Duration { return d.before + now.Sub(d.opened) }

// Counts returns what became of the documents so far, those passed over
// included.
func (d *Directory) Counts() Counts { return d.counts.clone() }

// Safe returns how many documents the last checkpoint covers.
func (d *Directory) Safe() int { return d.safe }

// DeadLetters returns the path of the directory of dead letters.
func (d *Directory) DeadLetters() string { return d.fs.Path(deadDir) }

// Close lets go of the directory, after a last checkpoint if nothing has gone
// wrong before. Closing twice is no error.
func (d *Directory) Close() error {
	if d.lock == nil {
		return nil
	}
	var errs []error
	if d.broken == nil {
		errs = append(errs, d.Checkpoint())
		d.broken = errors.New("the output directory is closed")
	}
	if d.part != nil {
		errs = append(errs, d.part.file.Close())
	}
	errs = append(errs, d.lock.Close(), d.journal.file.Close(), d.fs.Close())
	d.lock = nil
	return errors.Join(errs...)
}

func (d *Directory) usable() error { return d.broken }

// fail remembers the first error.
func (d *Directory) fail(err error) error {
	if err != nil && d.broken == nil {
		d.broken = err
	}
	return err
}

func (d *Directory) failWrite(name string, err error) error {
	if err == nil {
		return nil
	}
	return d.fail(unwritten(d.fs.Path(name), d.safe, err))
}

func (d *Directory) inputsChanged(format string, args ...any) error {
	return d.fail(report(CodeInputsChanged, nil,
		"put the inputs back as they were, or begin anew with --restart or another -o", "the inputs have changed: "+format, args...))
}
