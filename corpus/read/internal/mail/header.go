package mail

import (
	"bytes"
	"io"
	"mime"
	"strings"

	"github.com/onomast/onomast/core/document"
)

// A field is one header field: raw[start:end] with its name and its line end,
// of which raw[value:end] is what it says, folded as it came.
type field struct {
	name              string
	start, value, end int
}

// A header is the fields of a mail or part in the order they stand in.
type header []field

// parseHeader takes the header that raw[start:end] begins with, and returns where
// the body begins. A line that is no part of a header ends it, as the empty line
// does.
func parseHeader(raw []byte, start, end int) (h header, body int) {
	for at := start; at < end; {
		next := lineEnd(raw, at, end)
		line := raw[at:next]
		switch {
		case blank(line):
			return h, next
		case (line[0] == ' ' || line[0] == '\t') && len(h) > 0:
			h[len(h)-1].end = next
		default:
			colon := bytes.IndexByte(line, ':')
			if colon <= 0 || !isName(line[:colon]) {
				return h, at
			}
			h = append(h, field{name: string(bytes.TrimRight(line[:colon], " \t")), start: at, value: at + colon + 1, end: next})
		}
		at = next
	}
	return h, end
}

// lineEnd returns where the line that begins at an offset ends, behind its line
// feed.
func lineEnd(raw []byte, at, end int) int {
	if n := bytes.IndexByte(raw[at:end], '\n'); n >= 0 {
		return at + n + 1
	}
	return end
}

// isName reports whether bytes may be the name of a field. A space before the
// colon is an old habit.
func isName(b []byte) bool {
	for _, c := range bytes.TrimRight(b, " \t") {
		if c <= ' ' || c >= 0x7f {
			return false
		}
	}
	return b[0] > ' '
}

func blank(b []byte) bool { return len(bytes.TrimSpace(b)) == 0 }

// shownField reports the fields that a reader of mail sees.
func shownField(name string) bool {
	switch strings.ToLower(name) {
	case "from", "to", "cc", "bcc", "reply-to", "date", "subject":
		return true
	}
	return false
}

// get returns the value of the first field of a name, unfolded.
func (h header) get(raw []byte, name string) string {
	for _, f := range h {
		if strings.EqualFold(f.name, name) {
			return unfold(raw[f.value:f.end])
		}
	}
	return ""
}

// unfold makes one line of a value: line ends and the space around them become a
// space.
func unfold(value []byte) string {
	value = bytes.Trim(value, " \t\r\n")
	if bytes.IndexByte(value, '\n') < 0 {
		return string(value)
	}
	lines := bytes.Split(value, []byte("\n"))
	for i, l := range lines {
		lines[i] = bytes.Trim(l, " \t\r")
	}
	return string(bytes.Join(lines, []byte(" ")))
}

// field shows a header field on one line. Its value leads back to its bytes one
// by one where it is plain, and as a whole where it is folded or encoded.
func (p *parser) field(f field) error {
	p.out.Append(f.name, nil, f.start)
	value := p.raw[f.value:f.end]
	inner := bytes.Trim(value, " \t\r\n")
	p.out.Convert(": ", f.start+len(f.name), f.value-f.start-len(f.name))
	at := f.value + bytes.Index(value, inner)
	decoded, err := p.value(inner)
	switch {
	case err != nil:
		return err
	case decoded == string(inner):
		p.out.Append(decoded, nil, at)
	default:
		p.out.Convert(decoded, at, len(inner))
	}
	p.out.Convert("\n", at+len(inner), f.end-at-len(inner))
	return nil
}

// value undoes folding, encoded words and character sets.
func (p *parser) value(raw []byte) (string, error) {
	text, _, err := p.decoder.Decode([]byte(unfold(raw)), "", false)
	if err != nil || !strings.Contains(text, "=?") {
		return text, err
	}
	words := mime.WordDecoder{CharsetReader: func(charset string, input io.Reader) (io.Reader, error) {
		encoded, err := io.ReadAll(input)
		if err != nil {
			return nil, err
		}
		text, _, err := p.decoder.Decode(encoded, charset, false)
		return strings.NewReader(text), err
	}}
	decoded, err := words.DecodeHeader(text)
	if err != nil { // not meant as encoded words, or broken: shown as a reader of mail would
		return text, nil
	}
	return strings.ToValidUTF8(strings.NewReplacer("\r", " ", "\n", " ").Replace(decoded), "\uFFFD"), nil
}

// attributes are what the header says of the mail.
func (p *parser) attributes(h header) []document.Attr {
	var all []document.Attr
	for _, name := range []string{"from", "to", "cc", "date", "subject", "message-id", "in-reply-to"} {
		value, err := p.value([]byte(h.get(p.raw, name)))
		if err == nil && value != "" {
			all = append(all, document.Attr{Key: strings.ReplaceAll(name, "-", "_"), Value: value})
		}
	}
	return all
}
