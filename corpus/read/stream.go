package read

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/onomast/onomast/corpus"
)

// bufferSize is how much of a file is read ahead.
const bufferSize = 64 << 10

// zstdWindow bounds the memory a zstd archive may ask for; zstd --long=27 fits.
const zstdWindow = 128 << 20

// A stream is one file, open and unpacked.
type stream struct {
	path   string
	entry  string // its name, when path is an archive it lies in
	id     string // the path with slashes, in UTF-8, and the entry
	body   io.Reader
	raw    io.Reader // the bytes of the file, for what body leaves unread
	file   *os.File  // nil for standard input
	closer func()    // of the unpacker
	packed bool
}

// idOf makes a path an id: with slashes, and in UTF-8 whatever bytes the file
// system has.
func idOf(path string) string { return strings.ToValidUTF8(filepath.ToSlash(path), "\uFFFD") }

// openStream opens a file, or standard input for "-". Everything read from the
// file itself also goes to tee, if there is one. Reading ends with the context
// of the Reader.
func openStream(path string, stdin io.Reader, tee io.Writer, r *Reader) (*stream, error) {
	s := &stream{path: path, id: idOf(path), raw: stdin}
	if path != stdinName {
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		s.file, s.raw = f, f
	}
	if s.raw == nil {
		s.raw = bytes.NewReader(nil)
	}
	s.raw = interruptible{s.raw, r}
	if tee != nil {
		s.raw = io.TeeReader(s.raw, tee)
	}
	s.body = s.raw
	return s, nil
}

// An interruptible ends when the context of its Reader does: a line or an archive
// may go on for hours.
type interruptible struct {
	file   io.Reader
	reader *Reader
}

func (i interruptible) Read(p []byte) (int, error) {
	if err := i.reader.ctx.Err(); err != nil {
		return 0, err
	}
	return i.file.Read(p)
}

// unpack puts the unpacker for the extension, or for what standard input
// begins with, before the body.
func (s *stream) unpack(ext string) *corpus.Failure {
	if ext == "" && s.path != stdinName {
		return nil
	}
	peeked := bufio.NewReaderSize(s.raw, bufferSize)
	s.body = peeked
	head, err := peeked.Peek(4)
	if s.path == stdinName {
		if ext = archiveOf(head); ext == "" {
			return nil
		}
	}
	s.packed = true
	if len(head) > 0 {
		err = s.unpacker(ext)
	}
	if err != nil {
		return s.failure(err)
	}
	return nil
}

func (s *stream) unpacker(ext string) error {
	if ext == extGzip {
		z, err := gzip.NewReader(s.body)
		if err == nil {
			s.body = z
		}
		return err
	}
	z, err := zstd.NewReader(s.body, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(zstdWindow))
	if err == nil {
		s.body, s.closer = z, z.Close
	}
	return err
}

// archiveOf tells an archive by its first bytes.
func archiveOf(head []byte) string {
	switch {
	case bytes.HasPrefix(head, []byte("\x1f\x8b")):
		return extGzip
	case bytes.HasPrefix(head, []byte("\x28\xb5\x2f\xfd")):
		return extZstd
	}
	return ""
}

// failure explains an error met while reading.
func (s *stream) failure(err error) *corpus.Failure {
	var pathError *os.PathError
	switch {
	case !s.packed || errors.As(err, &pathError):
		return unreadable("the file", err)
	case errors.Is(err, errBomb):
		return failure(codeBomb, "if you trust it, unpack it and read the directory",
			"the archive unpacks to more than %d times its size", bombTimes)
	case errors.Is(err, zstd.ErrWindowSizeExceeded):
		return failure(codeArchive, "pack it again without --long or --ultra",
			"unpacking needs more than %d MiB of memory", zstdWindow>>20)
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return failure(codeArchive, "fetch or make it again", "the archive ends too early: it was cut off")
	}
	return failure(codeArchive, "fetch or make it again", "the archive is damaged: %s", reason(err))
}

// rest reads the file itself to its end, for the digest.
func (s *stream) rest() error {
	_, err := io.Copy(io.Discard, s.raw)
	return err
}

// size returns the size of the file in bytes, or -1 when that says nothing
// about the size of the text.
func (s *stream) size() int64 {
	if s.file == nil || s.packed {
		return -1
	}
	info, err := s.file.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return -1
	}
	return info.Size()
}

// packedSize is the size of the file in bytes, or how much of it was read when it
// is a pipe.
func (s *stream) packedSize() int64 {
	if s.file != nil {
		if info, err := s.file.Stat(); err == nil && info.Mode().IsRegular() {
			return info.Size()
		}
	}
	if m, ok := s.raw.(*meter); ok {
		return m.read
	}
	return 0
}

func (s *stream) close() {
	if s.closer != nil {
		s.closer()
	}
	if s.file != nil {
		_ = s.file.Close() // nothing was written
	}
}
