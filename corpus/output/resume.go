package output

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"
)

func (s session) String() string {
	return fmt.Sprintf("process %d on %s since %s", s.PID, s.Host, s.Started.Format(time.RFC3339))
}

func (s *survey) all() []string {
	names := append(append([]string(nil), s.foreign...), s.parts...)
	if len(s.dead) > 0 {
		names = append(names, deadDir)
	}
	if s.manifest {
		names = append(names, manifestName)
	}
	return names
}

func (d *Directory) otherRun(h *history, diff []string) error {
	return report(CodeOtherRun, nil,
		fmt.Sprintf("choose another -o, or throw away what became of its %d documents with --restart", h.last.Counts.In),
		"%s holds another run: %s", d.fs.Path("."), strings.Join(diff, "; "))
}

// start writes the header of a new run.
func (d *Directory) start() error {
	err := d.journal.cut(0)
	if err == nil {
		d.sessions = []session{d.session()}
		err = d.journal.append(
			entry{Header: &header{Format: journalFormat, Identity: d.identity}},
			entry{Session: &d.sessions[0]})
	}
	if err == nil {
		err = d.fs.SyncDir(".")
	}
	if err != nil {
		return unwritable(d.fs.Path(journalName), err)
	}
	return nil
}

func (d *Directory) session() session {
	host, err := os.Hostname()
	if err != nil {
		host = "an unknown host"
	}
	return session{PID: os.Getpid(), Host: host, Started: d.opened.UTC().Truncate(time.Millisecond)}
}

// restart removes the files of the earlier run. The journal goes last: killed
// before that, the directory is known for what it is.
func (d *Directory) restart(found *survey) error {
	if err := d.discard(found, 0, 0); err != nil {
		return unwritable(d.fs.Path("."), err)
	}
	return d.start()
}

// discard removes what a checkpoint did not speak of: parts from that number
// on, dead letters of documents after the first so many, and the manifest.
func (d *Directory) discard(found *survey, parts, documents int) error {
	names := []string{manifestName, manifestTemp}
	for _, name := range found.parts {
		if n, _ := partNumber(name); n >= parts {
			names = append(names, name)
		}
	}
	for _, name := range found.dead {
		if n, _ := deadOrdinal(name); n > documents {
			names = append(names, deadDir+"/"+name)
		}
	}
	if err := remove(d.fs, names...); err != nil {
		return err
	}
	if err := d.fs.SyncDir(deadDir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return d.fs.SyncDir(".")
}

// resume goes on at the last checkpoint, or finds that all is done.
func (d *Directory) resume(h *history, found *survey) error {
	last := h.last
	d.counts, d.ended, d.closed, d.before = last.Counts, last.Ended, h.closed, last.Active
	d.toPass, d.expected, d.safe = last.Counts.In, last.Inputs, last.Counts.In
	if err := d.verifyParts(h); err != nil {
		return err
	}
	if h.complete && found.manifest {
		d.complete, d.broken = true, errFinished
		return nil
	}
	if err := d.verifyDead(h, found); err != nil {
		return err
	}
	if err := d.repair(h, found); err != nil {
		return err
	}
	now := d.session()
	d.sessions = append(h.sessions, now)
	if err := d.journal.append(entry{Session: &now}); err != nil {
		return unwritable(d.fs.Path(journalName), err)
	}
	return nil
}

// repair brings the files back to what the last checkpoint spoke of.
func (d *Directory) repair(h *history, found *survey) error {
	keep := len(h.closed)
	if p := h.last.Part; p != nil {
		part, err := reopenPart(d.fs, *p, d.buffer)
		if err != nil {
			return d.unrepaired(p.Name, err)
		}
		d.part = part
		keep++
	}
	err := d.discard(found, keep, h.last.Counts.In)
	if err == nil {
		err = d.journal.cut(h.good)
	}
	if err != nil && d.part != nil {
		_ = d.part.file.Close() // the error is that of the repair
	}
	return d.unrepaired(".", err)
}

func (d *Directory) unrepaired(name string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return damaged("", "%s is missing", d.fs.Path(name))
	case isProblem(err):
		return err
	}
	return unwritable(d.fs.Path(name), err)
}

// verifyParts checks that the closed parts are still there.
func (d *Directory) verifyParts(h *history) error {
	for _, p := range h.closed {
		size, err := d.size(p.Name)
		if err != nil {
			return d.unrepaired(p.Name, err)
		}
		if size != p.Bytes {
			return damaged("", "%s has %d bytes, but was closed with %d", d.fs.Path(p.Name), size, p.Bytes)
		}
	}
	return nil
}

// verifyDead checks that the dead letters are still there. After a complete run
// they are the user's to sort out.
func (d *Directory) verifyDead(h *history, found *survey) error {
	letters := 0
	for _, name := range found.dead {
		if n, _ := deadOrdinal(name); n <= h.last.Counts.In {
			letters++
		}
	}
	if letters != h.last.Counts.Dead {
		return damaged("put them back, or begin anew with --restart or another -o",
			"%s holds %d dead letters of the first %d documents, but there were %d", d.fs.Path(deadDir), letters, h.last.Counts.In, h.last.Counts.Dead)
	}
	return nil
}

func (d *Directory) size(name string) (int64, error) {
	f, err := d.fs.OpenFile(name, os.O_RDONLY)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	return f.Seek(0, io.SeekEnd)
}
