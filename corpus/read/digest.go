package read

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
)

// A digester sums up files and their paths.
type digester struct {
	all, one hash.Hash
}

func newDigester() *digester { return &digester{all: sha256.New(), one: sha256.New()} }

// file begins a file: its bytes are written to the returned writer.
func (d *digester) file() io.Writer {
	d.one.Reset()
	return d.one
}

// add ends a file. What was not read of it, because it was too large or cut,
// is read now; what cannot be read is no part of the digest.
func (d *digester) add(s *stream) {
	_ = s.rest() // the failure was reported for the record
	_, _ = fmt.Fprintf(d.all, "%s  %s\n", hex.EncodeToString(d.one.Sum(nil)), s.id)
}

func (d *digester) sum() string { return "sha256:" + hex.EncodeToString(d.all.Sum(nil)) }
