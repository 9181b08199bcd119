package output

import (
	"encoding/json"
	"errors"
	"io"
	"os"

	"github.com/onomast/onomast/corpus"
)

// writeResult appends a document to the current part.
func (d *Directory) writeResult(o *corpus.Outcome) error {
	if d.part == nil {
		if err := d.startPart(); err != nil {
			return err
		}
	}
	data, err := d.opts.Encoder.AppendDocument(nil, o)
	if err != nil {
		return err
	}
	if err := d.part.write(data); err != nil {
		return err
	}
	d.state.PartDocuments++
	if d.state.PartDocuments >= d.opts.PartDocuments || d.part.bytes >= d.opts.PartBytes {
		return d.endPart()
	}
	return nil
}

func (d *Directory) startPart() error {
	name := partName(d.state.Part, d.opts.Encoder.Extension())
	f, err := d.fs.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_TRUNC)
	if err != nil {
		return err
	}
	d.part = newPart(f, 0)
	return d.part.write(d.opts.Encoder.AppendHeader(nil))
}

// endPart finishes a part. Its end is a checkpoint, so that a part that has a
// footer is never opened again.
func (d *Directory) endPart() error {
	err := d.part.write(d.opts.Encoder.AppendFooter(nil))
	if err == nil {
		err = d.part.sync()
	}
	if err = errors.Join(err, d.part.file.Close()); err != nil {
		return err
	}
	d.part = nil
	d.state.Part++
	d.state.PartDocuments, d.state.PartBytes = 0, 0
	return d.checkpoint()
}

// reopenPart cuts the last part back to what is safe and goes on there.
func (d *Directory) reopenPart(at checkpoint) error {
	name := partName(at.Part, d.opts.Encoder.Extension())
	f, err := d.fs.OpenFile(name, os.O_RDWR)
	if err != nil {
		return damaged("", "%s, which the journal speaks of, cannot be opened: %v", d.fs.Path(name), reason(err))
	}
	d.part = newPart(f, at.PartBytes)
	size, err := f.Seek(0, io.SeekEnd)
	if err == nil && size < at.PartBytes {
		return damaged("", "%s is shorter than the journal says", d.fs.Path(name))
	}
	if err == nil {
		err = f.Truncate(at.PartBytes)
	}
	if err == nil {
		_, err = f.Seek(at.PartBytes, io.SeekStart)
	}
	if err != nil {
		return unwritable(d.fs.Path(name), err)
	}
	return nil
}

// A letter is what is written of a document that has no result.
type letter struct {
	ID      string `json:"id"`
	Path    string `json:"path"`
	Line    int    `json:"line,omitempty"`
	Stage   string `json:"stage"`
	Code    string `json:"code"`
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
	Retry   string `json:"retry,omitempty"`
}

func newLetter(o *corpus.Outcome, retry string) letter {
	return letter{
		ID: o.ID, Path: o.Path, Line: o.Line, Retry: retry,
		Stage: o.Failure.Stage, Code: o.Failure.Code, Message: o.Failure.Message, Hint: o.Failure.Hint,
	}
}

func (d *Directory) writeDead(o *corpus.Outcome) error {
	name := deadDir + "/" + deadName(d.state.Documents, o.ID)
	data, err := json.MarshalIndent(newLetter(o, d.opts.Retry), "", "  ")
	if err != nil {
		return err
	}
	f, err := d.fs.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_TRUNC)
	if err != nil {
		return err
	}
	d.dead = append(d.dead, name)
	_, err = f.Write(append(data, '\n'))
	return errors.Join(err, f.Close())
}

// syncDead makes the dead letters since the last checkpoint durable.
func (d *Directory) syncDead() error {
	if len(d.dead) == 0 {
		return nil
	}
	for _, name := range d.dead {
		f, err := d.fs.OpenFile(name, os.O_RDWR)
		if err != nil {
			return err
		}
		if err := errors.Join(f.Sync(), f.Close()); err != nil {
			return err
		}
	}
	d.dead = d.dead[:0]
	return d.fs.SyncDir(deadDir)
}
