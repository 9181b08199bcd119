package read

import (
	"bufio"
	"bytes"
	"regexp"
)

// sniffSize is how many bytes are looked at to tell a format.
const sniffSize = 4096

// sniff tells the format of a file whose name does not. What is not certain is
// text.
func (s *source) sniff() format {
	b := bufio.NewReaderSize(s.stream.body, bufferSize)
	s.stream.body = b
	head, _ := b.Peek(sniffSize) // an error comes up again when it is read
	return sniffed(head)
}

func sniffed(head []byte) format {
	const tarMagic = 257 // offset
	switch {
	case bytes.HasPrefix(head, []byte("PAR1")) && !plain(head):
		return formatParquet
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return formatPDF
	case bytes.HasPrefix(head, []byte("PK\x03\x04")) && bytes.Contains(head, []byte("[Content_Types].xml")):
		return formatDocx
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return formatZip
	case len(head) > tarMagic && bytes.HasPrefix(head[tarMagic:], []byte("ustar")):
		return formatTar
	case stamped().Match(head):
		return formatMailbox
	case sentMail().Match(head):
		return formatMail
	}
	return formatText
}

// stamped matches the line that begins a mail in a mailbox.
func stamped() *regexp.Regexp { return regexp.MustCompile(`^From .*\d\d:\d\d.*\d{4}`) }

// sentMail matches header lines up to one that only a mail has that was sent.
func sentMail() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(?:[!-9;-~]+:.*\r?\n(?:[ \t].*\n)*)*(?:received|message-id|return-path|delivered-to):`)
}
