package write

import (
	"archive/tar"
	"bytes"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"path"
	"strings"
	"unicode"

	"github.com/onomast/onomast/corpus"
	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats"
)

// brat writes a tar archive of two files a document, the text and what was found in
// it: a directory to unpack into the data directory of brat. An archive can be cut
// off behind any document and gone on with, which a directory of files cannot.
type brat struct {
	opts   Options
	format annotation.Format
}

func newBrat(opts Options) (Encoder, error) {
	format, err := formats.Named("brat")
	return brat{opts, format}, err
}

func (brat) Extension() string                 { return "tar" }
func (brat) AppendSeparator(dst []byte) []byte { return dst }

// AppendFooter appends the two empty blocks that end an archive.
func (brat) AppendFooter(dst []byte) []byte { return append(dst, make([]byte, 1024)...) }

// AppendHeader appends annotation.conf, which names the labels.
func (b brat) AppendHeader(dst []byte) []byte {
	conf := "[entities]\n" + strings.Join(b.opts.Labels, "\n") + "\n\n[relations]\n\n[events]\n\n[attributes]\n"
	dst, _ = appendEntry(dst, "annotation.conf", []byte(conf)) // it writes to memory
	return dst
}

func (b brat) AppendDocument(dst []byte, o *corpus.Outcome) ([]byte, error) {
	d, err := b.opts.fitted(o, b.format.Holds)
	if err != nil {
		return dst, err
	}
	name := fileName(o.ID)
	out := dst
	sink, err := formats.Create(b.format, "", annotation.Output{Report: losses(o), Create: func(file string) (io.WriteCloser, error) {
		return &entryWriter{dst: &out, name: name + path.Ext(file)}, nil
	}})
	if err == nil {
		err = sink.Write(d)
	}
	if err != nil {
		return dst, fmt.Errorf("writing document %q for brat: %w", o.ID, err)
	}
	return out, nil
}

// An entryWriter appends a file to an archive when it is closed.
type entryWriter struct {
	bytes.Buffer
	dst  *[]byte
	name string
}

// Close appends the file.
func (w *entryWriter) Close() (err error) {
	*w.dst, err = appendEntry(*w.dst, w.name, w.Bytes())
	return err
}

func appendEntry(dst []byte, name string, content []byte) ([]byte, error) {
	out := bytes.NewBuffer(dst)
	w := tar.NewWriter(out)
	err := w.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: name, Mode: 0o644, Size: int64(len(content))})
	if err == nil {
		_, err = w.Write(content)
	}
	err = errors.Join(err, w.Flush()) // fills the last block
	return out.Bytes(), err
}

// fileName makes a path of an id that every file system takes and that leads nowhere
// else. Where that alters the id, a digest of it keeps it apart from others.
func fileName(id string) string {
	const longest = 60 // bytes of a name
	segments := strings.Split(id, "/")
	for i, s := range segments {
		s = strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-_.", r) {
				return r
			}
			return '_'
		}, s)
		s = strings.ToValidUTF8(s[:min(len(s), longest)], "")
		if s = strings.TrimLeft(s, "."); s == "" {
			s = "_"
		}
		segments[i] = s
	}
	name := strings.Join(segments[max(0, len(segments)-8):], "/")
	if name == id {
		return name
	}
	sum := fnv.New64a()
	_, _ = io.WriteString(sum, id) // it cannot fail
	return fmt.Sprintf("%s-%016x", name, sum.Sum64())
}
