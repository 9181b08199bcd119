package read

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus"
)

// A mailbox is a file of mails one after the other (mbox). Each begins with a
// line such as "From ann@example.org Mon Jan  1 12:00:00 2024"; a line of a mail
// that looks like that has a ">" before it, which is taken off. A mail over the
// limit is passed over in constant memory.
type mailbox struct {
	file  *source
	body  *body
	limit int64

	line  int  // number of the line read last
	empty bool // it was empty, or there was none
	begun bool // the line that begins the next mail has been read
	ended bool

	mail    []byte
	size    int64 // bytes of the mail, those past the limit too
	quoted  []int // where in mail a ">" was taken off
	stamped *regexp.Regexp
}

func newMailbox(s *source) *mailbox {
	return &mailbox{
		file: s, limit: s.limit(formatMailbox), empty: true,
		body:    &body{Reader: bufio.NewReaderSize(s.stream.body, bufferSize), charset: charset{kind: kindUTF8, name: nameUTF8}},
		stamped: stamped(),
	}
}

func (m *mailbox) next() (corpus.Record, error) {
	if m.ended {
		return corpus.Record{}, io.EOF
	}
	if !m.begun {
		if fail, done := m.first(); done || fail != nil {
			return m.stop(fail)
		}
	}
	rec := m.file.record(m.line)
	rec.Offset = m.body.at
	err := m.collect()
	switch {
	case err != nil && !errors.Is(err, io.EOF):
		m.ended = true
		rec.Failure = m.file.stream.failure(err)
	case m.size > m.limit:
		rec.Failure = tooLarge("the mail", fmt.Sprintf("%d bytes", m.size), m.limit)
	default:
		rec = m.record(rec)
	}
	m.ended = m.ended || err != nil
	return rec, nil
}

// first takes the line that begins the first mail, and empty lines before it.
func (m *mailbox) first() (fail *corpus.Failure, done bool) {
	for {
		line, err := m.read()
		switch {
		case errors.Is(err, io.EOF) && len(line) == 0:
			return nil, true
		case err != nil && !errors.Is(err, io.EOF):
			return m.file.stream.failure(err), true
		case bytes.HasPrefix(line, []byte("From ")):
			m.begun = true
			if err := m.pass(line, err, func([]byte) {}); err != nil && !errors.Is(err, io.EOF) {
				return m.file.stream.failure(err), true
			}
			return nil, false
		case len(bytes.TrimSpace(line)) > 0:
			return failure(codeMail, "give it its true extension; a single mail is called .eml",
				"this is no mailbox: it does not begin with a line \"From sender date\""), true
		}
	}
}

// stop ends the reading of the file, with a failure if there is one.
func (m *mailbox) stop(fail *corpus.Failure) (corpus.Record, error) {
	m.ended = true
	if fail == nil {
		return corpus.Record{}, io.EOF
	}
	rec := m.file.record(max(1, m.line))
	rec.Failure = fail
	return rec, nil
}

// collect gathers a mail up to the line that begins the next, or to the end.
func (m *mailbox) collect() error {
	if cap(m.mail) > keepBuffer {
		m.mail = nil
	}
	m.mail, m.quoted, m.size, m.begun = m.mail[:0], m.quoted[:0], 0, false
	for {
		empty := m.empty
		line, err := m.read()
		if m.begun = empty && m.stamped.Match(line); m.begun {
			m.mail = m.mail[:trimLine(m.mail)]
			return m.pass(line, err, func([]byte) {})
		}
		if rest := bytes.TrimLeft(line, ">"); len(rest) < len(line) && bytes.HasPrefix(rest, []byte("From ")) {
			m.quoted = append(m.quoted, len(m.mail))
			line = line[1:]
			m.size++
		}
		m.keep(line)
		if err = m.pass(line, err, m.keep); err != nil {
			return err
		}
	}
}

// trimLine leaves out the empty line that separates two mails.
func trimLine(mail []byte) int {
	end := len(mail) - lineEnd(mail)
	if lineEnd(mail[:end]) == 0 && end > 0 {
		return len(mail) // the line before is not empty
	}
	return end
}

// read returns the next line, or as much of it as the buffer holds.
func (m *mailbox) read() ([]byte, error) {
	line, _, err := m.body.nextLine()
	if len(line) > 0 {
		m.line++
		m.empty = len(bytes.TrimSpace(line)) == 0
	}
	return line, err
}

// pass hands on the rest of a line that did not fit the buffer.
func (m *mailbox) pass(line []byte, err error, use func([]byte)) error {
	for err == nil && !bytes.HasSuffix(line, []byte("\n")) {
		line, _, err = m.body.nextLine()
		use(line)
	}
	return err
}

// keep adds a piece to the mail.
func (m *mailbox) keep(piece []byte) {
	if m.size += int64(len(piece)); m.size <= m.limit {
		m.mail = append(m.mail, piece...)
	}
}

// record makes a record of the mail that was gathered.
func (m *mailbox) record(rec corpus.Record) corpus.Record {
	rec = m.file.mail(rec, m.mail)
	if rec.Document == nil || len(m.quoted) == 0 {
		return rec
	}
	var b document.Builder
	from := 0
	for _, at := range m.quoted {
		b.Copy(at - from)
		b.Skip(1)
		from = at
	}
	b.Copy(len(m.mail) - from)
	rec.Source = rec.Source.Then(b.Map())
	return rec
}
