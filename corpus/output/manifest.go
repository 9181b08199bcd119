package output

import (
	"encoding/json"
	"errors"
	"os"
	"time"
)

// A Manifest says what a run did. All but Timing is the same however often the
// run was stopped on its way.
type Manifest struct {
	Counts   Counts   `json:"counts"`
	Identity Identity `json:"identity"`
	// Inputs is a digest over the ids and texts of all documents.
	Inputs string `json:"inputs"`
	Parts  int    `json:"parts"`
	Timing Timing `json:"timing"`
}

// Timing is what differs from one run to the next.
type Timing struct {
	// Starts is how often the run was begun or gone on with.
	Starts int `json:"starts"`
	// Seconds is how long the last start took.
	Seconds  float64   `json:"seconds"`
	Finished time.Time `json:"finished"`
}

// Finish closes the last part, writes the manifest and marks the run complete.
// in is the number of documents the reader gave, of all starts: it must be what
// was put or passed, or Finish fails.
func (d *Directory) Finish(in int, took time.Duration) (Manifest, error) {
	if d.failed != nil {
		return Manifest{}, d.failed
	}
	if err := d.state.Counts.check(in); err != nil {
		return Manifest{}, err
	}
	m, err := d.finish(took)
	if err != nil {
		d.failed = unwritten(d.fs.Path("."), d.safe.Documents, err)
		return m, d.failed
	}
	return m, nil
}

func (d *Directory) finish(took time.Duration) (Manifest, error) {
	if d.part == nil && d.state.Part == 0 { // an empty result is a result
		if err := d.startPart(); err != nil {
			return Manifest{}, err
		}
	}
	if d.part != nil {
		if err := d.endPart(); err != nil {
			return Manifest{}, err
		}
	}
	m := Manifest{
		Counts: d.state.Counts, Identity: d.id, Inputs: d.chain.String(), Parts: d.state.Part,
		Timing: Timing{Starts: d.state.Starts, Seconds: took.Seconds(), Finished: time.Now().UTC().Truncate(time.Second)},
	}
	if err := d.writeManifest(m); err != nil {
		return m, err
	}
	d.state.Complete = true
	return m, d.checkpoint()
}

// writeManifest lets the manifest appear whole or not at all.
func (d *Directory) writeManifest(m Manifest) error {
	data, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	f, err := d.fs.OpenFile(manifestTemp, os.O_RDWR|os.O_CREATE|os.O_TRUNC)
	if err != nil {
		return err
	}
	_, err = f.Write(append(data, '\n'))
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return d.fs.Rename(manifestTemp, manifestName)
}
