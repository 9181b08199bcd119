package formats

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// headSize is how much of a file its format is guessed by.
const headSize = 256 << 10

// zstdWindow bounds the memory a zstd archive may ask for.
const zstdWindow = 128 << 20

// A file is one input, open and unpacked.
type file struct {
	io.Reader
	head    []byte // its first bytes
	name    string // its path without the extension of an archive
	closers []func() error
}

// openFile opens a file, unpacks it by its extension and converts it to UTF-8: from
// the encoding of that name, or, when that is empty, from what a byte order mark says.
func openFile(path string, charset string) (*file, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	opened := &file{name: path, closers: []func() error{f.Close}}
	if err := opened.prepare(f, charset); err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", path, err), opened.Close())
	}
	return opened, nil
}

// prepare puts what unpacks and converts before the bytes of the file.
func (f *file) prepare(raw io.Reader, charset string) error {
	body, err := f.unpack(raw)
	if err != nil {
		return fmt.Errorf("it cannot be unpacked: %w; fetch or make it again", err)
	}
	if body != raw {
		body = archive{body}
	}
	buffered := bufio.NewReaderSize(body, headSize)
	head, err := buffered.Peek(headSize)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	table, err := encodingOf(charset, head)
	if err != nil {
		return err
	}
	f.Reader, f.head = buffered, head
	if table != nil {
		converted := bufio.NewReaderSize(transform.NewReader(buffered, table.NewDecoder()), headSize)
		f.Reader = converted
		f.head, _ = converted.Peek(headSize) // less at the end of the file
	}
	return nil
}

func (f *file) unpack(raw io.Reader) (io.Reader, error) {
	ext := strings.ToLower(filepath.Ext(f.name))
	switch ext {
	case ".gz":
		f.name = f.name[:len(f.name)-len(ext)]
		return gzip.NewReader(raw)
	case ".zst":
		f.name = f.name[:len(f.name)-len(ext)]
		z, err := zstd.NewReader(raw, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(zstdWindow))
		if err == nil {
			f.closers = append(f.closers, func() error { z.Close(); return nil })
		}
		return z, err
	}
	return raw, nil
}

// An archive says in words that it was cut off.
type archive struct{ unpacked io.Reader }

func (a archive) Read(p []byte) (int, error) {
	n, err := a.unpacked.Read(p)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = errors.New("the archive ends too early: it was cut off")
	}
	return n, err
}

// encodingOf returns nil for UTF-8 and for what is no text.
func encodingOf(name string, head []byte) (encoding.Encoding, error) {
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), nil
	}
	if name == "" || strings.EqualFold(name, "auto") || strings.EqualFold(name, "utf-8") {
		return nil, nil
	}
	table, err := htmlindex.Get(name)
	if err != nil {
		return nil, fmt.Errorf("there is no encoding %q; use a name of the WHATWG Encoding Standard, such as windows-1252", name)
	}
	return table, nil
}

// Close closes the file.
func (f *file) Close() error {
	var errs []error
	for i := len(f.closers) - 1; i >= 0; i-- {
		errs = append(errs, f.closers[i]())
	}
	return errors.Join(errs...)
}

// sibling reads a file beside another one, of at most so many bytes.
func sibling(path string, limit int64) func(string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		f, err := os.Open(filepath.Join(filepath.Dir(path), filepath.FromSlash(name)))
		if err != nil {
			return nil, err
		}
		defer func() { _ = f.Close() }()
		data, err := io.ReadAll(io.LimitReader(f, limit+1))
		if err == nil && int64(len(data)) > limit {
			err = fmt.Errorf("%s has more than %d bytes", name, limit)
		}
		return data, err
	}
}
