package mail

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus/read/internal/rendition"
)

// Labels of the parts of a mail.
const (
	Header = "HEADER"
	Body   = "BODY"
)

// Bounds on what a mail may make the reader do.
const (
	maxDepth    = 16   // of parts in parts
	maxEntities = 1000 // parts of one mail
)

// ErrNoHeader says that the bytes are no mail.
var ErrNoHeader = errors.New("it does not begin with the header lines of a mail")

// A Decoder knows character sets and HTML.
type Decoder interface {
	// Decode converts bytes that are in the character set of a name, which may be
	// empty, wrong or unknown.
	Decode(raw []byte, charset string, html bool) (string, *document.SourceMap, error)
	// Shown returns what a browser shows of markup.
	Shown(markup string) (string, *document.SourceMap)
}

// Parse shows the mail that raw is. Errors are [ErrNoHeader] and those of the
// Decoder.
func Parse(raw []byte, decoder Decoder) (*rendition.Rendition, error) {
	p := &parser{raw: raw, decoder: decoder}
	start := 0
	if bytes.HasPrefix(raw, []byte("From ")) { // the line that separates mails in a mailbox
		start = lineEnd(raw, 0, len(raw))
	}
	h, body := parseHeader(raw, start, len(raw))
	if len(h) == 0 {
		return nil, ErrNoHeader
	}
	if err := p.message(h, body, len(raw), 0); err != nil {
		return nil, err
	}
	if p.omitted > 0 {
		p.out.Note("reader.mail-parts", fmt.Sprintf("%d parts of the mail are too many or lie too deep in each other: they were left out", p.omitted))
	}
	if p.damaged > 0 {
		p.out.Note("reader.mail-damaged", fmt.Sprintf("%d bytes of the mail are not in the transfer encoding of their part: they were left out", p.damaged))
	}
	if p.sealed {
		p.out.Note("reader.mail-encrypted", "a body of the mail is encrypted: it is not in the text")
	}
	return p.out.Done(len(raw)), nil
}

// A parser walks through a mail, always forward.
type parser struct {
	raw      []byte
	decoder  Decoder
	out      rendition.Builder
	head     int // number of the part that is the header of the message
	entities int
	omitted  int  // parts
	damaged  int  // bytes
	sealed   bool // a body is encrypted
}

// message shows a mail, or a mail in a mail, whose body is raw[body:end].
func (p *parser) message(h header, body, end, depth int) error {
	p.out.Break()
	from := p.out.Len()
	for _, f := range h {
		if shownField(f.name) {
			if err := p.field(f); err != nil {
				return err
			}
		}
	}
	outer := p.head
	p.head = p.out.Parts()
	p.out.Part(from, Header, p.attributes(h)...)
	err := p.entity(h, body, end, depth)
	p.head = outer
	return err
}

// entity shows what is text of raw[start:end], of which h is the header.
func (p *parser) entity(h header, start, end, depth int) error {
	p.entities++
	if depth > maxDepth || p.entities > maxEntities {
		p.omitted++
		return nil
	}
	t := p.contentType(h)
	switch {
	case t.disposition == "attachment":
		return p.attachment(t)
	case t.major == "multipart":
		return p.multipart(t, start, end, depth)
	case t.full() == "message/rfc822" && t.identity():
		inner, body := parseHeader(p.raw[:end], start, end)
		return p.message(inner, body, end, depth+1)
	case t.full() == "application/pkcs7-mime" || t.full() == "application/x-pkcs7-mime":
		p.sealed = p.sealed || t.params["smime-type"] != "signed-data"
		return p.attachment(t)
	case t.full() == "text/plain" || t.full() == "text/html":
		return p.text(t, start, end)
	case t.major == "text" && t.name == "":
		return p.text(t, start, end)
	}
	return p.attachment(t)
}

// attachment names a part that is left out.
func (p *parser) attachment(t contentType) error {
	name := t.name
	if name == "" {
		name = t.full()
	}
	p.out.Describe(p.head, "attachment", name)
	return nil
}

// multipart shows the parts that a reader of mail shows: of alternatives one, of
// related parts the first, of others all.
func (p *parser) multipart(t contentType, start, end, depth int) error {
	parts := cut(p.raw, start, end, t.params["boundary"])
	if len(parts) > maxEntities {
		p.omitted += len(parts) - maxEntities
		parts = parts[:maxEntities]
	}
	if t.minor == "encrypted" {
		p.sealed = true
		return nil
	}
	if t.minor == "alternative" {
		if best := p.best(parts); best >= 0 {
			parts = parts[best : best+1]
		}
	}
	for _, part := range parts {
		if err := p.entity(part.header, part.body, part.end, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// best returns which of some alternatives is shown: plain text if it has any,
// since it is what the sender wrote without layout; otherwise the last, which is the
// richest.
func (p *parser) best(parts []piece) int {
	for i, part := range parts {
		if t := p.contentType(part.header); t.full() == "text/plain" && !blank(p.raw[part.body:part.end]) {
			return i
		}
	}
	for i := len(parts) - 1; i >= 0; i-- {
		if t := p.contentType(parts[i].header); t.full() == "text/html" || t.major == "multipart" {
			return i
		}
	}
	return len(parts) - 1
}

// text shows a body.
func (p *parser) text(t contentType, start, end int) error {
	raw, transfer, damaged := t.unpack(p.raw[start:end])
	p.damaged += damaged
	text, origin, err := p.decoder.Decode(raw, t.params["charset"], t.minor == "html")
	if err != nil {
		return err
	}
	if t.minor == "html" {
		shown, from := p.decoder.Shown(text)
		text, origin = shown, from.Then(origin)
	}
	if blank([]byte(text)) {
		return nil
	}
	p.out.Break()
	from := p.out.Len()
	p.out.Append(text, origin.Then(transfer), start)
	p.out.Part(from, Body)
	return nil
}
