package read

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding/charmap"

	"github.com/onomast/onomast/corpus"
)

// A zipFile is the files of a zip archive in the order of its directory.
type zipFile struct {
	files []*zip.File
	at    int
}

// newZipFile opens an archive where it lies, or in memory when it is packed or in
// another one.
func newZipFile(s *source) (*zipFile, *corpus.Failure) {
	in, size, fail := s.randomAccess()
	if fail != nil {
		return nil, fail
	}
	z, err := zip.NewReader(in, size)
	if err != nil {
		s.stream.packed = true
		if errors.Is(err, zip.ErrFormat) {
			return nil, failure(codeArchive, "fetch or make it again", "this is no zip archive, or its end was cut off")
		}
		return nil, s.stream.failure(err)
	}
	s.stream.packed = true // for what goes wrong from here on
	z.RegisterDecompressor(zstd.ZipMethodWinZip, zstd.ZipDecompressor(zstd.WithDecoderMaxWindow(zstdWindow), zstd.WithDecoderConcurrency(1)))
	return &zipFile{files: z.File}, nil
}

func (z *zipFile) next() (entry, error) {
	for z.at < len(z.files) {
		f := z.files[z.at]
		z.at++
		if !strings.HasSuffix(f.Name, "/") && !strings.HasSuffix(f.Name, `\`) {
			return entry{
				name: zipName(f), other: !f.Mode().IsRegular(),
				open: func() (io.ReadCloser, *corpus.Failure) { return openZipped(f) },
			}, nil
		}
	}
	return entry{}, io.EOF
}

// openZipped begins to unpack a file.
func openZipped(f *zip.File) (io.ReadCloser, *corpus.Failure) {
	const encrypted = 1 // flag
	if f.Flags&encrypted != 0 {
		return nil, failure(codeEncrypted, "unpack the archive with its password, and read the directory", "the file in the archive is encrypted")
	}
	body, err := f.Open()
	switch {
	case errors.Is(err, zip.ErrAlgorithm):
		return nil, failure(codeArchive, "unpack the archive, and read the directory", "the file is packed by method %d, which is not supported", f.Method)
	case err != nil:
		return nil, failure(codeArchive, "fetch or make it again", "the archive is damaged: %s", reason(err))
	}
	return body, nil
}

// zipName is the name of a file in UTF-8. Old programs wrote it in the character
// set of DOS.
func zipName(f *zip.File) string {
	if !f.NonUTF8 || utf8.ValidString(f.Name) {
		return f.Name
	}
	name, err := charmap.CodePage437.NewDecoder().String(f.Name)
	if err != nil {
		return f.Name
	}
	return name
}

// randomAccess gives access to any byte of a file: where it lies, or in memory.
func (s *source) randomAccess() (io.ReaderAt, int64, *corpus.Failure) {
	if size := s.stream.size(); size >= 0 {
		return fileAt{s.stream, s.reader}, size, nil
	}
	raw, fail := s.all(packedTimes * s.opts.MaxDocument)
	if fail != nil {
		return nil, 0, fail
	}
	raw = bytes.Clone(raw) // the buffer is that of the next file
	return bytes.NewReader(raw), int64(len(raw)), nil
}

// A fileAt reads anywhere in a file, as long as the context of the Reader lasts.
type fileAt struct {
	stream *stream
	reader *Reader
}

func (f fileAt) ReadAt(p []byte, at int64) (int, error) {
	if err := f.reader.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := f.stream.file.ReadAt(p, at)
	if f.reader.digest == nil { // else the whole file is read and counted in the end
		f.reader.bytes.Add(int64(n))
	}
	return n, err
}
