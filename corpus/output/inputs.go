package output

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"

	"github.com/onomast/onomast/corpus"
)

// A chain is a digest over the documents read so far: each link hashes the one
// before it, so its state fits in a line of the journal.
type chain struct {
	link [sha256.Size]byte
	hash hash.Hash
	buf  []byte
}

func newChain() *chain { return &chain{hash: sha256.New()} }

// add takes one more record in. A record whose document could not be read has
// no text; that a stage failed on it afterwards must not matter here.
func (c *chain) add(r *corpus.Record) {
	c.buf = append(c.buf[:0], c.link[:]...)
	c.buf = appendSized(c.buf, r.ID)
	c.buf = appendSized(c.buf, r.Path)
	c.buf = binary.AppendUvarint(c.buf, uint64(r.Line))
	if r.Document != nil {
		c.buf = append(c.buf, 1)
		c.buf = append(c.buf, r.Document.Text()...)
	}
	c.hash.Reset()
	c.hash.Write(c.buf)
	c.hash.Sum(c.link[:0])
}

func appendSized(dst []byte, s string) []byte {
	return append(binary.AppendUvarint(dst, uint64(len(s))), s...)
}

// String is the digest as it is written to journal and manifest.
func (c *chain) String() string { return sha256Prefix + hex.EncodeToString(c.link[:]) }

const sha256Prefix = "sha256:"
