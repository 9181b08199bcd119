package read

import (
	"errors"
	"hash/maphash"
	"io"
	"path"
	"strconv"
	"strings"

	"github.com/onomast/onomast/corpus"
)

// deepestArchive is how many archives may lie in each other.
const deepestArchive = 4

// An entry is one file of an archive.
type entry struct {
	name  string
	other bool // neither a file nor a directory
	open  func() (io.ReadCloser, *corpus.Failure)
}

// An entries yields the files of an archive, without its directories; io.EOF after
// the last.
type entries interface {
	next() (entry, error)
}

// An archive is a file of files, which are read as those of a directory are, in the
// order they lie in the archive.
type archive struct {
	file   *source
	in     entries
	inner  *source   // the entry being read
	closer io.Closer // of the entry
	number int       // of the entry, from 1
	seed   maphash.Seed
	seen   map[uint64]struct{} // hashes of names
	ended  bool
}

func newArchive(s *source, f format) (*archive, *corpus.Failure) {
	if s.bounds == nil {
		s.bounds = newAllowance(s)
	}
	a := &archive{file: s, seed: maphash.MakeSeed(), seen: map[uint64]struct{}{}}
	if f == formatTar {
		a.in = newTarball(s)
		return a, nil
	}
	z, fail := newZipFile(s)
	a.in = z
	return a, fail
}

func (a *archive) next() (corpus.Record, error) {
	for !a.ended {
		if a.inner != nil {
			rec, err := a.inner.records.next()
			if err == nil {
				return rec, nil
			}
			a.leave()
			if !errors.Is(err, io.EOF) {
				return rec, err
			}
		}
		if rec, done := a.advance(); rec != nil {
			a.ended = a.ended || done
			return *rec, nil
		}
	}
	return corpus.Record{}, io.EOF
}

// advance goes on to the next entry. It returns a record where the entry has none
// of its own, and whether the archive ends with it.
func (a *archive) advance() (rec *corpus.Record, done bool) {
	e, err := a.in.next()
	if err == nil && a.file.bounds.burst {
		err = errBomb
	}
	switch {
	case errors.Is(err, io.EOF):
		a.ended = true
		return nil, true
	case err != nil:
		failed := a.file.record(0)
		failed.Failure = a.file.stream.failure(err)
		return &failed, true
	}
	a.number++
	return a.enter(e), false
}

// enter opens an entry.
func (a *archive) enter(e entry) *corpus.Record {
	name, fail := entryName(e.name)
	if fail == nil && !a.wants(name) {
		return nil
	}
	inner := a.source(name)
	rec := inner.record(0)
	if rec.Failure = a.refusal(name, fail); rec.Failure != nil {
		rec.ID += "#" + strconv.Itoa(a.number) // the name is not its own
		return &rec
	}
	ext, packing := extensions(name)
	f, known := a.file.reader.formatFor(ext)
	switch {
	case e.other:
		rec.Skipped = "neither a file nor a directory"
		return &rec
	case !known:
		rec.Skipped = noReader(ext)
		return &rec
	case a.file.reader.passes(f):
		return &rec
	}
	if rec.Failure = a.open(e, inner, f, packing); rec.Failure != nil {
		return &rec
	}
	return nil
}

// open begins to read an entry.
func (a *archive) open(e entry, inner *source, f format, packing string) *corpus.Failure {
	if f.archive() && inner.depth >= deepestArchive {
		return failure(codeArchive, "unpack it first", "archives lie in each other more than %d deep", deepestArchive)
	}
	body, fail := e.open()
	if fail != nil {
		return fail
	}
	inner.stream.raw = bounded{body, a.file.bounds}
	inner.stream.body = inner.stream.raw
	a.inner, a.closer = inner, body
	if fail := inner.start(f, true, packing); fail != nil {
		a.leave()
		return fail
	}
	return nil
}

// refusal says why an entry cannot be read, if it cannot.
func (a *archive) refusal(name string, fail *corpus.Failure) *corpus.Failure {
	if fail != nil {
		return fail
	}
	key := maphash.String(a.seed, name)
	if _, again := a.seen[key]; again {
		return failure(codeDuplicateID, "unpack the archive, which keeps the last of them, and read the directory",
			"entry %d of the archive has the name of an earlier one", a.number)
	}
	a.seen[key] = struct{}{}
	return nil
}

// source is that of an entry.
func (a *archive) source(name string) *source {
	outer := a.file.stream
	s := &stream{path: outer.path, entry: name, id: outer.id + corpus.ArchiveMark + idOf(name), packed: true}
	if outer.entry != "" {
		s.entry = outer.entry + corpus.ArchiveMark + name
	}
	return &source{reader: a.file.reader, opts: a.file.opts, forced: a.file.forced, stream: s, bounds: a.file.bounds, depth: a.file.depth + 1}
}

// leave ends the reading of an entry.
func (a *archive) leave() {
	a.inner.close()
	if a.closer != nil {
		_ = a.closer.Close() // it was only read
	}
	a.inner, a.closer = nil, nil
}

// close lets go of what is open below.
func (a *archive) close() {
	if a != nil && a.inner != nil {
		a.leave()
	}
}

// wants applies the rules for files of a directory: names that begin with a dot and
// the patterns.
func (a *archive) wants(name string) bool {
	counts := &a.file.reader.counts
	for segment := range strings.SplitSeq(name, "/") {
		if hidden(segment) {
			counts.Hidden++
			return false
		}
	}
	filter := a.file.reader.plan.filter
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if !filter.dir(dir) {
			counts.Excluded++
			return false
		}
	}
	if !filter.file(name) {
		counts.Excluded++
		return false
	}
	return true
}

// entryName cleans a name as unpackers do: backslashes of old programs become
// slashes, and what makes it absolute is left out. A name that leads out of the
// archive is an attack.
func entryName(name string) (string, *corpus.Failure) {
	if !strings.Contains(name, "/") {
		name = strings.ReplaceAll(name, `\`, "/")
	}
	name = strings.TrimLeft(name, "/")
	for segment := range strings.SplitSeq(name, "/") {
		if segment == ".." {
			return strings.ReplaceAll(name, "..", "__"), failure(codeName, "do not trust the archive: unpacking it may overwrite other files",
				"the name of the entry leads out of the archive")
		}
	}
	if name = path.Clean(name); name == "." || strings.ContainsRune(name, 0) {
		return "_", failure(codeName, "make the archive again", "an entry of the archive has no usable name")
	}
	return name, nil
}
