package output

import "time"

// manifestFormat is the version of manifest.json.
const manifestFormat = 1

// A Manifest says what a run did. All but its timings is the same for a run
// that was interrupted and one that was not.
type Manifest struct {
	Format int `json:"format"`
	// Tool is the program and its version.
	Tool   string `json:"tool"`
	Counts Counts `json:"counts"`
	Identity
	// InputsDigest is over id, path, line and text of each document, in order.
	InputsDigest string  `json:"inputs_digest"`
	Parts        []Part  `json:"parts"`
	Timings      Timings `json:"timings"`
}

// Timings are what differs between two runs of the same.
type Timings struct {
	Started  time.Time `json:"started"`
	Finished time.Time `json:"finished"`
	// ActiveSeconds leaves out the time between an interruption and the
	// command that went on.
	ActiveSeconds float64 `json:"active_seconds"`
	// Resumed counts how often the run was taken up again.
	Resumed int `json:"resumed"`
}

// Finish closes the last part, checks that in, the number of records the
// reader gave (those passed over included), is accounted for, and writes the
// manifest. took is how long this command was at work. After it only
// [Directory.Close] is left to call.
func (d *Directory) Finish(in int, took time.Duration) (Manifest, error) {
	if err := d.usable(); err != nil {
		return Manifest{}, err
	}
	if d.passed < d.toPass {
		return Manifest{}, d.inputsChanged("there are fewer documents than the %d that were done before", d.toPass)
	}
	if err := d.counts.check(in); err != nil {
		return Manifest{}, d.fail(err)
	}
	if err := d.end(); err != nil {
		return Manifest{}, err
	}
	m := d.manifest(took)
	if err := d.writeManifest(m); err != nil {
		return Manifest{}, d.failWrite(manifestName, err)
	}
	if err := d.journal.append(entry{Complete: true}); err != nil {
		return Manifest{}, d.failWrite(journalName, err)
	}
	d.complete, d.broken = true, errFinished
	return m, nil
}

// end closes what is open. There is at least one part, so that part-* matches.
func (d *Directory) end() error {
	if d.ended {
		return nil
	}
	if d.sealer != nil && (d.staged.documents > 0 || len(d.closed) == 0) {
		d.ended = true
		return d.closePart()
	}
	if len(d.closed) == 0 && d.sealer == nil {
		if err := d.needPart(); err != nil {
			return err
		}
	}
	d.ended = true
	if d.part != nil {
		return d.closePart()
	}
	return d.checkpoint()
}

func (d *Directory) manifest(took time.Duration) Manifest {
	return Manifest{
		Format: manifestFormat, Tool: d.opts.Tool, Counts: d.counts.clone(),
		Identity: d.identity, InputsDigest: d.inputs.String(), Parts: d.closed,
		Timings: Timings{
			Started: d.sessions[0].Started, Finished: d.opts.Now().UTC().Truncate(time.Millisecond),
			ActiveSeconds: (d.before + took).Seconds(), Resumed: len(d.sessions) - 1,
		},
	}
}

func (d *Directory) writeManifest(m Manifest) error {
	data, err := encodeJSON(m, "  ")
	if err != nil {
		return err
	}
	if err := writeFile(d.fs, manifestTemp, data, true); err != nil {
		return err
	}
	if err := d.fs.Rename(manifestTemp, manifestName); err != nil {
		return err
	}
	return d.fs.SyncDir(".")
}
