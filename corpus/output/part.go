package output

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"os"
)

// A Part is one file of results.
type Part struct {
	Name      string `json:"name"`
	Documents int    `json:"documents"`
	// Bytes is its length, header and footer included.
	Bytes int64 `json:"bytes"`
	// SHA256 is the digest of a closed part, "sha256:" and hexadecimal digits.
	SHA256 string `json:"sha256,omitempty"`
}

// partBuffer is how much is gathered for one write to disk.
const partBuffer = 256 << 10

// openPart is the part being written.
type openPart struct {
	Part
	file file
	buf  *bufio.Writer
	hash hash.Hash
}

// createPart begins a part; bytes from before a crash are dropped.
func createPart(dir fileSystem, name string, buf *bufio.Writer) (*openPart, error) {
	f, err := dir.OpenFile(name, os.O_CREATE|os.O_TRUNC|os.O_RDWR)
	if err != nil {
		return nil, err
	}
	return newPart(Part{Name: name}, f, buf), nil
}

// reopenPart goes on with a part that a checkpoint spoke of. What came after
// the checkpoint is cut off; what came before must be there.
func reopenPart(dir fileSystem, was Part, buf *bufio.Writer) (*openPart, error) {
	f, err := dir.OpenFile(was.Name, os.O_RDWR)
	if err != nil {
		return nil, err
	}
	p := newPart(was, f, buf)
	if err := p.rewind(); err != nil {
		_ = f.Close() // the error is that of rewind
		return nil, err
	}
	return p, nil
}

// newPart uses a buffer that no other part uses at the same time.
func newPart(p Part, f file, buf *bufio.Writer) *openPart {
	buf.Reset(f)
	return &openPart{Part: p, file: f, buf: buf, hash: sha256.New()}
}

func (p *openPart) rewind() error {
	n, err := io.Copy(p.hash, io.LimitReader(p.file, p.Bytes))
	if err != nil {
		return err
	}
	if n < p.Bytes {
		return damaged("", "%s has %d bytes, but %d of it were safe", p.Name, n, p.Bytes)
	}
	if err := p.file.Truncate(p.Bytes); err != nil {
		return err
	}
	_, err = p.file.Seek(p.Bytes, io.SeekStart)
	return err
}

// write appends the bytes of some documents.
func (p *openPart) write(data []byte, documents int) error {
	if _, err := p.buf.Write(data); err != nil {
		return err
	}
	p.hash.Write(data)
	p.Documents += documents
	p.Bytes += int64(len(data))
	return nil
}

// sync makes everything written so far durable.
func (p *openPart) sync() error {
	if err := p.buf.Flush(); err != nil {
		return err
	}
	return p.file.Sync()
}

// seal names the digest; nothing may be written after it.
func (p *openPart) seal() { p.SHA256 = sha256Prefix + hex.EncodeToString(p.hash.Sum(nil)) }
