package output

import (
	"github.com/onomast/onomast/corpus"
)

// A staged is the documents of a part that is made as a whole. It is in memory until
// then: a run that is killed does them again, and one that is stopped too.
type staged struct {
	bytes     []byte
	documents int
}

// stage gathers a document.
func (d *Directory) stage(o *corpus.Outcome) error {
	data, err := d.opts.Encoder.AppendDocument(d.staged.bytes, o)
	if err != nil {
		return d.fail(err)
	}
	d.staged.bytes = data
	d.staged.documents++
	return nil
}

// seal makes the part of what is staged.
func (d *Directory) seal() error {
	content, err := d.sealer.Seal(d.staged.bytes)
	if err != nil {
		return d.fail(err)
	}
	if err := d.needPart(); err != nil {
		return err
	}
	if err := d.part.write(content, d.staged.documents); err != nil {
		return d.failWrite(d.part.Name, err)
	}
	d.staged = staged{bytes: d.staged.bytes[:0]}
	return nil
}
