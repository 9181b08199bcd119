package read

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"unicode/utf8"

	"github.com/onomast/onomast/corpus"
)

// A body is the content of a record file. Its bytes are in an encoding that has
// ASCII in it, so records can be cut before they are converted; UTF-16, which
// has not, is converted on the way.
type body struct {
	*bufio.Reader
	charset charset // kindAuto until a byte beyond ASCII has settled it
	wide    bool    // the file is in UTF-16
	at      int64   // bytes of the unpacked file before the next one
}

// openBody looks at the first bytes of a record file, as few as will do: what
// comes down a pipe is read as it comes.
func (s *source) openBody() (*body, *corpus.Failure) {
	b := &body{Reader: bufio.NewReaderSize(s.stream.body, bufferSize), charset: s.forced}
	head, err := b.Peek(4)
	if len(head) == 0 && err != nil && !errors.Is(err, io.EOF) {
		return nil, s.stream.failure(err)
	}
	if s.forced.kind == kindAuto && strange(head) {
		head, _ = b.Peek(bufferSize) // less at the end of the file
	}
	c, mark, fail := choose(trimTail(head), s.forced, false)
	switch {
	case fail != nil && fail.Code != codeUTF8:
		return nil, fail
	case mark > 0 || c.kind == kindUTF16:
		b.charset = c
	}
	if b.charset.stateful {
		return nil, failure(codeEncoding, "convert it to UTF-8 first", "records cannot be told apart in %s", b.charset.name)
	}
	if _, err := b.Discard(mark); err != nil {
		return nil, s.stream.failure(err)
	}
	b.at = int64(mark)
	if b.charset.kind == kindUTF16 {
		b.Reader = bufio.NewReaderSize(&utf16Reader{body: b.Reader, bigEndian: b.charset.bigEndian}, bufferSize)
		b.charset, b.wide = charset{kind: kindUTF8, name: b.charset.name, repair: b.charset.repair}, true
	}
	return b, nil
}

// strange reports a beginning that no record file in an encoding with ASCII in
// it has.
func strange(head []byte) bool {
	return bytes.ContainsFunc(head, func(r rune) bool { return r < ' ' && r != '\t' && r != '\n' && r != '\r' }) || magicHead(head)
}

// settle decides the encoding by a record and what follows it, once there is
// something to go by. It does not depend on how the bytes come in.
func (b *body) settle(record []byte) {
	if b.charset.kind != kindAuto || asciiPrefix(record) == len(record) {
		return
	}
	b.charset = charset{kind: kindUTF8, name: nameUTF8}
	if utf8.Valid(record) {
		return
	}
	ahead, _ := b.Peek(bufferSize) // less at the end of the file
	sample := append(bytes.Clone(record[:min(len(record), sampleSize)]), ahead...)
	if refuseBinary(sample) != nil {
		return // each record says what it has
	}
	if c, ok := guess(sample); ok {
		b.charset = c
	}
}

// settleAhead does the same by what comes next, which is beyond ASCII.
func (b *body) settleAhead() {
	ahead, _ := b.Peek(bufferSize) // less at the end of the file
	if len(ahead) == b.Size() {
		ahead = trimTail(ahead)
	}
	b.settle(ahead)
}

// took counts bytes that were taken from the Reader.
func (b *body) took(bytes []byte) { b.at += int64(b.size(bytes)) }

// size is how many bytes of the file they were.
func (b *body) size(bytes []byte) int {
	if b.wide {
		return wideLen(bytes)
	}
	return len(bytes)
}

// wideSize is how many bytes of UTF-16 a byte of UTF-8 stands for, if it is the
// first of its character or the mark for what is not valid.
func wideSize(c byte) int {
	switch {
	case c >= 0x80 && c < 0xc0:
		return 0
	case c >= 0xf0 && c < 0xf8:
		return 4
	default:
		return 2
	}
}

// nextLine reads on to the end of a line, or as much of it as the buffer holds.
// The piece is good until the next read.
func (b *body) nextLine() (piece []byte, ended bool, err error) {
	piece, err = b.ReadSlice('\n')
	b.took(piece)
	if errors.Is(err, bufio.ErrBufferFull) {
		return piece, false, nil
	}
	return piece, err == nil, err
}

// take takes n bytes that were peeked at.
func (b *body) take(peeked []byte) {
	b.took(peeked)
	_, _ = b.Discard(len(peeked)) // they are in the buffer
}

// firstLine returns the first line without taking it, as far as the buffer
// holds it. It waits for no more than that.
func (b *body) firstLine() []byte {
	for n := 1; ; n = b.Buffered() + 1 {
		head, err := b.Peek(min(n, b.Size()))
		head, _ = b.Peek(max(len(head), b.Buffered())) // cannot fail
		if at := bytes.IndexByte(head, '\n'); at >= 0 {
			return head[:at]
		}
		if err != nil || len(head) == b.Size() {
			return head
		}
	}
}
