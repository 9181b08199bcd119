package read

import (
	"errors"
	"strings"

	htmlcharset "golang.org/x/net/html/charset"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus"
	"github.com/onomast/onomast/corpus/read/internal/mail"
)

// mail completes a record from the bytes of a mail.
func (s *source) mail(rec corpus.Record, raw []byte) corpus.Record {
	r, err := mail.Parse(raw, mailDecoder{s.forced})
	var fail *corpus.Failure
	switch {
	case errors.As(err, &fail):
		rec.Failure = inPlace(fail, "a part of the mail")
	case err != nil:
		rec.Failure = failure(codeMail, "leave it out, or give it its true extension", "this is no mail: %s", err)
	default:
		return s.withRendition(rec, r)
	}
	return rec
}

// A mailDecoder knows character sets and HTML. What the user said of the encoding
// is for the parts that say nothing.
type mailDecoder struct{ forced charset }

// Decode converts a part of a mail. Senders label parts wrongly: what cannot be
// what it is called is looked at as a file would be.
func (d mailDecoder) Decode(raw []byte, label string, html bool) (string, *document.SourceMap, error) {
	if len(raw) == asciiPrefix(raw) && !strings.HasPrefix(strings.ToLower(label), "utf-16") && !strings.HasPrefix(strings.ToLower(label), "iso-2022") {
		return string(raw), nil, nil
	}
	if c, ok := labelled(label); ok {
		if text, origin, fail := c.decode(raw, 0); fail == nil {
			return text, origin, nil
		}
	}
	c, mark, fail := choose(raw, d.forced, html)
	if fail == nil {
		var text string
		var origin *document.SourceMap
		if text, origin, fail = c.decode(raw, mark); fail == nil {
			return text, origin, nil
		}
	}
	return "", nil, fail
}

// labelled finds a character set by the name a mail gives it. Mails call UTF-8 and
// all else ASCII, so that says nothing.
func labelled(label string) (c charset, ok bool) {
	if label == "" || strings.Contains(strings.ToLower(label), "ascii") {
		return c, false
	}
	e, name := htmlcharset.Lookup(label)
	if e == nil || name == "replacement" || name == "x-user-defined" {
		return c, false
	}
	return tableCharset(name, e), true
}

// Shown returns what a browser shows of markup.
func (mailDecoder) Shown(markup string) (string, *document.SourceMap) { return htmlText(markup) }
