package read

import (
	"archive/tar"
	"io"

	"github.com/onomast/onomast/corpus"
)

// A tarball is the files of a tar archive, read as they come.
type tarball struct{ in *tar.Reader }

func newTarball(s *source) *tarball {
	s.stream.packed = true // for what goes wrong from here on
	return &tarball{tar.NewReader(bounded{s.stream.body, s.bounds})}
}

func (t *tarball) next() (entry, error) {
	for {
		h, err := t.in.Next()
		if err != nil {
			return entry{}, err
		}
		switch h.Typeflag {
		case tar.TypeDir:
			continue
		case tar.TypeReg:
			return entry{name: h.Name, open: func() (io.ReadCloser, *corpus.Failure) { return io.NopCloser(t.in), nil }}, nil
		default:
			return entry{name: h.Name, other: true}, nil
		}
	}
}
