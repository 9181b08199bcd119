package output

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/onomast/onomast/corpus"
)

// sha256Prefix says which digest follows.
const sha256Prefix = "sha256:"

// A chain is a digest over the documents read so far: each link hashes the one
// before it, so its state fits in a line of the journal.
type chain struct {
	link [sha256.Size]byte
	hash hash.Hash
	buf  []byte
	text [8 << 10]byte // text passes through here: a hash takes no string
}

func newChain() *chain { return &chain{hash: sha256.New()} }

// add takes one more record in. Whether a stage failed on it later must not
// matter here: a record that is passed over was only read.
func (c *chain) add(r *corpus.Record) {
	c.buf = append(c.buf[:0], c.link[:]...)
	c.buf = appendSized(c.buf, r.ID)
	c.buf = appendSized(c.buf, r.Path)
	c.buf = binary.AppendUvarint(c.buf, uint64(r.Line))
	c.hash.Reset()
	c.hash.Write(c.buf)
	if r.Document != nil {
		for text := r.Document.Text(); text != ""; {
			n := copy(c.text[:], text)
			c.hash.Write(c.text[:n])
			text = text[n:]
		}
	}
	c.hash.Sum(c.link[:0])
}

func appendSized(dst []byte, s string) []byte {
	return append(binary.AppendUvarint(dst, uint64(len(s))), s...)
}

// String is the digest as it is written to journal and manifest.
func (c *chain) String() string { return sha256Prefix + hex.EncodeToString(c.link[:]) }

// DigestFile returns "sha256:" and the digest of a file, or of the names and
// contents of all files in a directory.
func DigestFile(path string) (string, error) {
	sum := sha256.New()
	err := filepath.WalkDir(path, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		if name != path {
			rel, _ := filepath.Rel(path, name) // it lies below
			sum.Write(appendSized(nil, filepath.ToSlash(rel)))
		}
		_, err = io.Copy(sum, f)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("computing the digest of %s: %w", path, err)
	}
	return sha256Prefix + hex.EncodeToString(sum.Sum(nil)), nil
}
