package output

import (
	"bufio"
	"errors"
	"io"
	"os"
	"time"

	"github.com/onomast/onomast/corpus/write"
)

// Options say how a directory is written. Encoder is required; what is zero
// gets the default named with it.
type Options struct {
	// Encoder gives the bytes of each result.
	Encoder write.Encoder
	// PartDocuments is the most results in one part: 100000, 1000 for HTML, which a
	// browser has to hold, and 2000 for formats that are made as a whole
	// ([write.Sealer]).
	PartDocuments int
	// PartBytes closes a part once it is that long. 0: no bound, but 32 MiB before they
	// are packed for formats that are made as a whole.
	PartBytes int64
	// A checkpoint is made after so many documents (10000), or after so much
	// time (2 s), whichever is first. It costs some file syncs.
	CheckpointDocuments int
	CheckpointEvery     time.Duration
	// Restart throws away what an earlier run put in the directory.
	Restart bool
	// Retry is the command that tries one document again; {path} and {id}
	// in it stand for the document's, quoted for a shell. It must not depend on
	// when the run is taken up. Empty: dead letters name none.
	Retry string
	// Tool is the program and its version, for the manifest.
	Tool string
	// Now is the clock: time.Now.
	Now func() time.Time
}

// wholePart bounds a part that is made in memory.
const wholePart = 32 << 20

func (o Options) withDefaults() Options {
	if o.PartDocuments <= 0 {
		o.PartDocuments = 20000
		if o.Encoder.Extension() == "html" {
			o.PartDocuments = 1000
		}
		if _, whole := o.Encoder.(write.Sealer); whole {
			o.PartDocuments = 2000
		}
	}
	if _, whole := o.Encoder.(write.Sealer); whole && o.PartBytes <= 0 {
		o.PartBytes = wholePart
	}
	if o.CheckpointDocuments <= 0 {
		o.CheckpointDocuments = 10000
	}
	if o.CheckpointEvery <= 0 {
		o.CheckpointEvery = 2 * time.Second
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}

// Open prepares a directory for a run: it makes a new one, or goes on where a
// run of the same identity stopped ([Directory.Resume]), or finds that it is
// complete ([Directory.Complete]). The caller closes the Directory.
//
// Errors carry a diag.Diagnostic: another run or another process uses the
// directory, it holds files no run put there, or it cannot be written.
func Open(path string, id Identity, opts Options) (*Directory, error) {
	dir, err := openDisk(path)
	if err != nil {
		return nil, unwritable(path, err)
	}
	d, err := open(dir, id, opts)
	if err != nil {
		_ = dir.Close() // nothing was written through it
		return nil, err
	}
	return d, nil
}

func open(dir fileSystem, id Identity, opts Options) (*Directory, error) {
	opts = opts.withDefaults()
	d := &Directory{
		fs: dir, opts: opts, identity: id.with(opts), inputs: newChain(), counts: newCounts(),
		dead: deadLetters{dir: dir}, opened: opts.Now(), buffer: bufio.NewWriterSize(nil, partBuffer),
	}
	d.saved = d.opened
	d.sealer, _ = opts.Encoder.(write.Sealer)
	found, err := look(dir)
	if err != nil {
		return nil, unwritable(dir.Path("."), err)
	}
	if !found.journal && (len(found.foreign) > 0 || found.mine()) {
		return nil, foreign(dir.Path("."), found.all())
	}
	history, err := d.takeOver()
	if err != nil {
		return nil, err
	}
	if err := d.begin(history); err != nil {
		_ = errors.Join(d.lock.Close(), d.journal.file.Close())
		return nil, err
	}
	return d, nil
}

// takeOver opens and locks the journal and reads it.
func (d *Directory) takeOver() (*history, error) {
	f, err := d.fs.OpenFile(journalName, os.O_CREATE|os.O_RDWR)
	if err != nil {
		return nil, unwritable(d.fs.Path("."), err)
	}
	d.journal = journal{f}
	lock, err := d.fs.Lock(f)
	if err != nil {
		err = d.occupied(err)
		_ = f.Close()
		return nil, err
	}
	d.lock = lock
	history, err := d.history()
	if err != nil {
		_ = errors.Join(lock.Close(), f.Close())
	}
	return history, err
}

func (d *Directory) history() (*history, error) {
	data, err := io.ReadAll(d.journal.file)
	if err != nil {
		return nil, unwritable(d.fs.Path(journalName), err)
	}
	h, err := readJournal(data)
	if d.opts.Restart && h.header != nil {
		return h, nil // it is ours, and will be thrown away
	}
	return h, err
}

// occupied explains that the lock cannot be had, naming who has it.
func (d *Directory) occupied(err error) error {
	if !errors.Is(err, errLocked) {
		return unwritable(d.fs.Path(journalName), err)
	}
	who := "another process"
	if h, err := d.history(); err == nil && len(h.sessions) > 0 {
		who = h.sessions[len(h.sessions)-1].String()
	}
	return report(CodeLocked, errLocked, "wait until it is done or choose another -o"+lockHint(d.fs.Path(lockName)),
		"%s is being written by %s", d.fs.Path("."), who)
}

// begin decides between a new run, going on, and nothing to do.
func (d *Directory) begin(h *history) error {
	found, err := look(d.fs)
	if err != nil {
		return unwritable(d.fs.Path("."), err)
	}
	if len(found.foreign) > 0 {
		return foreign(d.fs.Path("."), found.foreign)
	}
	if h.header == nil {
		if found.mine() {
			return damaged("choose another -o or empty the directory", "%s holds results, but its journal is empty", d.fs.Path("."))
		}
		return d.start()
	}
	if d.opts.Restart {
		return d.restart(found)
	}
	if diff := h.header.Identity.differences(d.identity); len(diff) > 0 {
		return d.otherRun(h, diff)
	}
	return d.resume(h, found)
}
