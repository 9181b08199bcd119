package mail

import (
	"bytes"
	"mime"
	"strings"

	"github.com/onomast/onomast/core/document"
)

// A contentType is what the header of a part says of its body.
type contentType struct {
	major, minor string
	params       map[string]string
	disposition  string // "attachment", "inline" or nothing
	name         string // of the file it is
	transfer     string // encoding, in small letters
}

func (t contentType) full() string { return t.major + "/" + t.minor }

// contentType reads it, plain text where the header says nothing or nonsense.
func (p *parser) contentType(h header) contentType {
	t := contentType{major: "text", minor: "plain", transfer: strings.ToLower(strings.TrimSpace(h.get(p.raw, "Content-Transfer-Encoding")))}
	if value := h.get(p.raw, "Content-Type"); value != "" {
		full, params, err := mime.ParseMediaType(value)
		if full == "" && err != nil {
			full, _, _ = strings.Cut(value, ";") // parameters that repeat or do not close
			full = strings.ToLower(strings.TrimSpace(full))
		}
		if major, minor, ok := strings.Cut(full, "/"); ok {
			t.major, t.minor, t.params = major, minor, params
		}
	}
	disposition, params, _ := mime.ParseMediaType(h.get(p.raw, "Content-Disposition"))
	t.disposition, t.name = disposition, params["filename"]
	if t.name == "" {
		t.name = t.params["name"]
	}
	if name, err := p.value([]byte(t.name)); err == nil {
		t.name = name
	}
	return t
}

// identity reports whether the body is as it is.
func (t contentType) identity() bool {
	return t.transfer != "base64" && t.transfer != "quoted-printable"
}

// unpack undoes the transfer encoding, and tells how many bytes are not in it.
func (t contentType) unpack(raw []byte) (body []byte, origin *document.SourceMap, damaged int) {
	switch t.transfer {
	case "base64":
		return unbase64(raw)
	case "quoted-printable":
		body, origin = unquotedPrintable(raw)
		return body, origin, 0
	}
	return raw, nil, 0
}

// A piece is one part of a multipart body.
type piece struct {
	header    header
	body, end int
}

// cut finds the parts between the lines of a boundary. Without any such line the
// body is one part without a header.
func cut(raw []byte, start, end int, boundary string) []piece {
	var parts []piece
	open := -1 // where the part begins
	mark := []byte("--" + boundary)
	for at := start; at < end; {
		next := lineEnd(raw, at, end)
		rest, found := bytes.CutPrefix(raw[at:next], mark)
		last := bytes.HasPrefix(rest, []byte("--"))
		if !found || boundary == "" || !blank(bytes.TrimPrefix(rest, []byte("--"))) {
			at = next
			continue
		}
		if open >= 0 {
			parts = append(parts, newPiece(raw, open, trimLine(raw, open, at)))
		}
		open = next
		if last {
			return parts
		}
		at = next
	}
	if open >= 0 {
		return append(parts, newPiece(raw, open, end))
	}
	return []piece{{body: start, end: end}}
}

func newPiece(raw []byte, start, end int) piece {
	h, body := parseHeader(raw[:end], start, end)
	return piece{header: h, body: min(body, end), end: end}
}

// trimLine leaves out the line end before a boundary, which belongs to it.
func trimLine(raw []byte, start, end int) int {
	if end > start && raw[end-1] == '\n' {
		end--
	}
	if end > start && raw[end-1] == '\r' {
		end--
	}
	return end
}
